/** Orders and refunds make a tier, at once and whatever the order of the news. */
import { beforeEach, describe, expect, test } from "vitest";
import { DAY, order, START, StoreUnderTest } from "../store-under-test.ts";
import { bonusEntries, buy, movesTold, panelOf, tiered, tierOf } from "./tiered-store.ts";

/** 1 November 2026 is the start: the year has two months left. */
const NEW_YEAR = Date.UTC(2027, 0, 1);

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make(tiered());
});

describe("a member's tier", () => {
  test("is reached with the order that reaches it, and told", async () => {
    const anna = await buy(store, "anna", "1", 400);
    expect(await tierOf(store, anna)).toMatchObject({ id: "bronze", figure: 40_000 });
    await buy(store, "anna", "2", 600);
    expect(await tierOf(store, anna)).toMatchObject({
      id: "silver",
      name: "Silver",
      multiplier: 1.25,
      benefits: ["Free shipping"],
      by: "spend",
      figure: 100_000,
      since: "2026-01-01T00:00:00.000Z",
      next: {
        id: "gold",
        name: "Gold",
        threshold: 500_000,
        missing: 400_000,
        by: "2027-01-01T00:00:00.000Z",
        startsAt: null,
      },
      keptUntil: "2028-01-01T00:00:00.000Z",
      keep: { missing: 100_000, from: "2027-01-01T00:00:00.000Z", by: "2028-01-01T00:00:00.000Z" },
      change: { at: "2028-01-01T00:00:00.000Z", to: { id: "bronze", name: "Bronze" } },
    });
    expect(await movesTold(store)).toEqual(["bronze silver up"]);
  });

  test("multiplies the next orders, not the one that reached it", async () => {
    await buy(store, "anna", "1", 1000);
    const { order: next } = await store.putOrder("2", order("anna", 10_000, store.now));
    expect(next.points).toBe(125);
    expect(
      (await store.putOrder("1", order("anna", 100_000, store.now, { updatedAt: later(1) }))).order.points,
    ).toBe(1000);
  });

  test("falls when a refund takes the figure below it, and the order that earned by it keeps its points", async () => {
    const anna = await buy(store, "anna", "1", 1000);
    await buy(store, "anna", "2", 100);
    await buy(store, "anna", "1", 1000, { updatedAt: later(2), refunds: [refund(150_00)] });
    expect(await tierOf(store, anna)).toMatchObject({ id: "bronze", figure: 95_000 });
    expect(await movesTold(store)).toEqual(["bronze silver up", "silver bronze down"]);
    const told = await store.server("GET", "/v1/orders/2");
    expect(told.text).toContain('"points":125');
    expect(await store.problems()).toEqual([]);
  });

  test("a refund next year lowers the year in which the order was paid", async () => {
    const anna = await buy(store, "anna", "1", 1000);
    store.now = NEW_YEAR + 30 * DAY;
    expect((await tierOf(store, anna)).id).toBe("silver");
    const time = new Date(START).toISOString();
    await store.putOrder("1", {
      ...order("anna", 100_000, START),
      updatedAt: new Date(store.now).toISOString(),
      refunds: [{ id: "r", refundedAt: time, amount: 1 }],
    });
    expect(await tierOf(store, anna)).toMatchObject({ id: "bronze", figure: 0 });
  });

  test("counts an order in the year in which it was paid, not in that in which it was placed", async () => {
    const paid = NEW_YEAR + DAY;
    store.now = paid;
    const paidAt = new Date(paid).toISOString();
    const placed = order("anna", 100_000, NEW_YEAR - DAY, { paidAt, updatedAt: paidAt });
    const anna = (await store.putOrder("1", placed)).order.memberId ?? "";
    expect(await tierOf(store, anna)).toMatchObject({ id: "silver", figure: 100_000 });
    store.now = NEW_YEAR + 300 * DAY;
    expect(await tierOf(store, anna)).toMatchObject({ id: "silver", figure: 100_000 });
  });

  test("ends alike in whatever order an order's states arrive", async () => {
    const states = [
      order("anna", 600_000, START),
      order("anna", 600_000, START, { updatedAt: later(1), refunds: [refund(150_000)] }),
      order("anna", 600_000, START, {
        updatedAt: later(2),
        refunds: [refund(150_000), refund(400_000, "r2")],
      }),
      order("anna", 600_000, START, { updatedAt: later(3), refunds: [refund(450_000)] }),
    ];
    const ends = [];
    for (const arrival of [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3], [3], [0, 2, 2, 3, 0]]) {
      const each = await StoreUnderTest.make(tiered());
      each.now = START + DAY;
      let member = "";
      for (const index of arrival) {
        const state = states[index];
        if (state) member = (await each.putOrder("1", state)).order.memberId ?? "";
      }
      const { id, figure } = await tierOf(each, member);
      const { available, debt } = await each.balance(member);
      ends.push([id, figure, available, debt]);
      expect(await each.problems()).toEqual([]);
    }
    expect(new Set(ends.map(String))).toEqual(new Set(["silver,150000,1600,0"]));
  });

  test("goes with the order when that changes hands", async () => {
    const guest = { ...order("anna", 100_000, START), customer: { email: "anna@example.com" } };
    await store.putOrder("1", guest);
    const anna = await store.member("anna", { email: "anna@example.com" });
    expect((await tierOf(store, anna)).id).toBe("bronze");
    await store.putOrder("1", { ...guest, updatedAt: later(1) });
    expect((await tierOf(store, anna)).id).toBe("silver");
  });

  test("is counted once for each of 20 orders told at once", async () => {
    await store.member("anna");
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.putOrder(`o${index}`, order("anna", 30_000, START))),
    );
    const anna = answers[0]?.order.memberId ?? "";
    expect(await tierOf(store, anna)).toMatchObject({ id: "gold", figure: 600_000 });
    expect((await bonusEntries(store)).sort()).toEqual(["tier_bonus Gold 500", "tier_bonus Silver 100"]);
    expect(await movesTold(store)).toEqual(["bronze silver up", "silver gold up"]);
    expect(await store.problems()).toEqual([]);
  });

  test("by orders counts what is kept of them", async () => {
    const byOrders = [
      { id: "new", name: "New", threshold: 1 },
      { id: "regular", name: "Regular", threshold: 3 },
    ];
    store = await StoreUnderTest.make(tiered({ by: "orders", levels: byOrders }));
    const anna = await store.member("anna");
    expect((await tierOf(store, anna)).id).toBeNull();
    for (const id of ["1", "2", "3"]) await buy(store, "anna", id, 10);
    expect(await tierOf(store, anna)).toMatchObject({ id: "regular", figure: 3 });
    await buy(store, "anna", "3", 10, { updatedAt: later(1), cancelledAt: later(1) });
    expect(await tierOf(store, anna)).toMatchObject({ id: "new", figure: 2, next: { missing: 1 } });
    await buy(store, "anna", "2", 10, { updatedAt: later(1), refunds: [refund(1000)] });
    expect(await tierOf(store, anna)).toMatchObject({ id: "new", figure: 1 });
  });

  test("by points counts orders and actions, and not the bonus", async () => {
    const levels = [{ id: "silver", name: "Silver", threshold: 150, bonus: 1000 }];
    store = await StoreUnderTest.make(tiered({ by: "points", levels }));
    const anna = await buy(store, "anna", "1", 100);
    await store.earn(anna, 49);
    expect(await tierOf(store, anna)).toMatchObject({ id: null, figure: 149, next: { missing: 1 } });
    await store.earn(anna, 1);
    expect(await tierOf(store, anna)).toMatchObject({ id: "silver", figure: 150 });
  });

  test("by points counts an action in the year that it is by the store's clocks", async () => {
    store = await StoreUnderTest.make(tiered({ by: "points" }), START, { timeZone: "Pacific/Auckland" });
    const anna = await store.member("anna");
    // It is 1 January there.
    store.now = NEW_YEAR - DAY / 2;
    await store.earn(anna, 50);
    store.now = NEW_YEAR + DAY;
    expect(await tierOf(store, anna)).toMatchObject({ figure: 50 });
  });
});

describe("the panel", () => {
  test("has the tier, and the program's tiers, in one round trip", async () => {
    await buy(store, "anna", "1", 1000);
    const panel = await panelOf(store, "anna");
    expect(panel.tier).toMatchObject({ id: "silver", next: { id: "gold", missing: 400_000 } });
    expect(panel.program.tiers?.levels.map(({ name }) => name)).toEqual(["Bronze", "Silver", "Gold"]);
  });

  test("has none where the program has none", async () => {
    const plain = await StoreUnderTest.make();
    await buy(plain, "anna", "1", 1000);
    const panel = await panelOf(plain, "anna");
    expect([panel.tier, panel.program.tiers]).toEqual([null, null]);
  });
});

function later(hours: number): string {
  return new Date(START + hours * 3_600_000).toISOString();
}

function refund(amount: number, id = "r1") {
  return { id, refundedAt: new Date(START).toISOString(), amount };
}
