/** Promises 3, 7 and 8: no point is spent twice, none before its time, and a release gives back to the very lots. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { contents, count } from "../database/contents.ts";
import { redeem, redeemed } from "../http/furnished-store.ts";
import { DAY, environment, order, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";

const held = {
  ...PROGRAM,
  earning: { order: { points: 1, per: 100 }, signUp: null, holdDays: 14 },
  expiry: { afterDays: 30 },
};
const iso = (at: number) => new Date(at).toISOString();

let store: StoreUnderTest;
let memberId: string;
async function open(program: Parameters<typeof StoreUnderTest.make>[0] = PROGRAM): Promise<void> {
  store = await StoreUnderTest.make(program);
  memberId = await store.member("anna");
}
beforeEach(async () => open());

async function tryToRedeem() {
  return store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
}

/** What is left in the lots, by when they expire. */
async function lots(): Promise<Record<string, number>> {
  const { results } = await environment.DB.prepare(
    "SELECT expires_at AS at, remaining FROM lots WHERE store_id = ? ORDER BY expires_at",
  )
    .bind(store.id)
    .all();
  const rows = z.array(z.object({ at: z.number(), remaining: z.number() })).parse(results);
  const left: Record<string, number> = {};
  for (const { at, remaining } of rows) left[iso(at)] = (left[iso(at)] ?? 0) + remaining;
  return left;
}

describe("100 redemptions at once", () => {
  test("on a balance that covers 7 give 7 vouchers", async () => {
    await store.earn(memberId, 3600);
    const answers = await Promise.all(Array.from({ length: 100 }, tryToRedeem));
    const given = answers.filter(({ status }) => status === 201).map((answer) => answer.as(redeemed));
    const refused = answers.filter(({ status }) => status !== 201).map((answer) => answer.problem().code);
    expect(new Set(given.map(({ voucher }) => voucher.code)).size).toBe(7);
    expect(refused).toEqual(Array.from({ length: 93 }, () => "insufficient_points"));
    expect(given.map(({ balance }) => balance.available).sort((a, b) => a - b)).toEqual([
      100, 600, 1100, 1600, 2100, 2600, 3100,
    ]);
    expect(await store.balance(memberId)).toEqual({ available: 100, pending: 0, debt: 0 });
    expect(await count("SELECT count(*) AS count FROM vouchers WHERE store_id = ?", store.id)).toBe(7);
    expect(await store.problems()).toEqual([]);
  });

  test("at both doors, beside refunds of what they spend, leave the ledger whole", async () => {
    for (let each = 0; each < 8; each++) await store.putOrder(`o${each}`, order("anna", 50_000, START));
    const session = await store.session("anna");
    const cancelled = { updatedAt: iso(START + 1), cancelledAt: iso(START + 1) };
    await Promise.all([
      ...Array.from({ length: 10 }, tryToRedeem),
      ...Array.from({ length: 10 }, () =>
        store.page("POST", "/storefront/redemptions", { session, body: { rewardId: "five-off" } }),
      ),
      ...Array.from({ length: 4 }, (_, each) =>
        store.putOrder(`o${each}`, order("anna", 50_000, START, cancelled)),
      ),
    ]);
    const vouchers = await count("SELECT count(*) AS count FROM vouchers WHERE store_id = ?", store.id);
    const { available, debt } = await store.balance(memberId);
    expect(available - debt).toBe(8 * 500 - 4 * 500 - vouchers * 500);
    expect(await store.problems()).toEqual([]);
  });
});

describe("points that are on their way", () => {
  beforeEach(async () => {
    await open(held);
    await store.putOrder("1", order("anna", 60_000, START));
  });

  test("are not spent until the very millisecond, and then are, without a job", async () => {
    store.now = START + 14 * DAY - 1;
    expect(await store.balance(memberId)).toEqual({ available: 0, pending: 600, debt: 0 });
    const early = await tryToRedeem();
    expect(early.problem()).toMatchObject({ code: "insufficient_points" });
    expect(early.problem().detail).toBe(
      "This reward costs 500 points, and 500 are missing. 600 more are on their way.",
    );
    store.now = START + 14 * DAY;
    expect(await store.balance(memberId)).toEqual({ available: 600, pending: 0, debt: 0 });
    expect((await tryToRedeem()).status).toBe(201);
  });

  test("expire 30 days after that, to the millisecond, without a job", async () => {
    store.now = START + 44 * DAY - 1;
    expect(await store.balance(memberId)).toEqual({ available: 600, pending: 0, debt: 0 });
    store.now = START + 44 * DAY;
    expect(await store.balance(memberId)).toEqual({ available: 0, pending: 0, debt: 0 });
    expect((await tryToRedeem()).problem().code).toBe("insufficient_points");
  });

  test("and the job posts what was true already: nobody's balance changes by it, however often it runs", async () => {
    store.now = START + 44 * DAY;
    const session = await store.session("anna");
    const panel = async () => (await store.page("GET", "/storefront/panel", { session })).as(panelSchema);
    const { balance, expiring, pending } = await panel();
    await Promise.all([1, 2, 3].map(() => scheduled(databaseOf(environment), store.now)));
    expect(await panel()).toMatchObject({ balance, expiring, pending });
    expect((await panel()).entries[0]).toMatchObject({ kind: "expire", points: -600 });
    const posted = await contents(store.id);
    await scheduled(databaseOf(environment), store.now + DAY);
    expect(await contents(store.id)).toEqual(posted);
    expect(await store.problems()).toEqual([]);
  });

  test("the job takes nothing a millisecond early", async () => {
    const { entries, lots, balances } = await contents(store.id);
    await scheduled(databaseOf(environment), START + 44 * DAY - 1);
    expect(await contents(store.id)).toMatchObject({ entries, lots, balances });
  });
});

describe("points are spent soonest-expiring first, and a release gives back to the same lots", () => {
  const soon = iso(START + 40 * DAY);
  const later = iso(START + 44 * DAY);
  let code: string;
  beforeEach(async () => {
    await open({ ...held, earning: { ...held.earning, holdDays: 0 }, expiry: { afterDays: 40 } });
    await store.earn(memberId, 300);
    store.now = START + 4 * DAY;
    await store.earn(memberId, 300);
    code = await redeem(store, memberId);
  });

  async function release() {
    return store.server("POST", `/v1/vouchers/${code}/release`, { body: { reason: "Changed her mind" } });
  }

  test("with their own dates", async () => {
    expect(await lots()).toEqual({ [soon]: 0, [later]: 100 });
    const answer = await release();
    expect(answer.as(z.object({ balance: z.unknown() }).loose()).balance).toEqual({
      available: 600,
      pending: 0,
      debt: 0,
    });
    expect(await lots()).toEqual({ [soon]: 300, [later]: 300 });
    expect(await store.problems()).toEqual([]);
  });

  test("once: a second release is refused, and 20 at once give back once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, release));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await release()).problem().detail).toBe("The voucher was released already.");
    expect(await store.balance(memberId)).toMatchObject({ available: 600 });
    expect(await store.problems()).toEqual([]);
  });

  test("not for a voucher that was used, by a call or by an order", async () => {
    await store.putOrder("1", order("anna", 9000, store.now, { vouchers: [code] }));
    expect((await release()).problem().code).toBe("voucher_not_releasable");
    expect(await lots()).toMatchObject({ [soon]: 0, [later]: 190 });
  });

  test("of a lot that expired meanwhile gives back nothing that could be spent", async () => {
    store.now = START + 42 * DAY;
    await release();
    expect(await store.balance(memberId)).toEqual({ available: 300, pending: 0, debt: 0 });
    await scheduled(databaseOf(environment), store.now);
    expect(await store.balance(memberId)).toEqual({ available: 300, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test("what is owed by then is repaid first", async () => {
    await store.putOrder("1", order("anna", 40_000, store.now));
    await redeem(store, memberId);
    const cancelled = { updatedAt: iso(store.now + 1), cancelledAt: iso(store.now + 1) };
    const { balance } = await store.putOrder("1", order("anna", 40_000, START + 4 * DAY, cancelled));
    expect(balance).toEqual({ available: 0, pending: 0, debt: 400 });
    await release();
    expect(await store.balance(memberId)).toEqual({ available: 100, pending: 0, debt: 0 });
    // Out of what expires soonest.
    expect(await lots()).toMatchObject({ [soon]: 0, [later]: 100 });
    expect(await store.problems()).toEqual([]);
  });

  test("and 20 uses at once, on as many orders, use it on one", async () => {
    const orders = Array.from({ length: 20 }, (_, index) => `order-${index}`);
    const answers = await Promise.all(
      orders.map((orderId) => store.server("POST", `/v1/vouchers/${code}/use`, { body: { orderId } })),
    );
    const used = orders.filter((_, index) => answers[index]?.status === 200);
    expect(used).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(new Set(refused.map((answer) => answer.problem().code))).toEqual(new Set(["voucher_not_usable"]));
    const voucher = await store.server("GET", `/v1/vouchers/${code}`);
    expect(voucher.as(z.object({ orderId: z.string() }).loose()).orderId).toBe(used[0]);
  });

  test("and use and release at once end in one of the two", async () => {
    const use = () => store.server("POST", `/v1/vouchers/${code}/use`, { body: { orderId: "1" } });
    const answers = await Promise.all([use(), release(), use(), release()]);
    const [used, released] = [
      answers.filter((_, each) => each % 2 === 0),
      answers.filter((_, each) => each % 2 === 1),
    ];
    const won = [used, released].map((each) => each.some(({ status }) => status === 200));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store.balance(memberId)).toMatchObject({ available: won[1] ? 600 : 100 });
    expect(await store.problems()).toEqual([]);
  });
});
