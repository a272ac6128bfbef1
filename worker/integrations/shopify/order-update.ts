import { z } from "zod";
import { firstName } from "../../program/first-name.ts";
import { orderUpdate, type OrderUpdate } from "../../program/order.ts";
import { NotUnderstood } from "../platform.ts";
import { minorUnitsOf } from "./money.ts";
import { refundUpdate } from "./refund-update.ts";
import type { ShopLine, ShopOrder } from "./shop-order.ts";

/** The states of payment in which what was paid counts. What was given back is told by the refunds. */
const PAID = new Set(["paid", "partially_paid", "partially_refunded", "refunded"]);

/**
 * An order's state in our words: the same for the same order, whichever delivery told it (docs/shopify.md has the table).
 * Throws NotUnderstood for what doesn't fit ours.
 */
export function orderUpdateOf(order: ShopOrder): OrderUpdate {
  const { currency, taxesIncluded } = order;
  const counted = order.lines.filter(({ isTip }) => !isTip);
  const lines = counted.map((line) => lineOf(line, order));
  const shipping = order.shipping.map(({ price, discounts, taxes }) => {
    const tax = total(taxes, currency);
    const net = minorUnitsOf(price, currency) - total(discounts, currency) - (taxesIncluded ? tax : 0);
    return { amount: Math.max(0, net), tax };
  });
  const lineIds = new Set(lines.map(({ id }) => id));
  const refunds = order.refunds.map((refund) => refundUpdate(refund, { currency, taxesIncluded, lineIds }));
  const placedAt = order.processedAt ?? order.createdAt;
  const isPaid = PAID.has(order.financialStatus ?? "");
  const told: z.input<typeof orderUpdate> = {
    customer: customerOf(order),
    currency,
    placedAt,
    updatedAt: order.updatedAt,
    // No delivery says when it was paid; the day that the order bears is the same in all of them.
    paidAt: isPaid ? placedAt : null,
    cancelledAt: order.cancelledAt,
    fulfilledAt: fulfilledAt(order),
    lines,
    shipping: {
      amount: shipping.reduce((sum, { amount }) => sum + amount, 0),
      tax: shipping.reduce((sum, { tax }) => sum + tax, 0),
    },
    refunds: [...refunds, ...unpaidPart(order, lines, refunds)],
    vouchers: [...new Set(order.discountCodes)]
      .filter((code) => code !== "" && code.length <= 64)
      .slice(0, 20),
  };
  const parsed = orderUpdate.safeParse(told);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new NotUnderstood(
    `The order's ${issue?.path.join(".") ?? "state"} can't be taken: ${issue?.message ?? ""}`,
  );
}

/**
 * A line, of which net is what counts: its price less its parts of all discounts, and less the tax that the price
 * holds. Pieces that an edit removed, and no refund gave back, are left out with their part of all that.
 */
function lineOf(line: ShopLine, { currency, taxesIncluded, refunds }: ShopOrder) {
  const refunded = refunds
    .flatMap((refund) => refund.lines)
    .reduce((sum, { lineId, quantity }) => sum + (lineId === line.id ? quantity : 0), 0);
  const removed = Math.max(0, line.quantity - line.currentQuantity - refunded);
  const quantity = line.quantity - removed;
  const ofKept = (whole: number) =>
    removed === 0 ? whole : Number((BigInt(whole) * BigInt(quantity)) / BigInt(line.quantity));
  const tax = ofKept(total(line.taxes, currency));
  const price = minorUnitsOf(line.unitPrice, currency) * quantity;
  // A price below zero is no price: our own schema refuses it.
  const amount = price < 0 ? price : Math.max(0, price - (taxesIncluded ? tax : 0));
  return {
    id: line.id,
    ...(line.name === null ? {} : { name: line.name.slice(0, 255) }),
    ...(line.productId === null ? {} : { productId: line.productId }),
    ...(line.sku === null ? {} : { sku: line.sku.slice(0, 255) }),
    giftCard: line.giftCard,
    quantity,
    amount,
    discount: Math.min(Math.max(0, amount), ofKept(total(line.discounts, currency))),
    tax,
  };
}

type Refund = ReturnType<typeof refundUpdate>;

/**
 * Of an order that is paid in part, what is not paid yet counts as much as what was given back: in proportion to all
 * that the order comes to, rounded up.
 */
function unpaidPart(order: ShopOrder, lines: ReturnType<typeof lineOf>[], refunds: Refund[]): Refund[] {
  if (order.financialStatus !== "partially_paid") return [];
  const due = BigInt(Math.max(0, minorUnitsOf(order.outstanding, order.currency)));
  const all = BigInt(minorUnitsOf(order.currentTotal, order.currency));
  const worth = lines.reduce((sum, { amount, discount }) => sum + amount - discount, 0);
  const given = refunds.reduce(
    (sum, refund) => sum + refund.amount + refund.lines.reduce((lost, { amount }) => lost + amount, 0),
    0,
  );
  const goods = BigInt(Math.max(0, worth - given));
  // Without a total there is nothing to be in proportion to: then none of it counts as paid.
  const amount = all <= 0n || due >= all ? goods : (goods * due + all - 1n) / all;
  return [{ id: "unpaid", refundedAt: order.updatedAt, lines: [], amount: Number(amount) }];
}

function fulfilledAt({ isFulfilled, fulfilments, updatedAt }: ShopOrder): string | null {
  if (!isFulfilled) return null;
  const [last] = [...fulfilments].sort((a, b) => Date.parse(b) - Date.parse(a));
  return last ?? updatedAt;
}

/** Who placed it: the customer, else a guest by their address. What doesn't fit our fields is left out. */
function customerOf({ customer, email: guests }: ShopOrder): z.input<typeof orderUpdate>["customer"] {
  const email = z
    .email()
    .max(254)
    .safeParse(customer ? customer.email : guests);
  const name = firstName.safeParse(customer?.firstName);
  if (!customer && !email.success) return null;
  return {
    ...(customer ? { id: customer.id } : {}),
    ...(email.success ? { email: email.data } : {}),
    ...(name.success ? { firstName: name.data } : {}),
  };
}

function total(amounts: string[], currency: string): number {
  return amounts.reduce((sum, amount) => sum + minorUnitsOf(amount, currency), 0);
}
