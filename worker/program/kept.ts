/** What is kept of an order: net of discounts and of what was given back. */
import { exchange } from "./exchange.ts";
import type { OrderState } from "./order.ts";
import type { OrderLine } from "./product-set.ts";
import { split } from "./split.ts";

type Refunds = OrderState["refunds"];

export interface KeptPart {
  /** The line's id, or "shipping". */
  id: string;
  /** null for shipping. */
  line: OrderLine | null;
  /** What is kept of it: minor units of the order's currency, times `under`. */
  kept: bigint;
}

export interface Kept {
  parts: KeptPart[];
  /** What the parts' figures are divided by, so that each is exact. */
  under: bigint;
}

/**
 * What the order still comes to in minor units of its own currency: goods net of discounts and of the refunds given,
 * without tax and shipping. `refunds` are the ones to count, so that a later one can be left out.
 */
export function keptGoods(order: OrderState, refunds: Refunds): number {
  return goodsKept(order, refunds, false).left;
}

/** The goods kept in minor units of `currency` (the store's), by the order's rate; a fraction of one is left out. */
export function keptMoney(order: OrderState, refunds: Refunds, currency: string): number {
  const { over, under } = exchange(order, currency);
  return Number((BigInt(keptGoods(order, refunds)) * over) / under);
}

/** Each part of the order, with what is kept of it after all its refunds. */
export function keptParts(order: OrderState, counts: { tax: boolean; shipping: boolean }): Kept {
  const { worth, left } = goodsKept(order, order.refunds, counts.tax);
  const all = sum(worth);
  // What is left is shared by what each was worth: exactly, for this is no rounding of money that anybody paid.
  const under = all === 0 ? 1n : BigInt(all);
  const parts: KeptPart[] = order.lines.map((line, index) => ({
    id: line.id,
    line,
    kept: BigInt(worth[index] ?? 0) * BigInt(left),
  }));
  if (counts.shipping) {
    const kept = BigInt(shippingKept(order, counts.tax));
    parts.push({ id: "shipping", line: null, kept: kept * under });
  }
  return { parts, under };
}

/**
 * What each line is worth after its own refunds, and what is left of all of them together after those that name no
 * line; minor units. A discount on the whole order is cut into minor units by what each line is worth.
 */
function goodsKept(
  { lines, discount }: OrderState,
  refunds: Refunds,
  tax: boolean,
): { worth: number[]; left: number } {
  const refunded = new Map<string, number>();
  for (const each of refunds.flatMap((refund) => refund.lines))
    refunded.set(each.lineId, (refunded.get(each.lineId) ?? 0) + each.amount + (tax ? each.tax : 0));
  const net = lines.map((line) => line.amount - line.discount);
  const discounts = split(Math.min(discount, sum(net)), net);
  const balance = lines.map(
    (line, index) =>
      (net[index] ?? 0) - (discounts[index] ?? 0) + (tax ? line.tax : 0) - (refunded.get(line.id) ?? 0),
  );
  const worth = balance.map((each) => Math.max(0, each));
  // A platform that spreads the discount otherwise than we do refunds more for one line than we left it: what is
  // too much there counts against the others, so that all that was paid leaves nothing.
  const tooMuch = sum(balance.map((each) => Math.max(0, -each)));
  const unnamed = sum(refunds.map((refund) => refund.amount));
  return { worth, left: Math.max(0, sum(worth) - tooMuch - unnamed) };
}

function shippingKept({ shipping, refunds }: OrderState, tax: boolean): number {
  const amountOf = (each: OrderState["shipping"]) => each.amount + (tax ? each.tax : 0);
  const refunded = refunds.map((refund) => (refund.shipping ? amountOf(refund.shipping) : 0));
  return Math.max(0, amountOf(shipping) - sum(refunded));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
