import type { ProductSet } from "../../../../worker/program/document/fields.ts";
import type { OrderUpdate } from "../../../../worker/program/order.ts";

export type Line = OrderUpdate["lines"][number];

/** Whether the line's product, SKU, one of its collections or one of its tags is in the set; null is every product. */
export function isIn(line: Line, set: ProductSet | null): boolean {
  if (set === null) return true;
  const { productId, sku, collections, tags } = line;
  return (
    (productId !== undefined && set.productIds.includes(productId)) ||
    (sku !== undefined && set.skus.includes(sku)) ||
    collections.some((name) => set.collections.includes(name)) ||
    tags.some((name) => set.tags.includes(name))
  );
}
