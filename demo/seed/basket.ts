import { products } from "../catalogue/products.ts";
import type { BasketLine } from "../shop/basket.ts";
import { orderLines, type OrderLine } from "../shop/order.ts";
import type { Random } from "./random.ts";

// How often each is bought, beside the others: a mug goes out of the door more often than a lamp.
const popularity: Readonly<Record<string, number>> = {
  "stoneware-mug": 9,
  "beeswax-candles": 8,
  "terracotta-planter": 5,
  "olive-board": 4,
  "ribbed-carafe": 4,
  "wool-cushion": 4,
  "linen-throw": 3,
  "brass-lamp": 1,
};
const counter = products.flatMap((product) => Array<string>(popularity[product.id] ?? 1).fill(product.id));

/** What someone puts in a basket: a thing or three, small things often in twos. */
export function someLines(random: Random): OrderLine[] {
  const chosen = new Map<string, number>();
  for (let count = random.pick([1, 1, 2, 2, 3, 4]); count > 0; count -= 1) {
    const id = random.pick(counter);
    const isSmall = (popularity[id] ?? 0) > 5;
    chosen.set(id, (chosen.get(id) ?? 0) + (isSmall ? random.pick([1, 2, 2, 4]) : 1));
  }
  return orderLines(
    Array.from(chosen, ([productId, quantity]) => ({ productId, quantity: Math.min(quantity, 9) })),
  );
}

/** The lines of a basket written as "linen-throw, 2 stoneware-mug". */
export function linesOf(words: string): OrderLine[] {
  const basket: BasketLine[] = words.split(", ").map((part) => {
    const [, count = "1", productId = ""] = /^(?:(\d) )?(.+)$/.exec(part) ?? [];
    return { productId, quantity: Number(count) };
  });
  const lines = orderLines(basket);
  if (lines.length !== basket.length) throw new Error(`The shop doesn't sell all of "${words}".`);
  return lines;
}
