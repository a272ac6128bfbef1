/** How the small WooCommerce keeps coupons. */
import { z } from "zod";

const asked = z.looseObject({
  code: z.string(),
  description: z.string().default(""),
  discount_type: z.enum(["percent", "fixed_cart", "fixed_product"]).default("fixed_cart"),
  amount: z.string().default("0"),
  minimum_amount: z.string().default("0"),
  date_expires: z.string().nullable().default(null),
  usage_limit: z.int().nullable().default(null),
  individual_use: z.boolean().default(false),
  free_shipping: z.boolean().default(false),
  product_ids: z.array(z.int()).default([]),
  product_categories: z.array(z.int()).default([]),
  limit_usage_to_x_items: z.int().nullable().default(null),
});

export interface StoredCoupon extends z.infer<typeof asked> {
  id: number;
  status: string;
  date_expires_gmt: string | null;
  usage_count: number;
}

/** The site's clock is three hours behind GMT. */
const OFFSET = -3 * 3_600_000;

/** Codes are kept in small letters, amounts told with two decimals, and `date_expires_gmt` is not read at all. */
export function createCoupon(id: number, body: unknown): StoredCoupon {
  const coupon = asked.parse(body);
  return {
    ...coupon,
    id,
    code: coupon.code.toLowerCase(),
    status: "publish",
    amount: twoDecimals(coupon.amount),
    minimum_amount: twoDecimals(coupon.minimum_amount),
    usage_count: 0,
    ...expiry(coupon.date_expires),
  };
}

/** The coupon with another day to expire on, which is all that is ever changed here. */
export function expireCoupon(coupon: StoredCoupon, body: unknown): StoredCoupon {
  const { date_expires } = z.looseObject({ date_expires: z.string().nullable() }).parse(body);
  // What is null is passed over; what is empty is taken away.
  return date_expires === null ? coupon : { ...coupon, ...expiry(date_expires === "" ? null : date_expires) };
}

function expiry(text: string | null): Pick<StoredCoupon, "date_expires" | "date_expires_gmt"> {
  if (text === null) return { date_expires: null, date_expires_gmt: null };
  const isAbsolute = /(Z|[+-]\d\d:\d\d)$/.test(text);
  const time = isAbsolute ? Date.parse(text) : Date.parse(`${text}Z`) - OFFSET;
  const digits = (at: number) => new Date(at).toISOString().slice(0, 19);
  return { date_expires: digits(time + OFFSET), date_expires_gmt: digits(time) };
}

function twoDecimals(amount: string): string {
  return Number(amount).toFixed(2);
}
