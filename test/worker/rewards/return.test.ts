/** Where a reward says so, what nobody used comes back when it expires: by the job, and before it is missed. */
import { beforeEach, describe, expect, test } from "vitest";
import { databaseOf } from "../../../worker/database/client.ts";
import { returnVouchers } from "../../../worker/rewards/return-vouchers.ts";
import { contents } from "../database/contents.ts";
import { entriesPage } from "../http/furnished-store.ts";
import { DAY, environment, order, START } from "../store-under-test.ts";
import { fiveOff, Shop } from "./shop.ts";

const END = START + 30 * DAY;
const returned = fiveOff({
  validDays: 30,
  onExpiry: "give_back",
  stock: 20,
  limits: [{ count: 20, period: "ever" }],
});

let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open([returned, fiveOff({ id: "kept", validDays: 30 })]);
});

/** Runs the job for this store until nothing is left, and gives back what each slice did. */
async function job(limit = 100): Promise<number[]> {
  const slices: number[] = [];
  do
    slices.push(
      await returnVouchers(databaseOf(environment), { now: shop.store.now, storeId: shop.store.id }, limit),
    );
  while (slices.at(-1) === limit);
  return slices;
}

test("the points are back once it has expired, not a millisecond before, and once", async () => {
  const { voucher } = await shop.have("five-off");
  await shop.have("kept");
  shop.store.now = END - 1;
  expect(await job()).toEqual([0]);
  shop.store.now = END;
  expect(await job()).toEqual([1]);
  expect(await shop.available()).toBe(4500);
  expect(await shop.voucher(voucher.code)).toMatchObject({ status: "released" });
  const after = await contents(shop.store.id);
  expect(await job()).toEqual([0]);
  expect(await contents(shop.store.id)).toEqual(after);
  const entries = await shop.store.server("GET", `/v1/members/${shop.memberId}/entries?limit=1`);
  expect(entries.as(entriesPage).items[0]).toMatchObject({
    kind: "release",
    points: 500,
    reason: { rule: "voucher_expired", rewardName: "£5 off", voucherCode: voucher.code },
    sentence: "500 points given back, because £5 off expired unused.",
  });
  expect(await shop.store.problems()).toEqual([]);
});

test("promises 7 and 8: what expired unused comes back once, in slices of any size, by jobs at once", async () => {
  const ben = await shop.store.member("ben");
  await shop.store.earn(ben, 5000);
  for (let each = 0; each < 4; each++) {
    await shop.have("five-off");
    await shop.have("five-off", { memberId: ben });
  }
  shop.store.now = END;
  await Promise.all([job(3), job(1), job(100)]);
  expect(await shop.available()).toBe(5000);
  expect(await shop.store.balance(ben)).toMatchObject({ available: 5000 });
  expect(await shop.store.problems()).toEqual([]);
});

test("a voucher that was used is not given back", async () => {
  const { code } = (await shop.have("five-off")).voucher;
  await shop.store.putOrder("1", order("anna", 9000, START, { vouchers: [code] }));
  const before = await shop.available();
  shop.store.now = END;
  expect(await job()).toEqual([0]);
  expect(await shop.available()).toBe(before);
});

describe("without a job", () => {
  test("promise 7: points of a voucher that has expired can be spent, though no job has run", async () => {
    for (let each = 0; each < 10; each++) await shop.have("five-off");
    expect((await shop.refused("five-off"))[0]).toBe("insufficient_points");
    shop.store.now = END;
    expect((await shop.have("kept")).balance.available).toBe(4500);
    expect(await shop.store.problems()).toEqual([]);
  });

  test("what is still missing is said after they came back", async () => {
    await shop.have("five-off");
    for (let each = 0; each < 9; each++) await shop.have("kept");
    await shop.change([returned, fiveOff({ id: "dear", points: 800 })]);
    shop.store.now = END;
    expect(await shop.refused("dear")).toEqual([
      "insufficient_points",
      "This reward costs 800 points, and 300 are missing.",
    ]);
    expect(await shop.available()).toBe(500);
  });
});

test("what is owed is repaid first, by each voucher in its turn", async () => {
  await shop.store.putOrder("1", order("anna", 100_000, START));
  for (let each = 0; each < 12; each++) await shop.have("five-off");
  const later = new Date(START + 1000).toISOString();
  await shop.store.putOrder("1", order("anna", 100_000, START, { updatedAt: later, cancelledAt: later }));
  expect(await shop.store.balance(shop.memberId)).toMatchObject({ available: 0, debt: 1000 });
  shop.store.now = END;
  await job(5);
  expect(await shop.store.balance(shop.memberId)).toMatchObject({ available: 5000, debt: 0 });
  expect(await shop.store.problems()).toEqual([]);
});

test("the stock and the limits have room again", async () => {
  const shopOfOne = await Shop.open([{ ...returned, stock: 1, limits: [{ count: 1, period: "ever" }] }]);
  await shopOfOne.have("five-off");
  shopOfOne.store.now = END;
  expect((await shopOfOne.refused("five-off"))[0]).toBe("reward_limit_reached");
  await returnVouchers(databaseOf(environment), { now: END, storeId: shopOfOne.store.id }, 10);
  await shopOfOne.have("five-off");
});

test("the job for all stores leaves alone a store whose clock was set forward", async () => {
  await shop.have("five-off");
  await environment.DB.prepare("UPDATE stores SET sandbox = 1, clock_offset = 1 WHERE id = ?")
    .bind(shop.store.id)
    .run();
  await returnVouchers(databaseOf(environment), { now: END, storeId: null }, 1000);
  shop.store.now = END;
  expect(await shop.available()).toBe(4500);
});
