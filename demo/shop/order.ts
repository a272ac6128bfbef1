import { findProduct } from "../catalogue/products.ts";
import type { BasketLine } from "./basket.ts";
import { currency, shareOut } from "./money.ts";

/** Who bought. Without an id they bought as a guest. */
export interface Buyer {
  id?: string;
  email: string;
  firstName: string;
}

export interface OrderLine {
  id: string;
  productId: string;
  name: string;
  quantity: number;
  /** Pence for the whole line, before any discount. */
  amount: number;
}

export interface OrderRefund {
  id: string;
  refundedAt: string;
  lines: { lineId: string; amount: number }[];
  shipping?: { amount: number };
}

/**
 * An order as it stands. It is kept in this shape, and reported to Regulars in this shape: the whole of it, again on
 * each change. Amounts are pence, times ISO 8601.
 */
export interface Order {
  customer: Buyer;
  currency: string;
  placedAt: string;
  updatedAt: string;
  paidAt: string | null;
  cancelledAt: string | null;
  lines: OrderLine[];
  /** What the voucher took off the lines. */
  discount: number;
  shipping: { amount: number };
  refunds: OrderRefund[];
  vouchers: string[];
}

const delivery = { amount: 395, freeFrom: 5000 };

/** What an order comes to, in pence. */
export interface Totals {
  subtotal: number;
  discount: number;
  shipping: number;
  total: number;
}

/** What a basket comes to once `discount` pence are off. Delivery is free from £50 of goods. */
export function totalsOf(lines: readonly { amount: number }[], discount = 0): Totals {
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const off = Math.min(discount, subtotal);
  const shipping = subtotal === 0 || subtotal >= delivery.freeFrom ? 0 : delivery.amount;
  return { subtotal, discount: off, shipping, total: subtotal - off + shipping };
}

/** The order lines of a basket, at today's prices. */
export function orderLines(basket: readonly BasketLine[]): OrderLine[] {
  return basket.flatMap(({ productId, quantity }, index) => {
    const product = findProduct(productId);
    if (!product) return [];
    return [
      { id: String(index + 1), productId, name: product.name, quantity, amount: product.price * quantity },
    ];
  });
}

/** A new, paid order. */
export function placeOrder(options: {
  buyer: Buyer;
  lines: OrderLine[];
  now: number;
  voucher?: { code: string; amount: number };
}): Order {
  const { buyer, lines, now, voucher } = options;
  const { discount, shipping } = totalsOf(lines, voucher?.amount);
  const at = new Date(now).toISOString();
  return {
    customer: buyer,
    currency,
    placedAt: at,
    updatedAt: at,
    paidAt: at,
    cancelledAt: null,
    lines,
    discount,
    shipping: { amount: shipping },
    refunds: [],
    vouchers: voucher ? [voucher.code] : [],
  };
}

/** What is left to give back on each line: what was paid for it, less what was given back. By line id, in pence. */
export function refundable(order: Order): Map<string, number> {
  const shares = shareOut(
    order.discount,
    order.lines.map((line) => line.amount),
  );
  const left = new Map(order.lines.map((line, index) => [line.id, line.amount - (shares[index] ?? 0)]));
  for (const refund of order.refunds)
    for (const line of refund.lines) left.set(line.lineId, (left.get(line.lineId) ?? 0) - line.amount);
  return left;
}

/** The order with these lines given back, or all of them with the delivery when none is named. */
export function refundLines(order: Order, now: number, lineIds?: readonly string[]): Order {
  const left = refundable(order);
  const lines = [...left]
    .filter(([id, amount]) => amount > 0 && (lineIds === undefined || lineIds.includes(id)))
    .map(([lineId, amount]) => ({ lineId, amount }));
  const shippingBack = order.refunds.some((refund) => refund.shipping);
  const shipping =
    lineIds === undefined && order.shipping.amount > 0 && !shippingBack
      ? { amount: order.shipping.amount }
      : undefined;
  if (order.cancelledAt !== null || (lines.length === 0 && !shipping)) return order;
  const refund: OrderRefund = {
    id: String(order.refunds.length + 1),
    refundedAt: new Date(now).toISOString(),
    lines,
    ...(shipping && { shipping }),
  };
  return touched({ ...order, refunds: [...order.refunds, refund] }, now);
}

/** The order called off. */
export function cancelOrder(order: Order, now: number): Order {
  if (order.cancelledAt !== null) return order;
  return touched({ ...order, cancelledAt: new Date(now).toISOString() }, now);
}

/** Paid back so far, in pence. */
export function refundedTotal(order: Order): number {
  return order.refunds.reduce(
    (sum, refund) =>
      sum + (refund.shipping?.amount ?? 0) + refund.lines.reduce((lines, line) => lines + line.amount, 0),
    0,
  );
}

// Two changes in one millisecond must still be told apart: Regulars takes the later state by updatedAt.
function touched(order: Order, now: number): Order {
  return { ...order, updatedAt: new Date(Math.max(now, Date.parse(order.updatedAt) + 1)).toISOString() };
}
