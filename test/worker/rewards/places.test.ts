/** Stock and limits: the database counts, so that a race gives no more than there is; a release gives the place back. */
import { describe, expect, test } from "vitest";
import { DAY, environment, order, START } from "../store-under-test.ts";
import { fiveOff, Shop, tally } from "./shop.ts";

const iso = (time: number) => new Date(time).toISOString();
const at = (number: number) => Array.from({ length: number });

describe("a stock of 7", () => {
  test("promise 3: 30 redemptions at once on a stock of 7 give 7 vouchers", async () => {
    const shop = await Shop.open([fiveOff({ stock: 7, points: 10 })]);
    const members = await Promise.all(
      at(10).map(async (_, each) => {
        const memberId = await shop.store.member(`m${each}`);
        await shop.store.earn(memberId, 1000);
        return memberId;
      }),
    );
    const answers = await Promise.all(
      at(30).map((_, each) => shop.redeem("five-off", { memberId: members[each % 10] ?? "" })),
    );
    expect(tally(answers)).toEqual({ given: 7, reward_out_of_stock: 23 });
    expect(await shop.refused("five-off")).toEqual([
      "reward_out_of_stock",
      "Every one of this reward is taken.",
    ]);
    expect(await shop.store.problems()).toEqual([]);
  });

  test("is not used up by redemptions that failed for want of points", async () => {
    const shop = await Shop.open([fiveOff({ stock: 1, points: 6000 })]);
    expect((await shop.refused("five-off"))[0]).toBe("insufficient_points");
    await shop.store.earn(shop.memberId, 1000);
    await shop.have("five-off");
  });

  test("has one again after a release, and once only", async () => {
    const shop = await Shop.open([fiveOff({ stock: 1 })]);
    const { voucher } = await shop.have("five-off");
    expect((await shop.refused("five-off"))[0]).toBe("reward_out_of_stock");
    await Promise.all(at(5).map(() => shop.release(voucher.code)));
    await shop.have("five-off");
    expect((await shop.refused("five-off"))[0]).toBe("reward_out_of_stock");
  });

  test("can be raised and lowered; what was taken before there was one doesn't count", async () => {
    const shop = await Shop.open([fiveOff()]);
    const { voucher } = await shop.have("five-off");
    await shop.change([fiveOff({ stock: 1 })]);
    await shop.have("five-off");
    await shop.release(voucher.code);
    expect((await shop.refused("five-off"))[0]).toBe("reward_out_of_stock");
    await shop.change([fiveOff({ stock: 2 })]);
    await shop.have("five-off");
    await shop.change([fiveOff({ stock: 0 })]);
    expect((await shop.refused("five-off"))[0]).toBe("reward_out_of_stock");
  });
});

describe("limits of a member", () => {
  const limited = fiveOff({
    points: 10,
    limits: [
      { count: 2, period: "day" },
      { count: 3, period: "month" },
    ],
  });

  test("promise 3: limits of a member hold for redemptions at once", async () => {
    const shop = await Shop.open([limited]);
    const ben = await shop.store.member("ben");
    await shop.store.earn(ben, 1000);
    const answers = await Promise.all(
      at(20).map((_, each) => shop.redeem("five-off", each % 2 ? { memberId: ben } : {})),
    );
    expect(tally(answers)).toEqual({ given: 4, reward_limit_reached: 16 });
  });

  test("all hold, by the days and months of the store's time zone", async () => {
    const shop = await Shop.open([limited]);
    await shop.have("five-off");
    await shop.have("five-off");
    expect(await shop.refused("five-off")).toEqual([
      "reward_limit_reached",
      "You have had this reward as often as you can. You can have it again from 2 November 2026.",
    ]);
    // Midnight in London is midnight UTC in November.
    shop.store.now = START + DAY / 2 - 1;
    expect((await shop.refused("five-off"))[0]).toBe("reward_limit_reached");
    shop.store.now = START + DAY / 2;
    await shop.have("five-off");
    expect((await shop.refused("five-off"))[1]).toBe(
      "You have had this reward as often as you can. You can have it again from 1 December 2026.",
    );
    shop.store.now = Date.UTC(2026, 11, 1);
    await shop.have("five-off");
  });

  test("for ever are for ever", async () => {
    const shop = await Shop.open([fiveOff({ limits: [{ count: 1, period: "ever" }] })]);
    await shop.have("five-off");
    shop.store.now = START + 364 * DAY;
    expect(await shop.refused("five-off")).toEqual([
      "reward_limit_reached",
      "You have had this reward as often as you can.",
    ]);
  });

  test("don't count a redemption that was released", async () => {
    const shop = await Shop.open([fiveOff({ limits: [{ count: 1, period: "ever" }] })]);
    const { voucher } = await shop.have("five-off");
    await shop.release(voucher.code);
    await shop.have("five-off");
    expect((await shop.refused("five-off"))[0]).toBe("reward_limit_reached");
  });
});

test("an order that is cancelled gives the place back with the points, and takes both again when it is re-opened", async () => {
  const once = fiveOff({ stock: 1, limits: [{ count: 1, period: "ever" }], onCancel: "give_back" });
  const shop = await Shop.open([once], { earning: { order: null } });
  const { code } = (await shop.have("five-off")).voucher;
  const told = (second: number, more: object = {}) =>
    shop.store.putOrder(
      "1",
      order("anna", 9000, START, { vouchers: [code], updatedAt: iso(START + second * 1000), ...more }),
    );
  await told(0);
  await told(1, { cancelledAt: iso(START) });
  expect([await shop.available(), (await shop.voucher(code)).status]).toEqual([5000, "released"]);
  await told(2);
  expect([await shop.available(), (await shop.voucher(code)).status]).toEqual([4500, "used"]);
  expect((await shop.refused("five-off"))[0]).toBe("reward_limit_reached");
  await told(3, { cancelledAt: iso(START) });
  await shop.have("five-off");
  expect(await shop.available()).toBe(4500);
  expect(await shop.store.problems()).toEqual([]);
});

test("a redemption of a plain reward writes nothing about places", async () => {
  const shop = await Shop.open([fiveOff()]);
  await shop.have("five-off");
  for (const table of ["reward_stock", "limited_redemptions"]) {
    const { results } = await environment.DB.prepare(`SELECT 1 FROM ${table} WHERE store_id = ?`)
      .bind(shop.store.id)
      .all();
    expect(results).toEqual([]);
  }
});
