/** Which lines of an order a set of products takes in. */
import type { ProductSet } from "./document/fields.ts";
import type { OrderState } from "./order.ts";

export type OrderLine = OrderState["lines"][number];
export type Fits = (line: OrderLine) => boolean;

/** Whether a line is in the set: its product, SKU, or any of its collections or tags is named. Names are exact. */
export function inSet(set: ProductSet): Fits {
  const productIds = new Set(set.productIds);
  const skus = new Set(set.skus);
  const collections = new Set(set.collections);
  const tags = new Set(set.tags);
  return (line) =>
    (line.productId !== undefined && productIds.has(line.productId)) ||
    (line.sku !== undefined && skus.has(line.sku)) ||
    line.collections.some((each) => collections.has(each)) ||
    line.tags.some((each) => tags.has(each));
}
