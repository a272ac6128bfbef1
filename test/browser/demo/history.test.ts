import { describe, expect, it } from "vitest";
import type { Family } from "../../../demo/seed/history.ts";
import { firstOrder, planHistory } from "../../../demo/seed/plan.ts";
import { juniperCircle } from "../../../demo/seed/program.ts";
import { Purse } from "../../../demo/seed/shopper.ts";

const now = Date.UTC(2026, 10, 22, 12);
const history = planHistory({ seed: 1, now, members: 200 });
const everything = history.flat();

function purseOf(customerId: string, family: Family): Purse {
  const purse = new Purse();
  for (const happening of family) {
    if (happening.kind === "order" && happening.order.customer.id === customerId)
      purse.note(String(happening.number), happening.order);
    if (happening.kind === "redemption" && happening.customerId === customerId)
      purse.spend(juniperCircle.rewards.find(({ id }) => id === happening.rewardId)?.points ?? Number.NaN);
  }
  return purse;
}

describe("the demo store's history", () => {
  it("is the same for the same seed and time, and another for another", () => {
    expect(planHistory({ seed: 1, now, members: 200 })).toEqual(history);
    expect(planHistory({ seed: 2, now, members: 200 })).not.toEqual(history);
  });

  it("is over by now, in whole milliseconds", () => {
    for (const { at } of everything) expect(Number.isInteger(at) && at < now).toBe(true);
  });

  it("happens to each family in the order of time", () => {
    for (const family of history) {
      const times = family.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  it("numbers orders as the shop would have, without a gap", () => {
    const placed = new Map<number, number>();
    for (const happening of everything)
      if (happening.kind === "order" && !placed.has(happening.number))
        placed.set(happening.number, Date.parse(happening.order.placedAt));
    const numbers = [...placed.keys()].sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => firstOrder + index));
    const times = numbers.map((number) => placed.get(number) ?? 0);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("gives a voucher before it is used, and uses it on one order", () => {
    for (const family of history) {
      const given = new Set<string>();
      const usedOn = new Map<string, number>();
      for (const happening of family) {
        if (happening.kind === "redemption" || happening.kind === "claim") given.add(happening.voucher);
        if (happening.kind !== "order" || happening.voucher === undefined) continue;
        expect(given).toContain(happening.voucher);
        expect(usedOn.get(happening.voucher) ?? happening.number).toBe(happening.number);
        usedOn.set(happening.voucher, happening.number);
      }
    }
  });

  it("has something of everything in it", () => {
    const count = (is: (happening: Family[number]) => boolean) => everything.filter(is).length;
    expect(count(({ kind }) => kind === "account")).toBeGreaterThan(180);
    expect(count(({ kind }) => kind === "order")).toBeGreaterThan(500);
    expect(count(({ kind }) => kind === "redemption")).toBeGreaterThan(20);
    expect(count(({ kind }) => kind === "claim")).toBeGreaterThan(20);
    expect(count((each) => each.kind === "order" && each.order.refunds.length > 0)).toBeGreaterThan(20);
    expect(count((each) => each.kind === "order" && each.order.cancelledAt !== null)).toBeGreaterThan(5);
  });
});

describe("the shoppers that a visitor can be", () => {
  const balance = (id: string) => {
    const family =
      history.find((each) => each.some((one) => one.kind === "account" && one.account.id === id)) ?? [];
    const purse = purseOf(id, family);
    const soon = now + juniperCircle.earning.holdDays * 86_400_000;
    return [purse.availableAt(now), purse.availableAt(soon) - purse.availableAt(now)];
  };

  it.each([
    ["cus_anna", [1240, 86]],
    ["cus_priya", [2678, 0]],
    ["cus_tomas", [100, 82]],
    ["cus_kwame", [-149, 0]],
  ])("%s has these points to spend, and these on their way: %j", (id, points) => {
    expect(balance(id)).toEqual(points);
  });
});
