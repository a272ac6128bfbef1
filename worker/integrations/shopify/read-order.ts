import { z } from "zod";
import { PlatformRefused, PlatformUnavailable, type Delivery, type ShopAccess } from "../platform.ts";
import { adminApi } from "./admin-api.ts";
import { READ_ORDER } from "./topics.ts";

const MONEY = "{ shopMoney { amount } }";

/** A page stays far below what one query may cost, which is 1,000 points: a line is some ten of them. */
const LINES = `
  lineItems(first: 50, after: $after) {
    nodes {
      id name sku isGiftCard quantity currentQuantity
      product { id }
      originalUnitPriceSet ${MONEY}
      discountAllocations { allocatedAmountSet ${MONEY} }
      taxLines { priceSet ${MONEY} }
    }
    pageInfo { hasNextPage endCursor }
  }`;

const ORDER = `query Order($id: ID!, $after: String) {
  order(id: $id) {
    id currencyCode createdAt processedAt updatedAt cancelledAt
    displayFinancialStatus displayFulfillmentStatus taxesIncluded email discountCodes
    fulfillments(first: 20) { createdAt status }
    totalOutstandingSet ${MONEY}
    currentTotalPriceSet ${MONEY}
    totalTipReceivedSet ${MONEY}
    customer { id firstName defaultEmailAddress { emailAddress } }
    shippingLines(first: 10) {
      nodes {
        originalPriceSet ${MONEY}
        discountAllocations { allocatedAmountSet ${MONEY} }
        taxLines { priceSet ${MONEY} }
      }
    }
    refunds(first: 100) { id createdAt }
    ${LINES}
  }
}`;

const MORE_LINES = `query OrderLines($id: ID!, $after: String) {
  order(id: $id) { updatedAt ${LINES} }
}`;

const REFUND = `query Refund($id: ID!, $after: String) {
  refund(id: $id) {
    refundLineItems(first: 50, after: $after) {
      nodes { quantity lineItem { id } subtotalSet ${MONEY} totalTaxSet ${MONEY} }
      pageInfo { hasNextPage endCursor }
    }
    refundShippingLines(first: 10) { nodes { subtotalAmountSet ${MONEY} taxAmountSet ${MONEY} } }
    orderAdjustments(first: 10) { nodes { amountSet ${MONEY} taxAmountSet ${MONEY} } }
  }
}`;

const nodes = z.object({ nodes: z.array(z.unknown()) });
const page = nodes.extend({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});
const orderPage = z.looseObject({
  updatedAt: z.string(),
  lineItems: page,
  refunds: z.array(z.looseObject({ id: z.string() })).optional(),
});
const refundPage = z.object({
  refundLineItems: page,
  refundShippingLines: nodes,
  orderAdjustments: nodes,
});

/** Not the same as there being none: an order that is older is as if it weren't there. */
const NOT_SHOWN =
  "Shopify shows no such order. It is older than 60 days and the access token lacks the scope read_all_orders, or it was deleted there, which only cancelled and test orders can be.";

/** The most pages of one list: an order has at most 500 lines. */
const MOST_PAGES = 11;

/**
 * The order as it stands over there, as a delivery of our own topic; null for what is no order's id. Throws
 * PlatformRefused where Shopify shows none. A call for every 50 lines and for each refund, for one query may not cost
 * more.
 */
export async function readOrder(access: ShopAccess, orderId: string): Promise<Delivery | null> {
  if (!/^\d{1,32}$/.test(orderId)) return null;
  const id = `gid://shopify/Order/${orderId}`;
  const { order } = await adminApi(access, ORDER, { id }, z.object({ order: orderPage.nullable() }));
  if (!order) throw new PlatformRefused(NOT_SHOWN);
  const lineItems = await remaining(order.lineItems, async (after) => {
    const more = await adminApi(access, MORE_LINES, { id, after }, z.object({ order: orderPage }));
    // Pages of two different states would make an order that never was.
    if (more.order.updatedAt !== order.updatedAt)
      throw new PlatformUnavailable("The order was changed while it was read.");
    return more.order.lineItems;
  });
  const refunds = [];
  for (const refund of order.refunds ?? [])
    refunds.push({ ...refund, ...(await readRefund(access, refund.id)) });
  return { topic: READ_ORDER, body: JSON.stringify({ ...order, lineItems, refunds }) };
}

async function readRefund(access: ShopAccess, id: string) {
  const read = async (after: string | null) =>
    (await adminApi(access, REFUND, { id, after }, z.object({ refund: refundPage }))).refund;
  const first = await read(null);
  const refundLineItems = await remaining(
    first.refundLineItems,
    async (after) => (await read(after)).refundLineItems,
  );
  const { refundShippingLines, orderAdjustments } = first;
  return {
    refundLineItems,
    refundShippingLines: refundShippingLines.nodes,
    orderAdjustments: orderAdjustments.nodes,
  };
}

type Page = z.output<typeof page>;

/** The nodes of the page and of all that follow. */
async function remaining(first: Page, next: (after: string) => Promise<Page>): Promise<unknown[]> {
  const found = [...first.nodes];
  let { hasNextPage, endCursor } = first.pageInfo;
  for (let pages = 1; hasNextPage && endCursor !== null; pages++) {
    if (pages === MOST_PAGES) throw new PlatformRefused("The order has more lines than are read.");
    const more = await next(endCursor);
    found.push(...more.nodes);
    ({ hasNextPage, endCursor } = more.pageInfo);
  }
  return found;
}
