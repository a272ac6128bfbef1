import { z } from "zod";
import type { Delivery, Told } from "../platform.ts";
import { exactJson } from "./exact-json.ts";
import { graphqlOrder } from "./graphql-order.ts";
import { orderUpdateOf } from "./order-update.ts";
import { idOf, ids, read, shopifyId } from "./parts.ts";
import { refundUpdate } from "./refund-update.ts";
import { taxesIncluded } from "./taxes-included.ts";
import { CHANGED_ORDER, READ_ORDER } from "./topics.ts";
import { toldCustomer, toldDeletion, toldMerge, toldPerson } from "./webhook-customer.ts";
import { webhookOrder } from "./webhook-order.ts";
import { webhookRefund } from "./webhook-refund.ts";

/** What a delivery says, in our words: pure, and the same for every delivery of the same. Throws NotUnderstood. */
export function translate({ topic, body }: Delivery): Told {
  const payload = exactJson(body);
  switch (topic) {
    case "orders/create":
    case "orders/paid":
    case "orders/updated":
    case "orders/cancelled":
    case "orders/fulfilled":
    case "orders/partially_fulfilled": {
      const order = read(webhookOrder, payload);
      return { kind: "order", orderId: order.id, update: orderUpdateOf(order) };
    }
    case READ_ORDER: {
      const order = read(graphqlOrder, payload);
      return { kind: "order", orderId: order.id, update: orderUpdateOf(order) };
    }
    case "orders/edited": {
      const { order_edit } = read(z.object({ order_edit: z.object({ order_id: shopifyId }) }), payload);
      return { kind: "order_changed", orderId: order_edit.order_id };
    }
    case CHANGED_ORDER:
      return { kind: "order_changed", orderId: idOf(read(z.object(ids), payload)) };
    case "refunds/create":
      return toldRefund(payload);
    case "customers/create":
    case "customers/update":
      return toldCustomer(payload);
    case "customers/delete":
      return toldDeletion(payload);
    case "customers/merge":
      return toldMerge(payload);
    case "customers/data_request":
      return toldPerson("customer_data_requested", payload);
    case "customers/redact":
      return toldPerson("customer_redacted", payload);
    case "shop/redact":
      return { kind: "shop_redacted" };
    default:
      return { kind: "nothing", detail: "Deliveries of this topic tell nothing that points depend on." };
  }
}

const refundOfOrder = z.object({
  order_id: shopifyId,
  refund_line_items: z
    .array(z.looseObject({ subtotal_set: z.object({ shop_money: z.object({ currency_code: z.string() }) }) }))
    .default([]),
});

/** A refund by itself. Where it can't say what it comes to without tax, the order is to be read. */
function toldRefund(payload: unknown): Told {
  const { order_id: orderId, refund_line_items: lines } = read(refundOfOrder, payload);
  const refund = read(webhookRefund, payload);
  const currency = lines[0]?.subtotal_set.shop_money.currency_code;
  if (currency === undefined) return { kind: "order_changed", orderId };
  const taxes = [...refund.lines, ...refund.shipping, ...refund.adjustments].map(({ tax }) => tax);
  const included = taxes.some((tax) => /[1-9]/.test(tax)) ? taxesIncluded(lines, currency) : false;
  if (included === null) return { kind: "order_changed", orderId };
  return {
    kind: "refund",
    orderId,
    refund: refundUpdate(refund, { currency, taxesIncluded: included, lineIds: null }),
  };
}
