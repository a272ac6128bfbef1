/** Every write tells what it did in the log: all of it, once, in its own transaction, and at its own time. */
import { describe, expect, test } from "vitest";
import type { EventAnswer } from "../../../worker/events/answers.ts";
import { losesOneAnswer } from "../database/bindings.ts";
import {
  endpointOf,
  endpoints,
  furnishFor,
  methodOf,
  send,
  takesKey,
  type Request,
} from "../http/endpoints.ts";
import { furnish } from "../http/furnished-store.ts";
import { environment, START, type StoreUnderTest } from "../store-under-test.ts";
import { eventsOf } from "./replay.ts";

/** By route, what the call of it that succeeds tells in the furnished store: each route that writes has a line. */
const told: Record<string, string[]> = {
  "PUT /v1/program": ["program.published"],
  "PUT /v1/look": [],
  "POST /v1/members": ["member.created"],
  "PATCH /v1/members/{id}": ["member.updated"],
  "DELETE /v1/members/{id}": ["member.erased"],
  "POST /storefront/profile": ["member.updated", "member.updated"],
  "POST /storefront/profile/delete": ["member.erased"],
  "POST /v1/actions": ["points.earned"],
  "POST /v1/earn": ["points.earned"],
  "POST /storefront/actions": ["points.earned"],
  "POST /v1/adjustments": ["points.adjusted"],
  "POST /v1/transfers": ["points.transferred", "points.transferred"],
  "PUT /v1/orders/{id}": ["order.updated", "points.refunded"],
  "POST /v1/redeem": ["voucher.issued", "points.redeemed"],
  "POST /storefront/redemptions": ["voucher.issued", "points.redeemed"],
  "POST /v1/vouchers/{code}/use": ["voucher.used"],
  "POST /v1/vouchers/{code}/release": ["points.released", "voucher.released"],
  "POST /storefront/vouchers/{code}/cancel": ["points.released", "voucher.released"],
  "POST /storefront/referral-claims": ["referral.claimed", "voucher.issued"],
  "POST /till/members": ["member.created"],
  "POST /till/receipts": ["order.created", "points.earned"],
  "POST /till/receipts/refund": ["order.updated", "points.refunded"],
  "POST /till/receipts/undo": ["order.updated", "points.refunded"],
  "POST /till/redemptions": ["voucher.issued", "points.redeemed"],
  "POST /till/redemptions/undo": ["points.released", "voucher.released"],
  "POST /till/vouchers/use": ["voucher.used"],
  "DELETE /v1/webhook-endpoints/{id}": [],
  "PATCH /v1/connections/{id}": [],
  "PATCH /v1/imports/{id}": [],
  "PATCH /v1/webhook-endpoints/{id}": [],
  "POST /storefront/referral-links": [],
  "POST /storefront/sessions": [],
  "POST /storefront/sessions/email": ["member.created"],
  "POST /storefront/sessions/refresh": [],
  "POST /storefront/sessions/step-up": [],
  "POST /storefront/sign-in-codes": [],
  "POST /storefront/sign-out": [],
  "POST /storefront/step-up-codes": [],
  "POST /storefront/token-checks": [],
  "POST /till/lookup": [],
  "POST /till/sessions": [],
  "POST /v1/code-pools/{pool}/codes": [],
  "POST /v1/connections": [],
  "POST /v1/connections/{id}/close": [],
  "POST /v1/connections/{id}/reconcile": [],
  "POST /v1/imports": [],
  "POST /v1/members/{id}/sign-out": [],
  "POST /v1/imports/{id}/run": [],
  "POST /v1/inbox/{id}/retry": [],
  "POST /v1/referral-links": [],
  "POST /v1/staff": [],
  "POST /v1/staff/{id}/pin": [],
  "POST /v1/staff/{id}/revoke": [],
  "POST /v1/test-clock": [],
  "POST /v1/voucher-publications/{code}/retry": [],
  "POST /v1/vouchers/{code}/check": [],
  "POST /v1/vouchers/{code}/reserve": [],
  "POST /v1/vouchers/{code}/unreserve": [],
  "POST /v1/webhook-endpoints": [],
  "POST /v1/webhook-endpoints/{id}/deliveries/{eventId}/retry": [],
  "POST /v1/webhook-endpoints/{id}/resend": [],
  "POST /v1/webhook-endpoints/{id}/rotate-secret": [],
  "PUT /v1/imports/{id}/parts/{number}": [],
};

/** What is done once: how the same request is answered again. */
const once: Record<string, string> = {
  "POST /storefront/sign-in-codes": "too_many_requests",
  "POST /storefront/step-up-codes": "too_many_requests",
  "POST /storefront/sign-out": "session_expired",
};

/** Soon enough to undo what was done at a till. */
const LATER = START + 60_000;

/** What was told since; what was there before is as it was. */
async function since(store: StoreUnderTest, known: EventAnswer[]): Promise<EventAnswer[]> {
  const all = await eventsOf(environment, store.id);
  expect(all.slice(0, known.length)).toEqual(known);
  return all.slice(known.length);
}

/** Counts a try first, and joins then: told of below. */
const JOINING = "POST /storefront/sessions/email";

const writing = endpoints.filter(({ route }) => methodOf(route) !== "GET" && route !== JOINING);
describe.each(writing)("$route", (endpoint) => {
  const expected = told[endpoint.route] ?? [];
  const call = takesKey(endpoint) ? { key: "told" } : {};
  test(`tells ${expected.join(", ") || "nothing"}: refused, with a lost answer, and again`, async () => {
    const at = await furnishFor(endpoint);
    at.store.now = LATER;
    const sent = (asked: Request) => send(at, endpoint, asked, call);
    const request = await endpoint.request(at);
    const before = await eventsOf(environment, at.store.id);
    if (request.body) {
      await sent({ ...request, body: { ...request.body, surprise: 1 } });
      expect(await since(at.store, before)).toEqual([]);
    }
    at.store.environment = losesOneAnswer().environment;
    await sent(request);
    at.store.environment = environment;
    const events = await since(at.store, before);
    expect(events.map(({ type }) => type)).toEqual(expected);
    expect(events.map(({ timestamp }) => Date.parse(timestamp))).toEqual(expected.map(() => LATER));

    const answer = await sent(request);
    const refused = once[endpoint.route];
    if (refused === undefined) expect(answer.status, answer.text).toBeLessThan(300);
    else expect(answer.problem().code).toBe(refused);
    expect(await since(at.store, before)).toEqual(events);
  });
});

test("joining by an emailed code tells of the member once, also where the code is typed twice", async () => {
  const endpoint = endpointOf(JOINING);
  const at = await furnishFor(endpoint);
  const before = await eventsOf(environment, at.store.id);
  const request = await endpoint.request(at);
  await Promise.all([send(at, endpoint, request), send(at, endpoint, request)]);
  expect((await since(at.store, before)).map(({ type }) => type)).toEqual(["member.created"]);
});

test("each route that writes has its line, and no other has", () => {
  const writes = endpoints.map(({ route }) => route).filter((route) => methodOf(route) !== "GET");
  expect(Object.keys(told).sort()).toEqual([...new Set(writes)].sort());
});

test("what is only read tells nothing", async () => {
  const at = await furnish();
  const before = await eventsOf(environment, at.store.id);
  for (const endpoint of endpoints.filter(({ route }) => methodOf(route) === "GET"))
    await send(at, endpoint, await endpoint.request(at));
  expect(await since(at.store, before)).toEqual([]);
});

test("the log holds no name and no address of anybody", async () => {
  const at = await furnish();
  await at.store.server("PATCH", `/v1/members/${at.memberId}`, {
    body: { firstName: "Annabel", email: "annabel@example.com", birthday: "11-22" },
  });
  await at.store.server("POST", "/v1/adjustments", {
    body: { memberId: at.memberId, points: 5, description: "Sorry, Annabel", actor: "Priya Patel" },
  });
  const log = JSON.stringify(await eventsOf(environment, at.store.id));
  expect(log).toContain('"changed":["email","firstName","birthday"]');
  for (const word of ["Anna", "Annabel", "Ben", "@example.com", "11-22", "Priya"])
    expect(log).not.toContain(word);
});
