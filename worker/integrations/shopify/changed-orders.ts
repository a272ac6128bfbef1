import { z } from "zod";
import type { Delivery, ShopAccess } from "../platform.ts";
import { adminApi } from "./admin-api.ts";
import { CHANGED_ORDER } from "./topics.ts";

const CHANGED = `query ChangedOrders($since: String!, $after: String) {
  orders(first: 100, after: $after, sortKey: UPDATED_AT, query: $since) {
    nodes { id }
    pageInfo { hasNextPage endCursor }
  }
}`;

const changed = z.object({
  orders: z.object({
    nodes: z.array(z.object({ id: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/**
 * A page of the orders changed at `since` (milliseconds) or later, the earliest change first: each says only that the
 * order changed, and is then read by itself, because one query may not cost what a hundred whole orders do. An order that
 * changes meanwhile moves to the end, where a later page has it again.
 */
export async function changedOrders(
  access: ShopAccess,
  since: number,
  page: string | null,
): Promise<{ deliveries: Delivery[]; next: string | null }> {
  // Shopify keeps whole seconds.
  const from = new Date(Math.floor(since / 1000) * 1000).toISOString();
  const variables = { since: `updated_at:>='${from}'`, after: page };
  const { orders } = await adminApi(access, CHANGED, variables, changed);
  return {
    deliveries: orders.nodes.map(({ id }) => ({ topic: CHANGED_ORDER, body: JSON.stringify({ id }) })),
    next: orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null,
  };
}
