/** A refund as webhooks tell it, within an order or by itself. */
import { z } from "zod";
import { idOf, ids, shopifyId, shopMoney, time } from "./parts.ts";
import type { ShopRefund } from "./shop-order.ts";

const refundedLine = z
  .object({
    line_item_id: shopifyId,
    line_item: z.object(ids).nullish(),
    quantity: z.int().min(0).default(0),
    subtotal_set: shopMoney,
    total_tax_set: shopMoney.default("0"),
  })
  .transform(({ line_item_id, line_item, quantity, subtotal_set, total_tax_set }) => ({
    // The number may have been rounded; the line itself, which stands beside it, has the id of GraphQL.
    lineId: line_item?.admin_graphql_api_id ?? line_item_id,
    quantity,
    subtotal: subtotal_set,
    tax: total_tax_set,
  }));

const refundedShipping = z
  .object({ subtotal_amount_set: shopMoney, tax_amount_set: shopMoney.default("0") })
  .transform(({ subtotal_amount_set, tax_amount_set }) => ({
    subtotal: subtotal_amount_set,
    tax: tax_amount_set,
  }));

const adjustment = z.object({
  kind: z.string().nullish(),
  amount_set: shopMoney,
  tax_amount_set: shopMoney.default("0"),
});

/** A refund's payload, read. */
export const webhookRefund = z
  .object({
    ...ids,
    created_at: time,
    refund_line_items: z.array(refundedLine).default([]),
    refund_shipping_lines: z.array(refundedShipping).default([]),
    order_adjustments: z.array(adjustment).default([]),
  })
  .transform((refund): ShopRefund => {
    const ofShipping = refund.order_adjustments.filter(({ kind }) => kind === "shipping_refund");
    const others = refund.order_adjustments.filter(({ kind }) => kind !== "shipping_refund");
    return {
      id: idOf(refund),
      createdAt: refund.created_at,
      lines: refund.refund_line_items,
      // Before the version 2024-10 shipping was given back by an adjustment, and some shops still tell both.
      shipping:
        refund.refund_shipping_lines.length > 0
          ? refund.refund_shipping_lines
          : ofShipping.map((each) => ({
              subtotal: each.amount_set.replace("-", ""),
              tax: each.tax_amount_set.replace("-", ""),
            })),
      adjustments: others.map((each) => ({ amount: each.amount_set, tax: each.tax_amount_set })),
    };
  });
