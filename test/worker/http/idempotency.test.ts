/** Promise 4: the same key with the same request answers the same and changes nothing; another request is refused. */
import { beforeEach, describe, expect, test } from "vitest";
import { metered } from "../../../bench/cost/meter.ts";
import { databaseOf } from "../../../worker/database/client.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { contents } from "../database/contents.ts";
import { DAY, environment, order, PROGRAM } from "../store-under-test.ts";
import { endpointOf, endpoints, furnishFor, send, takesKey, type Request } from "./endpoints.ts";
import { furnish, redeem, type Furnished } from "./furnished-store.ts";

const key = "the-same-key";
const keyed = endpoints.filter(takesKey);

/** Another valid request for the same route. */
const others: Record<string, (at: Furnished, request: Request) => Partial<Request>> = {
  "POST /v1/members": () => ({ body: { customerId: "someone else" } }),
  "POST /v1/earn": (_at, { body }) => ({ body: { ...body, points: 51 } }),
  "POST /v1/actions": (_at, { body }) => ({ body: { ...body, reference: "review-2" } }),
  "POST /v1/adjustments": (_at, { body }) => ({ body: { ...body, points: 20 } }),
  "POST /v1/transfers": (_at, { body }) => ({ body: { ...body, points: 101 } }),
  "POST /storefront/actions": () => ({ body: { action: "visit", reference: "today" } }),
  "POST /v1/redeem": () => ({ body: { customerId: "anna", rewardId: "five-off" } }),
  "POST /v1/vouchers/{code}/use": () => ({ body: { orderId: "2002" } }),
  "POST /v1/vouchers/{code}/release": () => ({ body: {} }),
  "POST /v1/code-pools/{pool}/codes": () => ({ body: { codes: ["SPA-3"] } }),
  "POST /storefront/vouchers/{code}/cancel": ({ friendVoucher }) => ({
    path: `/storefront/vouchers/${friendVoucher}/cancel`,
  }),
  "POST /v1/referral-links": () => ({ body: { customerId: "anna" } }),
  "POST /v1/test-clock": () => ({ body: { advanceDays: 2 } }),
  "POST /storefront/redemptions": () => ({ body: { rewardId: "another" } }),
  "POST /storefront/referral-claims": (_at, { body }) => ({ body: { ...body, firstName: "Dot" } }),
};

describe.each(keyed)("$route", (endpoint) => {
  let at: Furnished;
  beforeEach(async () => {
    at = await furnishFor(endpoint);
  });

  test("sent again answers byte for byte the same and changes nothing", async () => {
    const request = await endpoint.request(at);
    const first = await send(at, endpoint, request, { key });
    const after = await contents(at.store.id);
    at.store.now += 1000;
    const second = await send(at, endpoint, request, { key });
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    expect(await contents(at.store.id)).toEqual(after);
  });

  test("sent again with its fields in another order and other blanks is the same request", async () => {
    const { path, body = {} } = await endpoint.request(at);
    const first = await send(at, endpoint, { path, body }, { key });
    const turned = Object.fromEntries(Object.entries(body).reverse());
    const second = await send(at, endpoint, { path }, { key, raw: JSON.stringify(turned, null, 3) });
    expect([second.status, second.text]).toEqual([first.status, first.text]);
  });

  test("ten at once all answer the same, and write what one would have", async () => {
    const request = await endpoint.request(at);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(at, endpoint, request, { key })));
    const after = await contents(at.store.id);
    const again = await send(at, endpoint, request, { key });
    for (const { status, text } of answers) expect([status, text]).toEqual([again.status, again.text]);
    expect(await contents(at.store.id)).toEqual(after);
    expect(await at.store.problems()).toEqual([]);
  });

  test("is a key of its own store", async () => {
    const other = await furnishFor(endpoint);
    const [mine, theirs] = [await endpoint.request(at), await endpoint.request(other)];
    const first = await send(at, endpoint, mine, { key });
    const second = await send(other, endpoint, theirs, { key });
    expect([first.status, second.status]).toEqual([first.status, first.status]);
    expect(second.text).not.toBe(first.text);
  });
});

describe("the key with another request is refused, and nothing is written", () => {
  test.each(Object.entries(others))("%s", async (route, change) => {
    const endpoint = endpointOf(route);
    const at = await furnishFor(endpoint, (all) => change(all, {} as Request));
    const request = await endpoint.request(at);
    expect((await send(at, endpoint, request, { key })).status).toBeLessThan(300);
    const after = await contents(at.store.id);
    const answer = await send(at, endpoint, { ...request, ...change(at, request) }, { key });
    expect(answer.problem().code).toBe("idempotency_key_reused");
    expect(await contents(at.store.id)).toEqual(after);
  });

  test("also where the first changed nothing, because the friend had claimed before", async () => {
    const { store, link } = await furnish(({ link: its }) => its);
    const claim = (email: string, sent: string) =>
      store.page("POST", "/storefront/referral-claims", { key: sent, body: { code: link, email } });
    await claim("eve@example.com", "first");
    expect((await claim("eve@example.com", "second")).status).toBe(201);
    expect((await claim("finn@example.com", "second")).problem().code).toBe("idempotency_key_reused");
  });
});

test("two members may use the same key", async () => {
  const { store, session: annas } = await furnish(({ session: its }) => its);
  const ben = await store.member("ben");
  await store.earn(ben, 500);
  const body = { rewardId: "five-off" };
  const first = await store.page("POST", "/storefront/redemptions", { session: annas, key, body });
  const session = await store.session("ben");
  const second = await store.page("POST", "/storefront/redemptions", { session, key, body });
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.text).not.toBe(first.text);
});

describe("a request sent again answers as it did, whatever happened since", () => {
  const since: [string, string, (at: Furnished) => Promise<unknown>][] = [
    ["POST /v1/redeem", "the reward left the program", withoutRewards],
    ["POST /storefront/redemptions", "the reward left the program", withoutRewards],
    ["POST /v1/redeem", "the member spent the rest", spendAll],
    ["POST /v1/redeem", "the voucher was used", async ({ store, memberId }) => useLast(store, memberId)],
    ["POST /v1/earn", "the member earned more", async ({ store, memberId }) => store.earn(memberId, 7)],
    ["POST /v1/actions", "the action left the program", withoutRewards],
    ["POST /v1/transfers", "the program no longer has transfers", withoutRewards],
    ["POST /v1/adjustments", "the member spent the rest", spendAll],
    [
      "POST /v1/vouchers/{code}/use",
      "the voucher expired",
      async ({ store }) => {
        store.now += 365 * DAY;
      },
    ],
    ["POST /v1/vouchers/{code}/release", "the program changed", withoutRewards],
    ["POST /storefront/vouchers/{code}/cancel", "the program changed", withoutRewards],
    [
      "POST /v1/code-pools/{pool}/codes",
      "more were imported",
      async ({ store }) =>
        store.server("POST", "/v1/code-pools/spa-days/codes", { body: { codes: ["SPA-9"] } }),
    ],
    ["POST /v1/test-clock", "the clock was set again", setClockAgain],
    ["POST /v1/referral-links", "the link was followed", follow],
    ["POST /storefront/referral-links", "the link was followed", follow],
    ["POST /v1/referral-links", "the program lost its referral terms", withoutReferral],
    ["POST /storefront/referral-claims", "the program lost its referral terms", withoutReferral],
    ["POST /storefront/referral-claims", "the link was switched off", switchOff],
    [
      "POST /storefront/referral-claims",
      "the friend ordered",
      async ({ store }) =>
        store.putOrder("9001", order("dora", 5000, store.now, { customer: { email: "dora@example.com" } })),
    ],
  ];

  test.each(since)("%s: %s", async (route, _what, happen) => {
    const endpoint = endpointOf(route);
    const at = await furnishFor(endpoint, ({ link }) => link);
    const request = await endpoint.request(at);
    const first = await send(at, endpoint, request, { key });
    await happen(at);
    at.session = await at.store.session("anna");
    const second = await send(at, endpoint, request, { key });
    expect([second.status, second.text]).toEqual([first.status, first.text]);
  });

  test("a claim of an address that had claimed: the voucher was used", async () => {
    const { store, link, friendVoucher } = await furnish((at) => at.friendVoucher);
    const claim = () =>
      store.page("POST", "/storefront/referral-claims", {
        key,
        body: { code: link, email: "ben@example.com" },
      });
    const first = await claim();
    await store.server("POST", `/v1/vouchers/${friendVoucher}/use`, { body: { orderId: "2001" } });
    expect((await claim()).text).toBe(first.text);
  });
});

async function withoutRewards({ store }: Furnished): Promise<void> {
  await store.publish({ ...PROGRAM, rewards: [] });
}

async function withoutReferral({ store }: Furnished): Promise<void> {
  await store.publish({ ...PROGRAM, referral: null });
}

async function setClockAgain({ store }: Furnished): Promise<void> {
  await store.server("POST", "/v1/test-clock", { body: { advanceDays: 30 } });
}

async function spendAll({ store, memberId }: Furnished): Promise<void> {
  const { available } = await store.balance(memberId);
  await store.server("POST", "/v1/adjustments", {
    body: { memberId, points: 500 - available, description: "All but the price of one more" },
  });
  await redeem(store, memberId);
}

async function useLast(store: Furnished["store"], memberId: string): Promise<void> {
  await environment.DB.prepare("UPDATE vouchers SET status = 'used', order_id = '1' WHERE member_id = ?")
    .bind(memberId)
    .run();
  store.now += 1;
}

async function follow({ store, link }: Furnished): Promise<void> {
  await store.call("GET", `/r/${link}`);
}

async function switchOff({ link }: Furnished): Promise<void> {
  await environment.DB.prepare("UPDATE referral_links SET active = 0 WHERE code = ?").bind(link).run();
}

describe("a key older than answers are kept", () => {
  test.each(keyed)("never makes the write a second time by accident of ours: $route", async (endpoint) => {
    const at = await furnishFor(endpoint);
    const request = await endpoint.request(at);
    expect((await send(at, endpoint, request, { key })).status).toBeLessThan(300);
    at.store.now += 31 * DAY;
    await scheduled(databaseOf(environment), at.store.now);
    at.session = await at.store.session("anna");
    const answer = await send(at, endpoint, request, { key });
    expect(`${answer.status} ${answer.text}`).not.toMatch(/^5/);
    expect(await at.store.problems()).toEqual([]);
  });
});

test("a keyed request that is refused from memory asks the database once: whether it was answered before", async () => {
  const at = await furnish(({ memberId }) => memberId);
  const body = { memberId: at.memberId, rewardId: "no-such-reward" };
  const meter = metered(environment.DB);
  at.store.environment = { ...environment, DB: meter.database };
  const refused = await at.store.server("POST", "/v1/redeem", { body });
  expect(refused.problem().code).toBe("reward_not_found");
  expect(meter.take().trips).toBe(1);
});
