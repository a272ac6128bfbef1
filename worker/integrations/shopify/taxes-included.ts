/** Whether a shop's prices hold their tax, told from a line: a refund by itself doesn't say it. */
import { z } from "zod";
import { minorUnitsOf } from "./money.ts";
import { shopMoney } from "./parts.ts";

/** As much of a refund's line as it takes. */
const taxedLine = z.object({
  line_item: z.object({
    quantity: z.int().min(1),
    price_set: shopMoney,
    discount_allocations: z.array(z.object({ amount_set: shopMoney })).default([]),
    tax_lines: z.array(z.object({ rate: z.number().min(0), price_set: shopMoney })).min(1),
  }),
});

/** Less than this many minor units between the two ways of counting a tax is no difference to go by. */
const CLEAR = 3;

/**
 * true or false where one line shows it, null where none does: a rate of 20% makes 20.00 of tax on 100.00 without it,
 * and 16.67 of a 100.00 that holds it.
 */
export function taxesIncluded(lines: unknown[], currency: string): boolean | null {
  for (const line of lines) {
    const { data } = taxedLine.safeParse(line);
    if (!data) continue;
    const { quantity, price_set, discount_allocations, tax_lines } = data.line_item;
    const units = (amount: string) => minorUnitsOf(amount, currency);
    const sold =
      units(price_set) * quantity -
      discount_allocations.reduce((sum, each) => sum + units(each.amount_set), 0);
    const tax = tax_lines.reduce((sum, each) => sum + units(each.price_set), 0);
    const rate = tax_lines.reduce((sum, each) => sum + each.rate, 0);
    // Nothing of this is money that is kept: it is only asked which of the two is nearer.
    const [without, within] = [sold * rate, (sold * rate) / (1 + rate)];
    if (without - within >= CLEAR) return Math.abs(tax - within) < Math.abs(tax - without);
  }
  return null;
}
