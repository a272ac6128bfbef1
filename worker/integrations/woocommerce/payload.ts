/**
 * What WooCommerce's REST API v3 says of orders, refunds and customers, as far as we read it; a webhook's body is the
 * same JSON. https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties
 */
import { z } from "zod";

/** An id, which WooCommerce tells as a number and plugins now and then as text. */
const id = z.union([z.int().min(0), z.string().regex(/^\d{1,20}$/)]).transform(String);

/** An amount as text; what is left empty is nothing. */
const amount = z
  .union([z.string(), z.number()])
  .transform((value) => (value === "" ? "0" : String(value)))
  .pipe(z.string().regex(/^-?\d{1,12}(\.\d{1,12})?$/, "is not a decimal number"));

/** A time in GMT, told without a Z; in code, milliseconds. WordPress says "never" with zeros. */
const gmt = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/, "is not a time in GMT")
  .nullish()
  .transform((text) => {
    const time = Date.parse(`${text ?? ""}Z`);
    return Number.isNaN(time) || time < Date.UTC(2000, 0) ? null : time;
  });

const text = z.string().nullish();
const person = z.object({ first_name: text, email: text, phone: text }).nullish();

const item = z.object({
  id,
  name: text,
  total: amount,
  total_tax: amount.default("0"),
  // Plugins put anything here. Only a refund's items are looked up in it, and an order is not lost for it.
  meta_data: z
    .array(z.object({ key: z.string(), value: z.unknown() }))
    .nullish()
    .catch(null),
});
export type Item = z.infer<typeof item>;

const lineItem = item.extend({
  product_id: id.nullish(),
  sku: text,
  quantity: z.number(),
  subtotal: amount,
});
export type LineItem = z.infer<typeof lineItem>;

const items = z
  .array(item)
  .max(500)
  .nullish()
  .transform((list) => list ?? []);

/**
 * A refund as an order lists it: the total alone, below zero. Read by itself it has its date, its amount above zero,
 * and the items that were given back, each naming the order's in `_refunded_item_id`.
 */
const refund = z.object({
  id,
  total: amount.optional(),
  amount: amount.optional(),
  date_created_gmt: gmt,
  line_items: z.array(item).max(500).optional(),
  shipping_lines: items,
  fee_lines: items,
});
export type WooRefund = z.infer<typeof refund>;

/** Some 30 fields more are sent, and play no part. */
export const wooOrder = z.object({
  id,
  status: z.string(),
  currency: z.string(),
  date_created_gmt: gmt,
  date_modified_gmt: gmt,
  date_paid_gmt: gmt,
  date_completed_gmt: gmt,
  customer_id: id.nullish(),
  billing: person,
  shipping_total: amount.default("0"),
  shipping_tax: amount.default("0"),
  line_items: z.array(lineItem).max(500),
  fee_lines: items,
  coupon_lines: z
    .array(z.object({ code: z.string() }))
    .nullish()
    .transform((list) => list ?? []),
  refunds: z
    .array(refund)
    .nullish()
    .transform((list) => list ?? []),
});
export type WooOrder = z.infer<typeof wooOrder>;

export const wooCustomer = z.object({
  id,
  email: text,
  first_name: text,
  billing: person,
  date_modified_gmt: gmt,
});

/** Of what was deleted, nothing is told but this. */
export const wooDeleted = z.object({ id });
