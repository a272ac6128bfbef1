/** Points for an order: a function of its state and the rules it was placed under, and of nothing else. */
import type { Program } from "./document.ts";
import type { OrderState } from "./order.ts";

export interface LinePoints {
  /** The line's id, or "shipping". */
  id: string;
  points: number;
}

export interface OrderPoints {
  points: number;
  /** Each line's part; they add up to `points`. Lines that earn nothing are left out. */
  lines: LinePoints[];
}

interface Part {
  id: string;
  /** What is kept of it and counts, minor units. */
  kept: number;
}

const NOTHING: OrderPoints = { points: 0, lines: [] };

/** The points that an order in this state is worth: none before it is paid, none once it is cancelled. */
export function orderPoints(program: Program, order: OrderState): OrderPoints {
  const rate = program.earning.order;
  if (!rate || order.paidAt === null || order.cancelledAt !== null) return NOTHING;
  const parts = keptParts(order, order.refunds, rate.includeTax, rate.includeShipping);
  const total = sum(parts.map((part) => part.kept));
  const points = rounded(BigInt(total) * BigInt(rate.points), BigInt(rate.per), rate.rounding);
  const shares = split(
    points,
    parts.map((part) => part.kept),
  );
  return {
    points,
    lines: parts
      .map((part, index) => ({ id: part.id, points: shares[index] ?? 0 }))
      .filter((line) => line.points > 0),
  };
}

/**
 * What the order still comes to in minor units: goods net of discounts and of the refunds given,
 * without tax and shipping. `refunds` are the ones to count, so that a later one can be left out.
 */
export function keptGoods(order: OrderState, refunds: OrderState["refunds"]): number {
  return sum(keptParts(order, refunds, false, false).map((part) => part.kept));
}

/**
 * The order's parts, net. A discount on the whole order, and a refund that names no line, are
 * spread over the goods by what each is worth, so that the parts add up to the cent.
 */
function keptParts(
  order: OrderState,
  refunds: OrderState["refunds"],
  tax: boolean,
  shipping: boolean,
): Part[] {
  const refundedByLine = new Map<string, number>();
  let refundedShipping = 0;
  let refundedOtherwise = 0;
  for (const refund of refunds) {
    for (const line of refund.lines)
      refundedByLine.set(
        line.lineId,
        (refundedByLine.get(line.lineId) ?? 0) + line.amount + (tax ? line.tax : 0),
      );
    if (refund.shipping) refundedShipping += refund.shipping.amount + (tax ? refund.shipping.tax : 0);
    refundedOtherwise += refund.amount;
  }
  const net = order.lines.map((line) => line.amount - line.discount);
  const discounts = split(Math.min(order.discount, sum(net)), net);
  const goods = order.lines.map((line, index) => ({
    id: line.id,
    kept:
      (net[index] ?? 0) - (discounts[index] ?? 0) + (tax ? line.tax : 0) - (refundedByLine.get(line.id) ?? 0),
  }));
  // A platform that spreads the discount otherwise than we do refunds more for one line than we left it:
  // what is too much there counts against the others, so that all that was paid leaves nothing.
  for (const part of goods) {
    refundedOtherwise += Math.max(0, -part.kept);
    part.kept = Math.max(0, part.kept);
  }
  const worth = goods.map((part) => part.kept);
  const unnamed = split(Math.min(refundedOtherwise, sum(worth)), worth);
  const parts = goods.map((part, index) => ({ id: part.id, kept: part.kept - (unnamed[index] ?? 0) }));
  if (shipping) {
    const paid = order.shipping.amount + (tax ? order.shipping.tax : 0);
    parts.push({ id: "shipping", kept: Math.max(0, paid - refundedShipping) });
  }
  return parts;
}

function rounded(numerator: bigint, denominator: bigint, rounding: "down" | "nearest" | "up"): number {
  const added = rounding === "up" ? denominator - 1n : rounding === "nearest" ? denominator / 2n : 0n;
  return Number((numerator + added) / denominator);
}

/**
 * `whole` cut by the weights so that the parts are integers that add up to it: largest remainder,
 * an earlier part first where remainders are equal. All zero where the weights are.
 */
export function split(whole: number, weights: number[]): number[] {
  const total = BigInt(sum(weights));
  if (total === 0n) return weights.map(() => 0);
  const shares = weights.map((weight, index) => {
    const exact = BigInt(whole) * BigInt(weight);
    return { index, share: Number(exact / total), remainder: exact % total };
  });
  const left = whole - sum(shares.map((each) => each.share));
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const each of byRemainder.slice(0, left)) each.share += 1;
  return shares.map((each) => each.share);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
