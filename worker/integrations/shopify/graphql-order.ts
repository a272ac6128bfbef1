/** An order as GraphQL tells it, its lines and refunds put together from all their pages (`read-order.ts`). */
import { z } from "zod";
import { graphqlMoney, shopifyId, textOrNull, time } from "./parts.ts";
import type { ShopOrder } from "./shop-order.ts";

const allocations = z
  .array(z.object({ allocatedAmountSet: graphqlMoney }))
  .transform((list) => list.map((each) => each.allocatedAmountSet));
const taxLines = z
  .array(z.object({ priceSet: graphqlMoney }))
  .transform((list) => list.map((each) => each.priceSet));

const line = z.object({
  id: shopifyId,
  name: textOrNull,
  product: z.object({ id: shopifyId }).nullable(),
  sku: textOrNull,
  isGiftCard: z.boolean(),
  quantity: z.int().min(0),
  currentQuantity: z.int().min(0),
  originalUnitPriceSet: graphqlMoney,
  discountAllocations: allocations,
  taxLines,
});

const shippingLine = z.object({
  originalPriceSet: graphqlMoney,
  discountAllocations: allocations,
  taxLines,
});

const refund = z.object({
  id: shopifyId,
  createdAt: time,
  refundLineItems: z.array(
    z.object({
      lineItem: z.object({ id: shopifyId }),
      quantity: z.int().min(0),
      subtotalSet: graphqlMoney,
      totalTaxSet: graphqlMoney,
    }),
  ),
  refundShippingLines: z.array(z.object({ subtotalAmountSet: graphqlMoney, taxAmountSet: graphqlMoney })),
  orderAdjustments: z.array(z.object({ amountSet: graphqlMoney, taxAmountSet: graphqlMoney })),
});

const customer = z.object({
  id: shopifyId,
  firstName: textOrNull,
  defaultEmailAddress: z.object({ emailAddress: textOrNull }).nullable(),
});

/** Statuses of a fulfilment that didn't come to be. */
const FAILED = new Set(["CANCELLED", "ERROR", "FAILURE"]);

/** The body of a delivery of our own topic, read. */
export const graphqlOrder = z
  .object({
    id: shopifyId,
    currencyCode: z.string(),
    createdAt: time,
    processedAt: time.nullable(),
    updatedAt: time,
    cancelledAt: time.nullable(),
    displayFinancialStatus: z.string().nullable(),
    displayFulfillmentStatus: z.string().nullable(),
    fulfillments: z.array(z.object({ createdAt: time, status: z.string() })),
    taxesIncluded: z.boolean(),
    totalOutstandingSet: graphqlMoney,
    currentTotalPriceSet: graphqlMoney,
    totalTipReceivedSet: graphqlMoney,
    customer: customer.nullable(),
    email: textOrNull,
    lineItems: z.array(line),
    shippingLines: z.object({ nodes: z.array(shippingLine) }),
    refunds: z.array(refund),
    discountCodes: z.array(z.string()),
  })
  .transform((order): ShopOrder => ({
    id: order.id,
    currency: order.currencyCode,
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    financialStatus: order.displayFinancialStatus?.toLowerCase() ?? null,
    isFulfilled: order.displayFulfillmentStatus === "FULFILLED",
    fulfilments: order.fulfillments
      .filter(({ status }) => !FAILED.has(status))
      .map(({ createdAt }) => createdAt),
    taxesIncluded: order.taxesIncluded,
    outstanding: order.totalOutstandingSet,
    currentTotal: order.currentTotalPriceSet,
    customer: order.customer && {
      id: order.customer.id,
      email: order.customer.defaultEmailAddress?.emailAddress ?? null,
      firstName: order.customer.firstName,
    },
    email: order.email,
    lines: order.lineItems.map((each) => ({
      id: each.id,
      name: each.name,
      productId: each.product?.id ?? null,
      sku: each.sku,
      giftCard: each.isGiftCard,
      // GraphQL marks a tip's line by nothing but its name.
      isTip: each.name === "Tip" && each.product === null && /[1-9]/.test(order.totalTipReceivedSet),
      quantity: each.quantity,
      currentQuantity: each.currentQuantity,
      unitPrice: each.originalUnitPriceSet,
      discounts: each.discountAllocations,
      taxes: each.taxLines,
    })),
    shipping: order.shippingLines.nodes.map((each) => ({
      price: each.originalPriceSet,
      discounts: each.discountAllocations,
      taxes: each.taxLines,
    })),
    refunds: order.refunds.map((each) => ({
      id: each.id,
      createdAt: each.createdAt,
      lines: each.refundLineItems.map(({ lineItem, quantity, subtotalSet, totalTaxSet }) => ({
        lineId: lineItem.id,
        quantity,
        subtotal: subtotalSet,
        tax: totalTaxSet,
      })),
      shipping: each.refundShippingLines.map(({ subtotalAmountSet, taxAmountSet }) => ({
        subtotal: subtotalAmountSet,
        tax: taxAmountSet,
      })),
      adjustments: each.orderAdjustments.map(({ amountSet, taxAmountSet }) => ({
        amount: amountSet,
        tax: taxAmountSet,
      })),
    })),
    discountCodes: order.discountCodes,
  }));
