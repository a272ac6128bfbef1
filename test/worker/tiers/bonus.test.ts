/** The bonus for reaching a tier comes once, goes with what reached it, and no rule takes it back. */
import { beforeEach, describe, expect, test } from "vitest";
import { order, START, StoreUnderTest } from "../store-under-test.ts";
import { bonusEntries, buy, LEVELS, runJob, tiered } from "./tiered-store.ts";

const YEAR = 366 * 86_400_000;

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make(tiered());
});

/** Order 1 of £1,000, at an hour after the start, with so many pence of it sent back. */
async function send(hours: number, refunded: number): Promise<string> {
  const updatedAt = new Date(START + hours * 3_600_000).toISOString();
  const refunds = refunded > 0 ? [{ id: "r1", refundedAt: updatedAt, amount: refunded }] : [];
  const answer = await store.putOrder("1", order("anna", 100_000, START, { updatedAt, refunds }));
  return answer.order.memberId ?? "";
}

describe("a bonus", () => {
  test("comes with each tier that is reached, those in between included, and says for what", async () => {
    const anna = await buy(store, "anna", "1", 5000);
    expect(await bonusEntries(store)).toEqual(["tier_bonus Silver 100", "tier_bonus Gold 500"]);
    expect(await store.balance(anna)).toEqual({ available: 5600, pending: 0, debt: 0 });
    const entries = await store.server("GET", `/v1/members/${anna}/entries`);
    expect(entries.text).toContain("500 points for reaching Gold.");
    expect(await store.problems()).toEqual([]);
  });

  test("comes once, in whatever years the tier is reached again", async () => {
    await buy(store, "anna", "1", 1000);
    store.now += YEAR;
    await buy(store, "anna", "2", 1000);
    store.now += 3 * YEAR;
    await runJob(store);
    await buy(store, "anna", "3", 1000);
    expect(await bonusEntries(store)).toEqual(["tier_bonus Silver 100"]);
  });

  test("is taken back when a refund undoes it, and given again when that is undone", async () => {
    const anna = await send(0, 0);
    await send(1, 1);
    expect(await store.balance(anna)).toEqual({ available: 999, pending: 0, debt: 0 });
    await send(2, 0);
    await send(3, 50_000);
    expect(await bonusEntries(store)).toEqual([
      "tier_bonus Silver 100",
      "tier_bonus_void Silver -100",
      "tier_bonus Silver 100",
      "tier_bonus_void Silver -100",
    ]);
    expect(await store.balance(anna)).toEqual({ available: 500, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test("stays when one of two years that reached it goes", async () => {
    await buy(store, "anna", "0", 1000);
    store.now += YEAR;
    await buy(store, "anna", "2", 1000);
    const time = new Date(store.now).toISOString();
    await store.putOrder(
      "2",
      order("anna", 100_000, store.now, { updatedAt: time, cancelledAt: time, lines: [] }),
    );
    expect(await bonusEntries(store)).toEqual(["tier_bonus Silver 100"]);
  });

  test("that was spent is owed, or forgiven, as the program says of debt; and is not given twice after that", async () => {
    const rules = [
      [{ policy: "allow_negative" }, { available: 0, pending: 0, debt: 100 }, "-100"],
      [{ policy: "allow_negative", floor: 30 }, { available: 0, pending: 0, debt: 30 }, "-30"],
      [{ policy: "within_balance" }, { available: 0, pending: 0, debt: 0 }, "none"],
    ] as const;
    for (const [debt, after, taken] of rules) {
      const free = { points: 1, per: 100_000_000 };
      const program = tiered({}, { debt, earning: { order: free }, rewards: [reward(100)] });
      store = await StoreUnderTest.make(program);
      const anna = await send(0, 0);
      await store.server("POST", "/v1/redeem", { body: { memberId: anna, rewardId: "all" } });
      await send(1, 1);
      expect(await store.balance(anna), taken).toEqual(after);
      // The same news again takes nothing more.
      await send(2, 2);
      expect(await store.balance(anna), taken).toEqual(after);
      await send(3, 0);
      expect((await store.balance(anna)).available, taken).toBe(0);
      const posted = (await bonusEntries(store)).map((entry) => Number(entry.split(" ").at(-1)));
      expect(posted.reduce((sum, points) => sum + points, 0)).toBe(100);
      expect(await store.problems()).toEqual([]);
    }
  });

  test("that a refund takes back after it expired is not taken twice", async () => {
    store = await StoreUnderTest.make(tiered({}, { expiry: { afterDays: 10 } }));
    const anna = await send(0, 0);
    store.now += 20 * 86_400_000;
    await send(1, 100_000);
    expect(await store.balance(anna)).toEqual({ available: 0, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test("has the program's expiry, from the day it was given", async () => {
    store = await StoreUnderTest.make(tiered({}, { expiry: { afterDays: 10 }, earning: { order: null } }));
    const anna = await send(0, 0);
    expect((await store.balance(anna)).available).toBe(100);
    store.now += 10 * 86_400_000;
    expect((await store.balance(anna)).available).toBe(0);
  });

  test("of new rules comes to who reached it before, once, and new rules never take one back", async () => {
    store = await StoreUnderTest.make(tiered({ levels: LEVELS.map((level) => ({ ...level, bonus: null })) }));
    const anna = await send(0, 0);
    expect(await bonusEntries(store)).toEqual([]);
    await store.publish(tiered());
    await runJob(store);
    await runJob(store);
    expect(await bonusEntries(store)).toEqual(["tier_bonus Silver 100"]);
    const dear = LEVELS.map((level) => ({
      ...level,
      threshold: level.threshold * 10,
      bonus: level.threshold > 0 ? 7 : null,
    }));
    await store.publish(tiered({ levels: dear }));
    await runJob(store);
    await buy(store, "anna", "2", 1);
    await store.publish({ ...tiered(), tiers: null });
    await runJob(store);
    await buy(store, "anna", "3", 1);
    expect(await bonusEntries(store)).toEqual(["tier_bonus Silver 100"]);
    // A refund still does, by the terms on which it was given.
    await send(9, 1000);
    expect(await bonusEntries(store)).toEqual(["tier_bonus Silver 100", "tier_bonus_void Silver -100"]);
    expect(await store.balance(anna)).toMatchObject({ debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test("of a tier that begins with the next year comes with it", async () => {
    store = await StoreUnderTest.make(tiered({ upgrade: "next_period" }));
    await send(0, 0);
    await runJob(store);
    expect(await bonusEntries(store)).toEqual([]);
    store.now = Date.UTC(2027, 0, 1) - 1;
    expect(await runJob(store)).toBe(0);
    store.now += 1;
    await runJob(store);
    expect(await bonusEntries(store)).toEqual(["tier_bonus Silver 100"]);
  });
});

function reward(points: number) {
  return { id: "all", name: "All of it", type: "amount_off" as const, amount: 100, points };
}
