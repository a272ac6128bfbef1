import { expect, test } from "vitest";
import { databaseOf } from "../../../worker/database/client.ts";
import { redeemedSchema } from "../../../worker/rewards/answers.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { DAY, environment, order, START, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";

const PROGRAM: ProgramInput = {
  name: "Held and expiring",
  earning: { order: { points: 1, per: 100 }, holdDays: 14 },
  expiry: { afterDays: 30 },
  rewards: [{ id: "small", name: "£1 off", type: "amount_off", amount: 100, points: 60, validDays: 365 }],
};

const redeem = (store: StoreUnderTest, memberId: string) =>
  store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "small" } });

test("promise 7: points become available, and expire, in the very millisecond, without any job", async () => {
  const store = await StoreUnderTest.make(PROGRAM);
  const memberId = (await store.putOrder("1", order("anna", 10_000, START))).order.memberId ?? "";
  const [available, expired] = [START + 14 * DAY, START + 44 * DAY];
  const moments = [
    [START, { available: 0, pending: 100, debt: 0 }],
    [available - 1, { available: 0, pending: 100, debt: 0 }],
    [available, { available: 100, pending: 0, debt: 0 }],
    [expired - 1, { available: 100, pending: 0, debt: 0 }],
    [expired, { available: 0, pending: 0, debt: 0 }],
  ] as const;
  for (const [moment, balance] of moments) {
    store.now = moment;
    expect(await store.balance(memberId)).toEqual(balance);
    expect(await store.problems()).toEqual([]);
  }
});

test("promises 3 and 7: what is pending or expired can't be redeemed, to the millisecond", async () => {
  for (const [at, status] of [
    [START + 14 * DAY - 1, 409],
    [START + 14 * DAY, 201],
    [START + 44 * DAY - 1, 201],
    [START + 44 * DAY, 409],
  ] as const) {
    const store = await StoreUnderTest.make(PROGRAM);
    const memberId = (await store.putOrder("1", order("anna", 10_000, START))).order.memberId ?? "";
    store.now = at;
    expect((await redeem(store, memberId)).status).toBe(status);
  }
});

test("promise 7: the job posts what is true already, once, however often and wherever it is stopped", async () => {
  const store = await StoreUnderTest.make(PROGRAM);
  const memberId = await store.member("anna");
  for (let count = 0; count < 5; count++) await store.earn(memberId, 10);
  store.now = START + 30 * DAY;
  const before = await store.balance(memberId);
  await Promise.all([1, 2, 3].map(() => scheduled(databaseOf(environment), store.now)));
  await scheduled(databaseOf(environment), store.now);
  expect(await store.balance(memberId)).toEqual(before);
  const { results } = await environment.DB.prepare(
    "SELECT points FROM entries WHERE store_id = ?1 AND kind = 'expire'",
  )
    .bind(store.id)
    .all();
  expect(results).toEqual(Array.from({ length: 5 }, () => ({ points: -10 })));
  expect(await store.problems()).toEqual([]);
});

test("promise 8: the soonest to expire is spent first, then the oldest", async () => {
  const store = await StoreUnderTest.make(PROGRAM);
  const memberId = await store.member("anna");
  // Granted first, but held, so that it expires last.
  await store.server("POST", "/v1/earn", { body: { memberId, points: 50, description: "Held", hold: true } });
  store.now += DAY;
  await store.earn(memberId, 50);
  store.now += DAY;
  await store.earn(memberId, 50);
  store.now = START + 15 * DAY;
  expect((await redeem(store, memberId)).status).toBe(201);
  expect(await lotsOf(store, memberId)).toEqual([50, 0, 40]);
});

test("promise 8: a released voucher gives back to the lots it took from, with their own dates", async () => {
  const store = await StoreUnderTest.make(PROGRAM);
  const memberId = await store.member("anna");
  await store.earn(memberId, 50);
  store.now += 10 * DAY;
  await store.earn(memberId, 50);
  const { voucher } = (await redeem(store, memberId)).as(redeemedSchema);
  expect(await lotsOf(store, memberId)).toEqual([0, 40]);
  const release = () => store.server("POST", `/v1/vouchers/${voucher.code}/release`, { body: {} });
  expect((await release()).status).toBe(200);
  expect(await lotsOf(store, memberId)).toEqual([50, 50]);
  expect((await release()).problem().code).toBe("voucher_not_releasable");
  store.now = START + 30 * DAY;
  expect(await store.balance(memberId)).toEqual({ available: 50, pending: 0, debt: 0 });
});

test("promise 8: what was spent and then refunded is owed, and repaid by the next points", async () => {
  const store = await StoreUnderTest.make(PROGRAM);
  const bought = order("anna", 10_000, START);
  const memberId = (await store.putOrder("1", bought)).order.memberId ?? "";
  store.now = START + 14 * DAY;
  await redeem(store, memberId);
  const time = new Date(store.now).toISOString();
  const { balance } = await store.putOrder("1", { ...bought, updatedAt: time, cancelledAt: time });
  expect(balance).toEqual({ available: 0, pending: 0, debt: 60 });
  expect((await redeem(store, memberId)).problem().code).toBe("insufficient_points");
  await store.earn(memberId, 45);
  expect(await store.balance(memberId)).toEqual({ available: 0, pending: 0, debt: 15 });
  await store.earn(memberId, 45);
  expect(await store.balance(memberId)).toEqual({ available: 30, pending: 0, debt: 0 });
  expect(await store.problems()).toEqual([]);
});

test("promise 9: new rules don't take away, shorten or put off what was granted", async () => {
  const store = await StoreUnderTest.make(PROGRAM);
  const bought = order("anna", 10_000, START);
  const memberId = (await store.putOrder("1", bought)).order.memberId ?? "";
  store.now += DAY;
  await store.publish({
    ...PROGRAM,
    earning: { order: { points: 1, per: 1000 }, holdDays: 20 },
    expiry: { afterDays: 20 },
  });
  expect(await store.balance(memberId)).toEqual({ available: 0, pending: 100, debt: 0 });
  // The order stays under the rules it was placed under, when it changes too.
  const larger = {
    ...bought,
    updatedAt: new Date(store.now).toISOString(),
    lines: [{ id: "1", quantity: 1, amount: 20_000 }],
  };
  expect((await store.putOrder("1", larger)).posted).toBe(100);
  expect((await store.putOrder("2", order("anna", 10_000, store.now))).posted).toBe(10);
  store.now = START + 44 * DAY - 1;
  expect((await store.balance(memberId)).available).toBe(200);
  store.now += 1;
  expect((await store.balance(memberId)).available).toBe(0);
});

/** What is left in the member's lots, in the order in which they were granted. */
async function lotsOf(store: StoreUnderTest, memberId: string): Promise<number[]> {
  const { results } = await environment.DB.prepare(
    "SELECT remaining FROM lots WHERE store_id = ?1 AND member_id = ?2 ORDER BY id",
  )
    .bind(store.id, memberId)
    .all<{ remaining: number }>();
  return results.map((row) => row.remaining);
}
