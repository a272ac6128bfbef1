/** Promise 4: the same key with the same request answers the same and changes nothing; another request is refused. */
import { beforeAll, describe, expect, test } from "vitest";
import { metered } from "../../../bench/cost/meter.ts";
import { databaseOf } from "../../../worker/database/client.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { contents, count } from "../database/contents.ts";
import { DAY, environment, order, PROGRAM, START, type Answer } from "../store-under-test.ts";
import {
  endpointOf,
  endpoints,
  furnishFor,
  send,
  takesKey,
  type Endpoint,
  type Request,
} from "./endpoints.ts";
import { furnish, redeem, type Furnished } from "./furnished-store.ts";

const key = "the-same-key";
const keyed = endpoints.filter(takesKey);

/** Whole stores, in each of which one of the tests below goes from route to route: none takes another's things. */
let stores: Record<"again" | "turned" | "atOnce" | "mine" | "theirs", Furnished>;
beforeAll(async () => {
  stores = {
    again: await furnish(),
    turned: await furnish(),
    atOnce: await furnish(),
    mine: await furnish(),
    theirs: await furnish(),
  };
});

/** The key of the route's request in those stores. */
const keyOf = ({ route }: Endpoint) => `${key} for ${route}`;

/** The answer to the request with that key, which has to be a success. */
async function succeeded(at: Furnished, endpoint: Endpoint, request: Request): Promise<Answer> {
  const answer = await send(at, endpoint, request, { key: keyOf(endpoint) });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer;
}

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
  test("sent again answers byte for byte the same and changes nothing", async () => {
    const at = stores.again;
    const request = await endpoint.request(at);
    const first = await succeeded(at, endpoint, request);
    const after = await contents(at.store.id);
    at.store.now += 1000;
    const second = await send(at, endpoint, request, { key: keyOf(endpoint) });
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    expect(await contents(at.store.id)).toEqual(after);
  });

  test("sent again with its fields in another order and other blanks is the same request", async () => {
    const at = stores.turned;
    const { path, body = {} } = await endpoint.request(at);
    const first = await succeeded(at, endpoint, { path, body });
    const turned = Object.fromEntries(Object.entries(body).reverse());
    const raw = JSON.stringify(turned, null, 3);
    const second = await send(at, endpoint, { path }, { key: keyOf(endpoint), raw });
    expect([second.status, second.text]).toEqual([first.status, first.text]);
  });

  test("ten at once all answer the same, and write what one would have", async () => {
    const at = stores.atOnce;
    const request = await endpoint.request(at);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => send(at, endpoint, request, { key: keyOf(endpoint) })),
    );
    const after = await contents(at.store.id);
    const again = await succeeded(at, endpoint, request);
    for (const { status, text } of answers) expect([status, text]).toEqual([again.status, again.text]);
    expect(await contents(at.store.id)).toEqual(after);
    expect(await at.store.problems()).toEqual([]);
  });

  test("is a key of its own store", async () => {
    const { mine, theirs } = stores;
    const first = await succeeded(mine, endpoint, await endpoint.request(mine));
    const second = await succeeded(theirs, endpoint, await endpoint.request(theirs));
    expect(second.status).toBe(first.status);
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
  const sent = new Map<string, { at: Furnished; request: Request }>();
  beforeAll(async () => {
    for (const endpoint of keyed) {
      const at = await furnishFor(endpoint);
      const request = await endpoint.request(at);
      await succeeded(at, endpoint, request);
      at.store.now += 31 * DAY;
      sent.set(endpoint.route, { at, request });
    }
    // A month later, for all of them; a run forgets no more than so many.
    const old = "SELECT count(*) AS count FROM idempotency_keys WHERE created_at <= ?";
    for (let runs = 0; runs < 20 && (await count(old, START)) > 0; runs++)
      await scheduled(databaseOf(environment), START + 31 * DAY);
    expect(await count(old, START)).toBe(0);
  });

  test.each(keyed)("never makes the write a second time by accident of ours: $route", async (endpoint) => {
    const { at, request } = sent.get(endpoint.route) ?? {};
    if (!at || !request) throw new Error("It was not sent.");
    at.session = await at.store.session("anna");
    const answer = await send(at, endpoint, request, { key: keyOf(endpoint) });
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
