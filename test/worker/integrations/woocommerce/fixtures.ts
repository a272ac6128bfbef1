/** Orders as the documentation of WooCommerce's REST API v3 has them, written by hand. */
import type { Told } from "../../../../worker/integrations/platform.ts";
import { translate } from "../../../../worker/integrations/woocommerce/translate.ts";
import type { OrderUpdate } from "../../../../worker/program/order.ts";

type Json = Record<string, unknown>;

const billing = {
  first_name: "Anna",
  last_name: "Berg",
  email: "anna@example.com",
  phone: "+44 20 7946 0000",
};

/** A line of one piece; `total` is after discounts, `subtotal` before, both without tax. */
export function line(id: number, total: string, more: Json = {}): Json {
  return {
    id,
    name: `Line ${id}`,
    product_id: 90 + id,
    variation_id: 0,
    quantity: 1,
    tax_class: "",
    subtotal: total,
    subtotal_tax: "0.00",
    total,
    total_tax: "0.00",
    taxes: [],
    meta_data: [],
    sku: `SKU-${id}`,
    price: Number(total),
    ...more,
  };
}

/** A paid order of a customer, £92.50 of goods and £4.95 of shipping, without tax. */
export function order(more: Json = {}): Json {
  return {
    id: 1001,
    parent_id: 0,
    number: "1001",
    status: "processing",
    currency: "GBP",
    date_created: "2026-11-02T10:00:00",
    date_created_gmt: "2026-11-02T10:00:00",
    date_modified: "2026-11-02T10:00:05",
    date_modified_gmt: "2026-11-02T10:00:05",
    date_paid_gmt: "2026-11-02T10:00:04",
    date_completed_gmt: null,
    discount_total: "0.00",
    shipping_total: "4.95",
    shipping_tax: "0.00",
    total: "97.45",
    total_tax: "0.00",
    prices_include_tax: false,
    customer_id: 26,
    billing,
    line_items: [line(1, "45.00"), line(2, "28.00", { quantity: 2 }), line(3, "19.50")],
    shipping_lines: [{ id: 4, method_id: "flat_rate", total: "4.95", total_tax: "0.00" }],
    fee_lines: [],
    coupon_lines: [],
    refunds: [],
    ...more,
  };
}

export function told(body: unknown, topic = "order.updated"): Told {
  return translate({ topic, body: JSON.stringify(body) });
}

/** What the order says in our words. */
export function update(more: Json = {}): OrderUpdate {
  const found = told(order(more));
  if (found.kind !== "order") throw new Error(`No order: ${JSON.stringify(found)}`);
  return found.update;
}

/** An item of a refund read by itself: below zero, and naming the order's item. */
export function given(item: number, total: string, tax = "0.00"): Json {
  return {
    id: 9000 + item,
    name: "",
    product_id: 90 + item,
    quantity: -1,
    subtotal: `-${total}`,
    total: `-${total}`,
    total_tax: tax === "0.00" ? tax : `-${tax}`,
    sku: "",
    meta_data: [{ id: 1, key: "_refunded_item_id", value: String(item) }],
  };
}

/** A refund as it is read by itself. */
export function refund(id: number, amount: string, items: Json[], more: Json = {}): Json {
  return {
    id,
    date_created_gmt: "2026-11-05T09:00:00",
    amount,
    reason: "",
    refunded_by: 1,
    refunded_payment: false,
    meta_data: [],
    line_items: items,
    ...more,
  };
}
