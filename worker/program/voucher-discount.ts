/** What a voucher takes off a cart, in minor units without tax. */
import type { OrderState } from "./order.ts";
import { inSet, type Fits } from "./product-set.ts";
import { split } from "./split.ts";
import type { VoucherDetails } from "./voucher-details.ts";

/** What there is to know of a voucher; `amount` is minor units, per cent or pieces, by its type. */
export interface VoucherTerms {
  type: string;
  amount: number;
  currency: string;
  minimumOrder: number;
  details: VoucherDetails;
}

export type Cart = Pick<OrderState, "currency" | "lines" | "discount" | "shipping">;

export interface VoucherDiscount {
  /** Off the goods; the lines' parts add up to it. */
  goods: number;
  shipping: number;
  lines: { id: string; discount: number }[];
}

/** Why a voucher gives nothing for a cart. */
export type Refusal =
  | { why: "not_for_carts" | "other_currency" | "nothing_eligible" | "product_missing" }
  | { why: "minimum_order"; missing: number };

/**
 * What the voucher takes off the cart, or why nothing. Goods are counted net of the discounts that the cart has already;
 * gift cards are never paid for. A part of a minor unit is left off.
 */
export function voucherDiscount(voucher: VoucherTerms, cart: Cart): VoucherDiscount | Refusal {
  const { type, amount, minimumOrder, details } = voucher;
  if (type === "experience" || type === "partner_offer" || type === "donation")
    return { why: "not_for_carts" };
  if (cart.currency !== voucher.currency) return { why: "other_currency" };
  const net = netOfLines(cart);
  const order = sum(net);
  if (order < minimumOrder) return { why: "minimum_order", missing: minimumOrder - order };
  const fits = fitsOf(details);
  const eligible = cart.lines.map((line, index) => (fits(line) ? (net[index] ?? 0) : 0));
  const share = percentOf(order, details.maximumShare ?? 100);
  switch (type) {
    case "free_shipping":
      if (!cart.lines.some(fits)) return { why: "nothing_eligible" };
      return { goods: 0, shipping: cart.shipping.amount, lines: [] };
    case "free_product": {
      const piece = dearestPiece(cart.lines, net, details.productId);
      if (piece === null) return { why: "product_missing" };
      const { id, price } = piece;
      const goods = Math.min(price, share);
      return { goods, shipping: 0, lines: [{ id, discount: goods }] };
    }
    default: {
      const most = sum(eligible);
      if (most === 0) return { why: "nothing_eligible" };
      const off =
        type === "percentage_off"
          ? Math.min(percentOf(most, amount), details.ceiling ?? Number.MAX_SAFE_INTEGER)
          : amount;
      return spread(Math.min(off, most, share), cart, eligible);
    }
  }
}

/** Each line net of its discount and of its part of the discount on the whole cart. */
function netOfLines({ lines, discount }: Cart): number[] {
  const worth = lines.map((line) => Math.max(0, line.amount - line.discount));
  const parts = split(Math.min(discount, sum(worth)), worth);
  return worth.map((each, index) => each - (parts[index] ?? 0));
}

function fitsOf({ products }: VoucherDetails): Fits {
  const inProducts = products && inSet(products);
  return (line) => !line.giftCard && (inProducts?.(line) ?? true);
}

/** The dearest single piece of the product, and its line; null where the cart has none. */
function dearestPiece(lines: Cart["lines"], net: number[], productId: string | undefined) {
  const pieces = lines.flatMap(({ id, quantity, giftCard, ...line }, index) =>
    line.productId === productId && !giftCard && quantity > 0
      ? [{ id, price: Math.floor((net[index] ?? 0) / quantity) }]
      : [],
  );
  return pieces.sort((a, b) => b.price - a.price)[0] ?? null;
}

function spread(goods: number, { lines }: Cart, eligible: number[]): VoucherDiscount {
  const parts = split(goods, eligible);
  return {
    goods,
    shipping: 0,
    lines: lines
      .map(({ id }, index) => ({ id, discount: parts[index] ?? 0 }))
      .filter(({ discount }) => discount > 0),
  };
}

/** Rounded down; exact, though the product may be past 2^53. */
function percentOf(amount: number, percent: number): number {
  return Number((BigInt(amount) * BigInt(percent)) / 100n);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
