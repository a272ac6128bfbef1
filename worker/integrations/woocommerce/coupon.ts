/**
 * A voucher as a WooCommerce coupon, and whether a coupon is that voucher.
 * https://woocommerce.github.io/woocommerce-rest-api-docs/#coupon-properties
 */
import { z } from "zod";
import type { VoucherRow } from "../../rewards/answers.ts";
import { PlatformRefused, type PublishedVoucher } from "../platform.ts";
import { toDecimal } from "./money.ts";

/** What a coupon of WooCommerce's own can be. */
export const publishable: ReadonlySet<VoucherRow["type"]> = new Set([
  "amount_off",
  "percentage_off",
  "free_shipping",
  "free_product",
] as const);

/** What is asked for; nothing else of a coupon is set. */
export interface Coupon {
  code: string;
  description: string;
  discount_type: "fixed_cart" | "percent";
  amount: string;
  minimum_amount: string;
  /** With a Z: `date_expires_gmt` is documented, and is ignored when it is written. null: never. */
  date_expires: string | null;
  usage_limit: 1;
  individual_use: false;
  free_shipping: boolean;
  product_ids: number[];
  product_categories: number[];
  limit_usage_to_x_items: number | null;
}

/** What the API says of a coupon, as far as it can make another voucher of it. */
export const wooCoupon = z.object({
  id: z.int().positive(),
  code: z.string(),
  status: z.string().optional(),
  discount_type: z.string(),
  amount: z.string(),
  minimum_amount: z.string(),
  date_expires_gmt: z.string().nullish(),
  usage_limit: z.int().nullish(),
  free_shipping: z.boolean(),
  product_ids: z.array(z.int()),
  product_categories: z.array(z.int()),
  limit_usage_to_x_items: z.int().nullish(),
});
export type WooCoupon = z.infer<typeof wooCoupon>;

/** The coupon that does what the voucher says; throws PlatformRefused where WooCommerce has none that does. */
export function couponOf(voucher: PublishedVoucher): Coupon {
  const { code, name, currency, minimumOrder, expiresAt, details } = voucher;
  return {
    code: details.code ?? code,
    description: `Regulars: ${name}`,
    discount_type: "fixed_cart",
    amount: "0",
    minimum_amount: toDecimal(minimumOrder, currency),
    date_expires: expiresAt === null ? null : `${secondText(expiresAt)}Z`,
    usage_limit: 1,
    individual_use: false,
    free_shipping: false,
    product_ids: [],
    product_categories: [],
    limit_usage_to_x_items: null,
    ...benefitOf(voucher),
  };
}

function benefitOf({ type, amount, currency, minimumOrder, details }: PublishedVoucher): Partial<Coupon> {
  const { ceiling, maximumShare = 100, products, productId } = details;
  switch (type) {
    case "amount_off":
      if (products)
        throw cannot("take an amount off some products alone; use a percentage, or leave the products out");
      // Where the smallest order is large enough for it, the share can't be reached.
      if (maximumShare < 100 && minimumOrder * maximumShare < amount * 100)
        throw cannot("pay for a share of an order at most; raise the reward's minimumOrder instead");
      return { amount: toDecimal(amount, currency) };
    case "percentage_off":
      if (ceiling !== undefined)
        throw cannot("limit what a percentage takes off (its maximum_amount limits the order)");
      if (maximumShare < amount) throw cannot("pay for a share of an order at most");
      return { discount_type: "percent", amount: String(amount), ...productsOf(products) };
    case "free_shipping":
      return { free_shipping: true };
    case "free_product":
      return {
        discount_type: "percent",
        amount: "100",
        product_ids: numbersOf([productId ?? ""], "product"),
        limit_usage_to_x_items: 1,
      };
    default:
      throw cannot(`be a voucher of the type ${type}`);
  }
}

function productsOf(products: PublishedVoucher["details"]["products"]): Partial<Coupon> {
  if (!products) return {};
  const { productIds, skus, collections, tags } = products;
  if (skus.length > 0 || tags.length > 0)
    throw cannot("be for SKUs or tags; name the products, or the categories as collections");
  // WooCommerce asks for one of the products and one of the categories in the cart, where both are named.
  if (productIds.length > 0 && collections.length > 0)
    throw cannot("be for products or else categories; name one of the two");
  return {
    product_ids: numbersOf(productIds, "product"),
    product_categories: numbersOf(collections, "category"),
  };
}

function numbersOf(ids: string[], what: string): number[] {
  return ids.map((id) => {
    if (!/^[1-9]\d{0,14}$/.test(id)) throw cannot(`be for a ${what} that is not named by its WooCommerce id`);
    return Number(id);
  });
}

function cannot(what: string): PlatformRefused {
  return new PlatformRefused(`A WooCommerce coupon can't ${what}.`);
}

/** Whether the coupon over there is this very voucher, and works. */
export function isCoupon(asked: Coupon, found: WooCoupon): boolean {
  return (
    found.code.toLowerCase() === asked.code.toLowerCase() &&
    (found.status ?? "publish") === "publish" &&
    found.discount_type === asked.discount_type &&
    isAmount(asked.amount, found.amount) &&
    isAmount(asked.minimum_amount, found.minimum_amount) &&
    (found.date_expires_gmt ?? null) === (asked.date_expires?.slice(0, -1) ?? null) &&
    found.usage_limit === asked.usage_limit &&
    found.free_shipping === asked.free_shipping &&
    isSameList(asked.product_ids, found.product_ids) &&
    isSameList(asked.product_categories, found.product_categories) &&
    (found.limit_usage_to_x_items ?? null) === asked.limit_usage_to_x_items
  );
}

/** When a coupon expired that was switched off: long ago, in every time zone. */
export const OVER = "2000-01-01T00:00:00";

/** Whether the coupon over there is this very voucher, but for having been switched off. */
export function isSwitchedOff(asked: Coupon, found: WooCoupon): boolean {
  const expires = asked.date_expires?.slice(0, -1) ?? null;
  return found.date_expires_gmt === OVER && isCoupon(asked, { ...found, date_expires_gmt: expires });
}

/** Coupons are told with two decimals whatever the currency has, so dinars come back rounded. */
function isAmount(asked: string, found: string): boolean {
  return found.trim() !== "" && Math.abs(Number(asked) - Number(found)) < 0.0051;
}

function isSameList(asked: number[], found: number[]): boolean {
  return asked.length === found.length && asked.every((id) => found.includes(id));
}

/** A time to the second: WooCommerce keeps no finer, and a voucher never lasts longer over there than here. */
function secondText(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}
