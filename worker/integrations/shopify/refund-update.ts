import { split } from "../../program/split.ts";
import type { ToldRefund } from "../platform.ts";
import { minorUnitsOf } from "./money.ts";
import type { ShopRefund } from "./shop-order.ts";

/** What of an order its refunds have to know. */
interface RefundedOrder {
  currency: string;
  taxesIncluded: boolean;
  /** The lines that count; what was given back for another is of no line. null where the lines aren't known. */
  lineIds: ReadonlySet<string> | null;
}

/**
 * A refund in our words. What was given back beyond its lines names no line; what of them was kept back (a fee for the
 * return) comes off them, by what each is worth.
 */
export function refundUpdate(
  refund: ShopRefund,
  { currency, taxesIncluded, lineIds }: RefundedOrder,
): ToldRefund {
  const units = (amount: string) => minorUnitsOf(amount, currency);
  const part = (amount: string, tax: string) => {
    const taxed = units(tax);
    return { amount: Math.max(0, units(amount) - (taxesIncluded ? taxed : 0)), tax: Math.max(0, taxed) };
  };
  const beyond = refund.adjustments.reduce(
    (sum, { amount, tax }) => sum - units(amount) + (taxesIncluded ? units(tax) : 0),
    0,
  );
  const counted = refund.lines.filter(({ lineId }) => lineIds?.has(lineId) ?? true);
  const given = counted.map(({ lineId, subtotal, tax }) => ({ lineId, ...part(subtotal, tax) }));
  const kept = split(
    Math.min(
      Math.max(0, -beyond),
      given.reduce((sum, { amount }) => sum + amount, 0),
    ),
    given.map(({ amount }) => amount),
  );
  const shipping = refund.shipping.map(({ subtotal, tax }) => part(subtotal, tax));
  return {
    id: refund.id,
    refundedAt: refund.createdAt,
    lines: given.map((line, index) => ({ ...line, amount: line.amount - (kept[index] ?? 0) })),
    ...(shipping.length > 0
      ? {
          shipping: {
            amount: shipping.reduce((sum, each) => sum + each.amount, 0),
            tax: shipping.reduce((sum, each) => sum + each.tax, 0),
          },
        }
      : {}),
    amount: Math.max(0, beyond),
  };
}
