import type { OrderLine } from "./product-set.ts";

/** A product on a page, or a line of a cart, as a page knows it. Names are as the store's orders have them. */
export interface PageLine extends Pick<OrderLine, "productId" | "sku"> {
  /** What the whole line comes to, less its discounts and without tax: integer minor units. */
  amount: number;
  /** Tax on it, minor units; it earns where the program says `includeTax`. */
  tax?: number;
  quantity?: number;
  collections?: string[];
  tags?: string[];
  giftCard?: boolean;
}

/** The page's line as one of an order; its id is its place. */
export function orderLineOf(line: PageLine, place: number): OrderLine {
  const {
    amount,
    tax = 0,
    quantity = 1,
    collections = [],
    tags = [],
    giftCard = false,
    productId,
    sku,
  } = line;
  return {
    id: `${place}`,
    ...(productId === undefined ? {} : { productId }),
    ...(sku === undefined ? {} : { sku }),
    ...{ collections, tags, giftCard, quantity, amount, discount: 0, tax },
  };
}
