/**
 * What a reward would take off a cart, before anybody redeems it. It runs in the shopper's browser, on an offer of the
 * storefront's answers, by the rule that a voucher is checked by.
 */
import type { ProductSet } from "./document/fields.ts";
import { orderLineOf, type PageLine } from "./page-line.ts";
import { voucherDiscount, type Refusal, type VoucherDiscount } from "./voucher-discount.ts";

/** What there is to read of an offer (`program.rewards` and `otherRewards`). */
export interface PublicOffer {
  type: string;
  /** Points; of a sliding reward the least. */
  points: number;
  amount: number | null;
  sliding: { step: number; amount: number } | null;
  percent?: number | undefined;
  ceiling?: number | undefined;
  minimumOrder: number;
  maximumShare: number | null;
  products: ProductSet | null;
  productId?: string | undefined;
}

export interface PageCart {
  lines: PageLine[];
  /** What delivery costs, minor units without tax. */
  shipping?: number;
  /** Of the amounts, ISO 4217, where that is not the store's. */
  currency?: string;
}

/**
 * What the voucher that the price buys (points; left out: the least) takes off the cart, in minor units, or why nothing.
 * Lines are named by their places.
 */
export function rewardWorth(
  { store }: { store: { currency: string } },
  offer: PublicOffer,
  { lines, shipping = 0, currency = store.currency }: PageCart,
  price = offer.points,
): VoucherDiscount | Refusal {
  const { type, minimumOrder, maximumShare, products, ceiling, productId } = offer;
  const details = {
    ...(ceiling === undefined ? {} : { ceiling }),
    ...(maximumShare === null ? {} : { maximumShare }),
    ...(products === null ? {} : { products }),
    ...(productId === undefined ? {} : { productId }),
  };
  const cart = {
    currency,
    lines: lines.map(orderLineOf),
    discount: 0,
    shipping: { amount: shipping, tax: 0 },
  };
  return voucherDiscount(
    { type, amount: amountAt(offer, price), currency: store.currency, minimumOrder, details },
    cart,
  );
}

function amountAt({ amount, sliding, percent }: PublicOffer, price: number): number {
  if (sliding) return Math.floor(price / sliding.step) * sliding.amount;
  return percent ?? amount ?? 1;
}
