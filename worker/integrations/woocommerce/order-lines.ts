/** An order's lines: what was bought, and what was charged or taken off beside it. */
import type { OrderState } from "../../program/order.ts";
import { split } from "../../program/split.ts";
import { toMinorUnits } from "./money.ts";
import type { Item, LineItem, WooOrder } from "./payload.ts";
import { plainText } from "./plain-text.ts";

type Line = OrderState["lines"][number];

/** The most that a name or an SKU may have here; both are shown, and neither counts. */
const LONGEST = 255;

/**
 * The lines in minor units, without tax. A fee is a line of its own. A fee or a line below nothing is a discount of the
 * whole order, and is taken off the other lines by what each is worth, its tax off theirs.
 */
export function linesOf({ line_items, fee_lines, currency }: WooOrder): Line[] {
  const all: (LineItem | Item)[] = [...line_items, ...fee_lines];
  const before = toMinorUnits(
    all.map((each) => ("subtotal" in each ? each.subtotal : each.total)),
    currency,
  );
  const net = toMinorUnits(
    all.map((each) => each.total),
    currency,
  );
  const tax = toMinorUnits(
    all.map((each) => each.total_tax),
    currency,
  );
  const kept = all.map((_, index) => index).filter((index) => (net[index] ?? 0) >= 0);
  const off = lessened(net, kept);
  const taxOff = lessened(tax, kept);
  return kept.flatMap((index, at) => {
    const each = all[index];
    if (!each) return [];
    const left = off[at] ?? 0;
    // A line may cost more after its discounts than before, where somebody has put its price up by hand.
    const amount = Math.max(before[index] ?? 0, net[index] ?? 0);
    return [{ ...wordsOf(each), amount, discount: amount - left, tax: taxOff[at] ?? 0 }];
  });
}

/** What is left of the kept amounts after those that are below nothing were taken off them. */
function lessened(amounts: number[], kept: number[]): number[] {
  const weights = kept.map((index) => Math.max(0, amounts[index] ?? 0));
  const below = amounts.filter((_, index) => !kept.includes(index)).reduce((sum, each) => sum - each, 0);
  const whole = weights.reduce((sum, each) => sum + each, 0);
  const taken = split(Math.min(Math.max(0, below), whole), weights);
  return weights.map((weight, at) => weight - (taken[at] ?? 0));
}

function wordsOf(each: LineItem | Item): Omit<Line, "amount" | "discount" | "tax"> {
  const name = plainText(each.name ?? "").slice(0, LONGEST);
  const product = "quantity" in each ? each : null;
  const sku = product?.sku ?? "";
  return {
    id: each.id,
    ...(name === "" ? {} : { name }),
    // 0 where the product is gone.
    ...(product?.product_id && product.product_id !== "0" ? { productId: product.product_id } : {}),
    ...(sku === "" || sku.length > LONGEST ? {} : { sku }),
    collections: [],
    tags: [],
    giftCard: false,
    // Some shops sell by weight; a quantity is whole here, and counts for nothing.
    quantity: product ? Math.min(1_000_000, Math.max(0, Math.ceil(product.quantity))) : 1,
  };
}
