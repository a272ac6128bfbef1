/** Promise 12: a store never sees, counts or changes what is another store's, on any route. */
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { memberSchema } from "../../../worker/members/answers.ts";
import { contents } from "../database/contents.ts";
import { order, SHOP, START } from "../store-under-test.ts";
import type { Call } from "../store-under-test.ts";
import { endpoints, methodOf, send, sessionAt, takesKey, type Endpoint } from "./endpoints.ts";
import { entriesPage, furnish, type Furnished } from "./furnished-store.ts";

let theirs: Furnished;
let ours: Furnished;
beforeAll(async () => {
  theirs = await furnish();
  ours = await furnish();
});

/** Everything that only the other store has, in a form that an answer could show. */
function secretsOf({
  store,
  memberId,
  otherMemberId,
  voucher,
  spareVoucher,
  link,
  friendVoucher,
  heldVoucher,
  session,
  staffId,
  till,
  connectionId,
  deadDelivery,
}: Furnished): string[] {
  const { secret, publishable, signing } = store.keys;
  return [
    store.id,
    memberId,
    otherMemberId,
    voucher,
    spareVoucher,
    link,
    friendVoucher,
    heldVoucher,
    session,
    staffId,
    till,
    connectionId,
    deadDelivery,
    secret.key,
    publishable.key,
    signing.key,
  ];
}

/** Our store's credentials on a request that names what is theirs. */
async function trespass(endpoint: Endpoint, call: Call = {}) {
  const request = await endpoint.request(theirs);
  return send(ours, endpoint, request, call);
}

/** What a request for their things is answered with by our key; where it isn't here, it names nothing of theirs. */
const refusals: Record<string, RegExp> = {
  "GET /v1/members/{id}": /member_not_found/,
  "DELETE /v1/members/{id}": /member_not_found/,
  "GET /v1/members/{id}/export": /member_not_found/,
  "GET /v1/imports/{id}": /import_not_found/,
  "PUT /v1/imports/{id}/parts/{number}": /import_not_found/,
  "POST /v1/imports/{id}/run": /import_not_found/,
  "PATCH /v1/imports/{id}": /import_not_found/,
  "GET /v1/imports/{id}/rows": /import_not_found/,
  "GET /v1/members/{id}/balance": /member_not_found/,
  "GET /v1/members/{id}/tier": /member_not_found/,
  "GET /v1/members/{id}/entries": /member_not_found/,
  "GET /v1/members/{id}/explain": /member_not_found/,
  "PATCH /v1/members/{id}": /member_not_found/,
  "POST /v1/earn": /member_not_found/,
  "POST /v1/actions": /member_not_found/,
  "POST /v1/adjustments": /member_not_found/,
  "POST /v1/transfers": /member_not_found/,
  "POST /v1/redeem": /member_not_found/,
  "GET /v1/vouchers/{code}": /voucher_not_found/,
  "POST /v1/vouchers/{code}/check": /voucher_not_found/,
  "POST /storefront/vouchers/{code}/cancel": /voucher_not_found/,
  "POST /v1/vouchers/{code}/use": /voucher_not_found/,
  "POST /v1/vouchers/{code}/reserve": /voucher_not_found/,
  "POST /v1/vouchers/{code}/unreserve": /voucher_not_found/,
  "POST /v1/voucher-publications/{code}/retry": /voucher_publication_not_found/,
  "POST /v1/vouchers/{code}/release": /voucher_not_found/,
  "POST /v1/referral-links": /member_not_found/,
  "GET /v1/connections/{id}": /connection_not_found/,
  "PATCH /v1/connections/{id}": /connection_not_found/,
  "POST /v1/connections/{id}/close": /connection_not_found/,
  "POST /v1/connections/{id}/reconcile": /connection_not_found/,
  "GET /v1/connections/{id}/reconcile": /connection_not_found/,
  "GET /v1/inbox/{id}": /delivery_not_found/,
  "POST /v1/inbox/{id}/retry": /delivery_not_found/,
  "POST /storefront/sessions": /token_invalid/,
  "GET /storefront/referrals/{code}": /referral_link_not_found/,
  "POST /storefront/referral-claims": /referral_link_not_found/,
  "GET /v1/events/{id}": /event_not_found/,
  "GET /v1/webhook-endpoints/{id}": /webhook_endpoint_not_found/,
  "PATCH /v1/webhook-endpoints/{id}": /webhook_endpoint_not_found/,
  "DELETE /v1/webhook-endpoints/{id}": /webhook_endpoint_not_found/,
  "POST /v1/webhook-endpoints/{id}/rotate-secret": /webhook_endpoint_not_found/,
  "GET /v1/webhook-endpoints/{id}/deliveries": /webhook_endpoint_not_found/,
  "POST /v1/webhook-endpoints/{id}/deliveries/{eventId}/retry": /event_not_found/,
  "POST /v1/webhook-endpoints/{id}/resend": /event_not_found/,
  "GET /v1/staff/{id}/till-actions": /staff_not_found/,
  "POST /v1/staff/{id}/pin": /staff_not_found/,
  "POST /v1/staff/{id}/revoke": /staff_not_found/,
  "POST /till/sessions": /sign_in_refused/,
  "POST /till/lookup": /member_not_found/,
  "GET /till/members/{id}": /member_not_found/,
  "POST /till/receipts": /member_not_found/,
  "POST /till/redemptions": /member_not_found/,
  "POST /till/redemptions/undo": /voucher_not_found/,
  "POST /till/vouchers/use": /voucher_not_found/,
};

describe.each(endpoints)("$route", (endpoint) => {
  test("with our key and what is theirs shows and changes nothing of theirs", async () => {
    const before = await contents(theirs.store.id);
    const answer = await trespass(endpoint);
    expect(await contents(theirs.store.id)).toEqual(before);
    for (const secret of secretsOf(theirs)) {
      // What the request itself named may be named back.
      if (answer.status < 400) expect(answer.text).not.toContain(secret);
    }
    const refusal = refusals[endpoint.route];
    if (refusal) expect(answer.text).toMatch(refusal);
    else expect(answer.status).toBeLessThan(300);
  });

  test("with a session or a token of theirs at our door lets nobody in", async () => {
    if (sessionAt(theirs, endpoint.door) === null) return;
    const { path, body } = await endpoint.request(theirs);
    const query = `${path.includes("?") ? "&" : "?"}key=${ours.store.keys.publishable.key}`;
    const answer = await ours.store.call(methodOf(endpoint.route), path + query, {
      ...(body ? { body } : {}),
      headers: { Origin: SHOP, Authorization: `Bearer ${sessionAt(theirs, endpoint.door) ?? ""}` },
    });
    expect(answer.problem().code).toBe("session_invalid");
  });

  test("with the other kind of key lets nobody in", async () => {
    const { path, body } = await endpoint.request(ours);
    const { publishable, secret, signing } = ours.store.keys;
    const wrong =
      endpoint.door === "server"
        ? [publishable.key, signing.key, signing.secret ?? "", ours.session, ours.store.id]
        : [secret.key, signing.key, signing.secret ?? "", ours.store.id, ours.store.handle];
    for (const key of wrong) {
      const query = endpoint.door === "server" ? "" : `${path.includes("?") ? "&" : "?"}key=${key}`;
      const answer = await ours.store.call(methodOf(endpoint.route), path + query, {
        ...(body ? { body } : {}),
        headers: { Authorization: `Bearer ${endpoint.door === "server" ? key : ours.session}` },
      });
      expect(answer.problem().code).toBe("key_invalid");
      expect(answer.text).not.toContain(secret.key);
    }
  });
});

describe("what both stores have by the same name", () => {
  test("an order: each has its own, and one store's refund is not the other's", async () => {
    const cancelled = order("anna", 1_000_000, START, {
      updatedAt: new Date(START + 1000).toISOString(),
      cancelledAt: new Date(START + 1000).toISOString(),
    });
    const before = await contents(theirs.store.id);
    await ours.store.putOrder(ours.orderId, cancelled);
    expect(await contents(theirs.store.id)).toEqual(before);
  });

  test("an Idempotency-Key: each store's request is its own", async () => {
    const [here, there] = [await furnish(), await furnish()];
    for (const endpoint of endpoints.filter(takesKey)) {
      const call = { key: `of both ${endpoint.route}` };
      const first = await send(here, endpoint, await endpoint.request(here), call);
      const second = await send(there, endpoint, await endpoint.request(there), call);
      expect([endpoint.route, second.status]).toEqual([endpoint.route, first.status]);
      expect([endpoint.route, first.status < 300]).toEqual([endpoint.route, true]);
    }
  });

  test("a customer id and an address: each store finds its own member", async () => {
    const list = z.object({ items: z.array(memberSchema), next: z.null() });
    for (const query of ["customerId=anna", "email=anna@example.com"]) {
      const found = (await ours.store.server("GET", `/v1/members?${query}`)).as(list).items;
      expect(found.map(({ id }) => id)).toEqual([ours.memberId]);
    }
  });

  test("a voucher of theirs on our order is no voucher of ours", async () => {
    const answer = await ours.store.putOrder(
      "7001",
      order("greta", 9000, START, { vouchers: [theirs.voucher, theirs.friendVoucher] }),
    );
    expect(answer.vouchers.map(({ accepted }) => accepted)).toEqual([false, false]);
    expect(answer.referral).toBeNull();
  });

  test("an address that claimed with them has claimed nothing with us", async () => {
    await theirs.store.page("POST", "/storefront/referral-claims", {
      body: { code: theirs.link, email: "hal@example.com" },
    });
    const answer = await ours.store.putOrder(
      "7002",
      order("hal", 9000, START, { customer: { id: "hal", email: "hal@example.com" } }),
    );
    expect(answer.referral).toBeNull();
  });
});

describe("cursors of theirs", () => {
  test("an entries cursor at our door pages through our entries only", async () => {
    const path = `/v1/members/${ours.memberId}/entries?cursor=${theirs.cursor}`;
    const { items } = (await ours.store.server("GET", path)).as(entriesPage);
    const own = (await ours.store.server("GET", `/v1/members/${ours.memberId}/entries?limit=100`)).as(
      entriesPage,
    );
    const ids = own.items.map(({ id }) => id);
    for (const { id } of items) expect(ids).toContain(id);
  });

  test("the ledger's check counts our members only", async () => {
    const { checked } = (await ours.store.server("GET", "/v1/ledger/check")).as(
      z.object({ checked: z.int() }).loose(),
    );
    expect(checked).toBe((await contents(ours.store.id)).members?.length);
  });

  test("a list of members holds ours only", async () => {
    const list = z.object({ items: z.array(memberSchema), next: z.string().nullable() });
    const { items } = (await ours.store.server("GET", "/v1/members?limit=100")).as(list);
    const stored = (await contents(ours.store.id)).members ?? [];
    expect(items.length).toBe(stored.filter((row) => row.includes('"erased_at":null')).length);
    expect(items.map(({ id }) => id)).not.toContain(theirs.memberId);
  });
});
