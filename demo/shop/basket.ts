import { findProduct } from "../catalogue/products.ts";

export interface BasketLine {
  productId: string;
  quantity: number;
}

const most = 9;

/** A basket from its cookie ("linen-throw*1.stoneware-mug*4"). What can't be read is left out. */
export function readBasket(cookie: string | undefined): BasketLine[] {
  return (cookie ?? "").split(".").flatMap((part) => {
    const [productId = "", count = ""] = part.split("*");
    const quantity = Number(count);
    if (!findProduct(productId) || !Number.isInteger(quantity) || quantity < 1) return [];
    return [{ productId, quantity: Math.min(quantity, most) }];
  });
}

/** A basket for its cookie. */
export function writeBasket(basket: readonly BasketLine[]): string {
  return basket.map(({ productId, quantity }) => `${productId}*${quantity}`).join(".");
}

/** The basket with so many of a product more. */
export function addToBasket(
  basket: readonly BasketLine[],
  productId: string,
  quantity: number,
): BasketLine[] {
  const has = basket.find((line) => line.productId === productId)?.quantity ?? 0;
  return setInBasket(basket, productId, has + quantity);
}

/** The basket with exactly so many of a product; none takes it out. */
export function setInBasket(
  basket: readonly BasketLine[],
  productId: string,
  quantity: number,
): BasketLine[] {
  const line = { productId, quantity: Math.min(quantity, most) };
  if (quantity < 1) return basket.filter((other) => other.productId !== productId);
  if (basket.some((other) => other.productId === productId))
    return basket.map((other) => (other.productId === productId ? line : other));
  return [...basket, line];
}

/** How many things are in it. */
export function basketCount(basket: readonly BasketLine[]): number {
  return basket.reduce((sum, line) => sum + line.quantity, 0);
}
