import { describe, expect, it } from "vitest";
import { linesOf } from "../../../demo/seed/basket.ts";
import { price, shareOut } from "../../../demo/shop/money.ts";
import {
  cancelOrder,
  placeOrder,
  refundable,
  refundedTotal,
  refundLines,
  totalsOf,
} from "../../../demo/shop/order.ts";

const now = Date.UTC(2026, 10, 22, 12);
const buyer = { id: "cus_1", email: "a@example.com", firstName: "A" };
const order = () =>
  placeOrder({
    buyer,
    lines: linesOf("linen-throw, 2 stoneware-mug, beeswax-candles"), // 64 + 36 + 14 pounds
    now,
    voucher: { code: "JUN-1", amount: 1000 },
  });

describe("money", () => {
  it("is written with pence only where there are some", () => {
    expect([price(1800), price(395), price(120_000)]).toEqual(["£18", "£3.95", "£1,200"]);
  });

  it("is shared out whole, and adds up", () => {
    expect(shareOut(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(shareOut(1000, [6400, 3600, 1400]).reduce((sum, share) => sum + share)).toBe(1000);
    expect(shareOut(5, [0, 0])).toEqual([0, 0]);
  });
});

describe("an order", () => {
  it("is delivered free from £50 of goods", () => {
    expect(totalsOf([{ amount: 4999 }])).toMatchObject({ shipping: 395, total: 5394 });
    expect(totalsOf([{ amount: 5000 }], 1000)).toMatchObject({ shipping: 0, total: 4000 });
    expect(totalsOf([])).toMatchObject({ total: 0 });
  });

  it("is never discounted below nothing", () => {
    expect(totalsOf([{ amount: 300 }], 1000)).toMatchObject({ discount: 300, total: 395 });
  });

  it("gives back what was paid for a line: its share of the voucher stays off", () => {
    const { refunds } = refundLines(order(), now + 1, ["1"]);
    expect(refunds).toHaveLength(1);
    expect(refunds[0]?.lines).toEqual([{ lineId: "1", amount: 6400 - 561 }]); // 1000 × 6400 ∕ 11400
  });

  it("gives back no more than was paid, however often it is asked to", () => {
    const once = refundLines(order(), now + 1, ["1"]);
    const all = refundLines(refundLines(refundLines(once, now + 2, ["1"]), now + 3), now + 4);
    expect(refundedTotal(all)).toBe(order().lines.reduce((sum, line) => sum + line.amount, 0) - 1000);
    expect([...refundable(all).values()]).toEqual([0, 0, 0]);
    expect(all.refunds).toHaveLength(2);
  });

  it("has a later time after every change, even within a millisecond", () => {
    const states = [order()];
    for (const line of ["1", "2"]) states.push(refundLines(states.at(-1) ?? order(), now, [line]));
    states.push(cancelOrder(states.at(-1) ?? order(), now));
    const times = states.map((state) => Date.parse(state.updatedAt));
    expect(new Set(times).size).toBe(4);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("stays as it is when it is cancelled twice", () => {
    const cancelled = cancelOrder(order(), now + 1);
    expect(cancelOrder(cancelled, now + 2)).toBe(cancelled);
  });
});
