/** What a reward costs: fixed, chosen by the member, by tier, and never less than a redemption takes. */
import { describe, expect, test } from "vitest";
import { order, START } from "../store-under-test.ts";
import { fiveOff, Shop, SLIDING } from "./shop.ts";

const TIERS = {
  by: "spend" as const,
  over: "lifetime" as const,
  levels: [
    { id: "silver", name: "Silver", threshold: 10_000 },
    { id: "gold", name: "Gold", threshold: 50_000 },
  ],
};

describe("a sliding price", () => {
  test("is chosen by the member, and each step is worth its amount", async () => {
    const shop = await Shop.open([SLIDING]);
    const { voucher, redemption, balance } = await shop.have("as-you-like", { points: 700 });
    expect(voucher).toMatchObject({ amount: 700, points: 700 });
    expect(redemption.points).toBe(700);
    expect(balance.available).toBe(4300);
  });

  test("is the least where nothing is chosen", async () => {
    const shop = await Shop.open([SLIDING]);
    expect((await shop.have("as-you-like")).voucher).toMatchObject({ amount: 200, points: 200 });
  });

  test.each([100, 199, 250, 1001, 1100, 1_000_000_000])("is not %i", async (points) => {
    const shop = await Shop.open([SLIDING]);
    expect(await shop.refused("as-you-like", { points })).toEqual([
      "points_not_offered",
      "This reward takes 200 to 1,000 points, in steps of 100.",
    ]);
    expect(await shop.available()).toBe(5000);
  });

  test("that is too dear says what is missing of it", async () => {
    const shop = await Shop.open([
      { ...SLIDING, sliding: { minimum: 100, maximum: 10_000 } } as typeof SLIDING,
    ]);
    expect(await shop.refused("as-you-like", { points: 6000 })).toEqual([
      "insufficient_points",
      "This reward costs 6000 points, and 1000 are missing.",
    ]);
  });

  test("begins with what a redemption takes at least", async () => {
    const shop = await Shop.open([SLIDING], { minimumRedemption: 350 });
    expect(await shop.refused("as-you-like", { points: 300 })).toEqual([
      "points_not_offered",
      "This reward takes 400 to 1,000 points, in steps of 100.",
    ]);
    expect((await shop.have("as-you-like")).voucher.points).toBe(400);
  });

  test("released gives back what was paid", async () => {
    const shop = await Shop.open([SLIDING]);
    const { voucher } = await shop.have("as-you-like", { points: 900 });
    await shop.release(voucher.code);
    expect(await shop.available()).toBe(5000);
  });
});

describe("a fixed price", () => {
  test("may be named, and is refused where it is another by now", async () => {
    const shop = await Shop.open([fiveOff()]);
    expect((await shop.have("five-off", { points: 500 })).voucher.points).toBe(500);
    await shop.change([fiveOff({ points: 600 })]);
    expect(await shop.refused("five-off", { points: 500 })).toEqual([
      "points_not_offered",
      "This reward costs 600 points.",
    ]);
    expect((await shop.have("five-off")).voucher.points).toBe(600);
  });
});

describe("a tier's price", () => {
  const prices = { silver: 400, gold: 300 };

  async function withSpend(amount: number) {
    const shop = await Shop.open([fiveOff({ prices }), { ...SLIDING, prices: { gold: 50 } }], {
      tiers: TIERS,
      earning: { order: null },
    });
    if (amount > 0) await shop.store.putOrder("1", order("anna", amount, START));
    return shop;
  }

  test.each([
    [0, 500],
    [9_999, 500],
    [10_000, 400],
    [50_000, 300],
  ])("after spending %i is %i", async (spent, price) => {
    const shop = await withSpend(spent);
    expect((await shop.have("five-off")).voucher.points).toBe(price);
    expect(await shop.available()).toBe(5000 - price);
  });

  test("of a sliding reward is that of a step, and the steps are as many", async () => {
    const shop = await withSpend(50_000);
    expect((await shop.have("as-you-like", { points: 500 })).voucher).toMatchObject({
      points: 500,
      amount: 1000,
    });
    expect((await shop.have("as-you-like")).voucher).toMatchObject({ points: 100, amount: 200 });
    expect((await shop.refused("as-you-like", { points: 550 }))[1]).toBe(
      "This reward takes 100 to 500 points, in steps of 50.",
    );
  });

  test("is the one of the tier that is left after a refund", async () => {
    const shop = await withSpend(50_000);
    const cancelledAt = new Date(START + 1000).toISOString();
    await shop.store.putOrder("1", order("anna", 50_000, START, { updatedAt: cancelledAt, cancelledAt }));
    expect((await shop.have("five-off")).voucher.points).toBe(500);
  });
});
