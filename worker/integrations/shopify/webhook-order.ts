/** An order as the webhooks orders/create, paid, updated, cancelled and fulfilled tell it. */
import { z } from "zod";
import { decimal, idOf, ids, shopifyId, shopMoney, textOrNull, time } from "./parts.ts";
import type { ShopOrder } from "./shop-order.ts";
import { webhookRefund } from "./webhook-refund.ts";

const amounts = <Name extends string>(name: Name) =>
  z
    .array(z.looseObject({ [name]: shopMoney } as Record<Name, typeof shopMoney>))
    .default([])
    .transform((list) => list.map((each) => (each as Record<Name, string>)[name]));

const discounts = amounts("amount_set");
const taxes = amounts("price_set");

const line = z
  .object({
    ...ids,
    name: textOrNull,
    title: textOrNull,
    product_id: shopifyId.nullish(),
    sku: textOrNull,
    gift_card: z.boolean().default(false),
    tip: z.unknown().optional(),
    quantity: z.int().min(0),
    current_quantity: z.int().min(0).optional(),
    price_set: shopMoney,
    discount_allocations: discounts,
    tax_lines: taxes,
  })
  .transform((each) => ({
    id: idOf(each),
    name: each.name ?? each.title,
    productId: each.product_id ?? null,
    sku: each.sku,
    giftCard: each.gift_card,
    isTip: each.tip !== undefined && each.tip !== null,
    quantity: each.quantity,
    currentQuantity: each.current_quantity ?? each.quantity,
    unitPrice: each.price_set,
    discounts: each.discount_allocations,
    taxes: each.tax_lines,
  }));

const shippingLine = z.object({
  price_set: shopMoney,
  discount_allocations: discounts,
  tax_lines: taxes,
  is_removed: z.boolean().default(false),
});

const fulfilment = z.object({ created_at: time, status: z.string().nullish() });

const customer = z
  .object({ ...ids, email: textOrNull, first_name: textOrNull })
  .transform((each) => ({ id: idOf(each), email: each.email, firstName: each.first_name }));

/** The payload, read. */
export const webhookOrder = z
  .object({
    ...ids,
    currency: z.string(),
    created_at: time,
    processed_at: time.nullish(),
    updated_at: time,
    cancelled_at: time.nullish(),
    financial_status: z.string().nullish(),
    fulfillment_status: z.string().nullish(),
    fulfillments: z.array(fulfilment).default([]),
    taxes_included: z.boolean(),
    total_outstanding: decimal.nullish(),
    current_total_price_set: shopMoney.optional(),
    customer: customer.nullish(),
    email: textOrNull,
    contact_email: textOrNull,
    line_items: z.array(line),
    shipping_lines: z.array(shippingLine).default([]),
    refunds: z.array(webhookRefund).default([]),
    discount_codes: z.array(z.object({ code: z.string() })).default([]),
  })
  .transform((order): ShopOrder => ({
    id: idOf(order),
    currency: order.currency,
    createdAt: order.created_at,
    processedAt: order.processed_at ?? null,
    updatedAt: order.updated_at,
    cancelledAt: order.cancelled_at ?? null,
    financialStatus: order.financial_status ?? null,
    isFulfilled: order.fulfillment_status === "fulfilled",
    fulfilments: order.fulfillments
      .filter(({ status }) => status !== "cancelled" && status !== "error" && status !== "failure")
      .map(({ created_at }) => created_at),
    taxesIncluded: order.taxes_included,
    outstanding: order.total_outstanding ?? "0",
    currentTotal: order.current_total_price_set ?? "0",
    customer: order.customer ?? null,
    email: order.email ?? order.contact_email,
    lines: order.line_items,
    shipping: order.shipping_lines
      .filter(({ is_removed }) => !is_removed)
      .map(({ price_set, discount_allocations, tax_lines }) => ({
        price: price_set,
        discounts: discount_allocations,
        taxes: tax_lines,
      })),
    refunds: order.refunds,
    discountCodes: order.discount_codes.map(({ code }) => code),
  }));
