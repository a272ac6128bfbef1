/** An order as Shopify knows it, from whichever API it came: amounts are decimal text in the shop's currency. */

export interface ShopOrder {
  id: string;
  currency: string;
  createdAt: string;
  processedAt: string | null;
  updatedAt: string;
  cancelledAt: string | null;
  /** In lower case: pending, authorized, partially_paid, paid, partially_refunded, refunded, voided, expired. */
  financialStatus: string | null;
  isFulfilled: boolean;
  /** When each delivery that stands was made. */
  fulfilments: string[];
  /** Whether prices hold their tax. */
  taxesIncluded: boolean;
  /** What is still to be paid, and what the order comes to by now. */
  outstanding: string;
  currentTotal: string;
  customer: ShopCustomer | null;
  /** The address that a guest gave. */
  email: string | null;
  lines: ShopLine[];
  shipping: ShopShipping[];
  refunds: ShopRefund[];
  discountCodes: string[];
}

export interface ShopCustomer {
  id: string;
  email: string | null;
  firstName: string | null;
}

export interface ShopLine {
  id: string;
  name: string | null;
  productId: string | null;
  sku: string | null;
  giftCard: boolean;
  /** A tip that was given at the checkout is a line of its own. */
  isTip: boolean;
  quantity: number;
  /** Less what was removed by an edit, and what was sent back. */
  currentQuantity: number;
  unitPrice: string;
  /** This line's parts of all discounts, those on the whole order included; of every piece, also of removed ones. */
  discounts: string[];
  taxes: string[];
}

export interface ShopShipping {
  price: string;
  discounts: string[];
  taxes: string[];
}

export interface ShopRefund {
  id: string;
  createdAt: string;
  /** Net of discounts. */
  lines: { lineId: string; quantity: number; subtotal: string; tax: string }[];
  shipping: { subtotal: string; tax: string }[];
  /** What was given back beyond the lines and the shipping is negative, what of them was kept back positive. */
  adjustments: { amount: string; tax: string }[];
}
