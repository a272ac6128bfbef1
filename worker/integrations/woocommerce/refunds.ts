/** What was given back, by line as far as WooCommerce says it. */
import type { OrderState } from "../../program/order.ts";
import { split } from "../../program/split.ts";
import type { ToldRefund } from "../platform.ts";
import { toMinorUnit, toMinorUnits } from "./money.ts";
import type { Item, WooOrder, WooRefund } from "./payload.ts";

type Order = Pick<OrderState, "lines" | "shipping">;

/** Something that can be given back, minor units: a line, or the shipping. */
interface Part {
  /** null for the shipping. */
  lineId: string | null;
  amount: number;
  tax: number;
}

/** The id of what a full refund gave back beyond the refunds that are listed. */
const THE_REST = "refunded";

/**
 * The order's refunds. Where one names the items, they are taken as told; what it gave back beside them, tax included,
 * comes off the goods by what is left of each with its tax, and off the shipping where no goods are left. No more is
 * given back than there is. An order that is `refunded` has been given back whole, whatever the list says.
 *
 * `modified` (ISO 8601) is when a refund was made that has no date.
 */
export function refundsOf(woo: WooOrder, order: Order, modified: string): ToldRefund[] {
  const left = partsOf(order);
  const inTime = [...woo.refunds].sort((a, b) => Number(a.id) - Number(b.id));
  const named = inTime.map((refund) => takeNamed(refund, woo.currency, left));
  const told = inTime.map((refund, index) => {
    const parts = named[index] ?? [];
    const gross = Math.abs(toMinorUnit(refund.amount ?? refund.total ?? "0", woo.currency));
    const more = takeUnnamed(gross - grossOf(parts), left);
    const at = refund.date_created_gmt;
    return toldRefund(refund.id, at === null ? modified : new Date(at).toISOString(), [...parts, ...more]);
  });
  if (woo.status !== "refunded" || grossOf(left) === 0) return told;
  return [...told, toldRefund(THE_REST, modified, left)];
}

function partsOf({ lines, shipping }: Order): Part[] {
  const goods = lines.map((line) => ({
    lineId: line.id,
    amount: line.amount - line.discount,
    tax: line.tax,
  }));
  return [...goods, { lineId: null, ...shipping }];
}

/** Takes what the refund names out of what is left, and gives back what it took. */
function takeNamed(refund: WooRefund, currency: string, left: Part[]): Part[] {
  const goods = [...(refund.line_items ?? []), ...refund.fee_lines];
  const all = [...goods, ...refund.shipping_lines];
  const amounts = toMinorUnits(
    all.map((each) => each.total),
    currency,
  );
  const taxes = toMinorUnits(
    all.map((each) => each.total_tax),
    currency,
  );
  return all.flatMap((each, index) => {
    const lineId = goods.includes(each) ? refundedItem(each) : null;
    const part = left.find((one) => one.lineId === lineId);
    return part ? [take(part, -(amounts[index] ?? 0), -(taxes[index] ?? 0))] : [];
  });
}

/** The order's item that a refund's item gives back, from the data that WooCommerce keeps with it. */
function refundedItem(each: Item): string {
  const found = each.meta_data?.find((data) => data.key === "_refunded_item_id")?.value;
  return typeof found === "string" || typeof found === "number" ? String(found) : each.id;
}

function takeUnnamed(gross: number, left: Part[]): Part[] {
  const goods = left.filter((part) => part.lineId !== null);
  const fromGoods = Math.max(0, Math.min(gross, grossOf(goods)));
  const shipping = left.filter((part) => part.lineId === null);
  const fromShipping = Math.max(0, Math.min(gross - fromGoods, grossOf(shipping)));
  return [...takeShare(fromGoods, goods), ...takeShare(fromShipping, shipping)];
}

/** Takes `gross` out of the parts by what is left of each and of its tax; never more than is there. */
function takeShare(gross: number, parts: Part[]): Part[] {
  if (gross === 0) return [];
  const shares = split(
    gross,
    parts.flatMap((part) => [part.amount, part.tax]),
  );
  return parts.map((part, index) => take(part, shares[index * 2] ?? 0, shares[index * 2 + 1] ?? 0));
}

function take(part: Part, amount: number, tax: number): Part {
  const taken = {
    lineId: part.lineId,
    amount: Math.max(0, Math.min(amount, part.amount)),
    tax: Math.max(0, Math.min(tax, part.tax)),
  };
  part.amount -= taken.amount;
  part.tax -= taken.tax;
  return taken;
}

/** A refund of these parts; what touches one line twice is told as one. */
function toldRefund(id: string, refundedAt: string, parts: Part[]): ToldRefund {
  const ofShipping = parts.filter((part) => part.lineId === null);
  const shipping = { amount: sumOf(ofShipping, "amount"), tax: sumOf(ofShipping, "tax") };
  const lineIds = [...new Set(parts.map((part) => part.lineId))].filter((lineId) => lineId !== null);
  const lines = lineIds.map((lineId) => {
    const ofLine = parts.filter((part) => part.lineId === lineId);
    return { lineId, amount: sumOf(ofLine, "amount"), tax: sumOf(ofLine, "tax") };
  });
  return {
    id,
    refundedAt,
    lines: lines.filter((line) => line.amount + line.tax > 0),
    ...(grossOf(ofShipping) > 0 ? { shipping } : {}),
    amount: 0,
  };
}

function grossOf(parts: Part[]): number {
  return sumOf(parts, "amount") + sumOf(parts, "tax");
}

function sumOf(parts: Part[], what: "amount" | "tax"): number {
  return parts.reduce((sum, part) => sum + part[what], 0);
}
