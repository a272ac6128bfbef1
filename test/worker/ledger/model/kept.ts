/** What a shopper kept of an order, in minor units of its own currency (docs/orders.md, "From a state to points"). */
import type { OrderUpdate } from "../../../../worker/program/order.ts";
import { decimal, fraction, NOTHING, rounded, times, type Fraction } from "./fraction.ts";

type Refund = OrderUpdate["refunds"][number];

export interface Kept {
  /** Of each line, in the order of the lines: exactly, for what names no line comes off all by what each is worth. */
  lines: Fraction[];
  /** Of all lines together. */
  goods: number;
  shipping: number;
}

/** What is kept after those refunds; with tax where that counts. */
export function kept(order: OrderUpdate, refunds: Refund[], withTax: boolean): Kept {
  const net = order.lines.map((line) => line.amount - line.discount);
  const discounts = shared(Math.min(order.discount, total(net)), net);
  const paid = order.lines.map(
    (line, at) => (net[at] ?? 0) - (discounts[at] ?? 0) + (withTax ? line.tax : 0),
  );
  const refunded = order.lines.map(({ id }) =>
    total(refunds.map((refund) => refundedOf(refund, id, withTax))),
  );

  const left = paid.map((amount, at) => Math.max(0, amount - (refunded[at] ?? 0)));
  const tooMuch = total(paid.map((amount, at) => Math.max(0, (refunded[at] ?? 0) - amount)));
  const unnamed = tooMuch + total(refunds.map((refund) => refund.amount));
  const goods = Math.max(0, total(left) - unnamed);

  const shippingOf = (part: { amount: number; tax: number }) => part.amount + (withTax ? part.tax : 0);
  const back = total(refunds.map(({ shipping }) => (shipping ? shippingOf(shipping) : 0)));
  return {
    lines: left.map((amount) =>
      goods === 0 ? NOTHING : times(fraction(amount), fraction(goods, total(left))),
    ),
    goods,
    shipping: Math.max(0, shippingOf(order.shipping) - back),
  };
}

/** What the goods that were kept come to in whole minor units of the store's currency; without tax and shipping. */
export function keptMoney(order: OrderUpdate, refunds: Refund[], currency: string): number {
  const { goods } = kept(order, refunds, false);
  return rounded(times(fraction(goods), rateOf(order, currency)), "down");
}

/** Minor units of the store's currency for a minor unit of the order's. */
export function rateOf(order: OrderUpdate, currency: string): Fraction {
  if (order.currency === currency) return fraction(1);
  const units = fraction(10 ** placesOf(currency), 10 ** placesOf(order.currency));
  return times(decimal(order.exchangeRate ?? "0"), units);
}

/** The places after the point: 2, but for some. */
function placesOf(currency: string): number {
  return { JPY: 0, KWD: 3 }[currency] ?? 2;
}

function refundedOf(refund: Refund, lineId: string, withTax: boolean): number {
  const lines = refund.lines.filter((line) => line.lineId === lineId);
  return total(lines.map((line) => line.amount + (withTax ? line.tax : 0)));
}

/** A whole cut by weights into whole parts: rounded down, and what is left over to the largest remainders, one each. */
function shared(whole: number, weights: number[]): number[] {
  const all = BigInt(total(weights));
  if (all === 0n) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(whole) * BigInt(weight));
  const parts = exact.map((each) => Number(each / all));
  const remainders = exact.map((each, at) => ({ at, left: each % all }));
  // Sorting keeps the order of equals: of two that are equal the earlier gets one first.
  remainders.sort((a, b) => (b.left > a.left ? 1 : b.left < a.left ? -1 : 0));
  for (const { at } of remainders.slice(0, whole - total(parts))) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}

export function total(numbers: number[]): number {
  return numbers.reduce((so, each) => so + each, 0);
}
