/** The order's row, and those of others that share a cap with it. */
import { and, eq, sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { orders } from "../database/schema.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { ChangedOther } from "./others-changed.ts";
import type { OrderRow } from "./read-order.ts";

/** The code with which a write is refused that was decided from an earlier revision of the order. */
export const ORDER_CHANGED = "order_changed";

/** The statements that write the order as it will stand; refused where it is no longer as it was read. */
export function storeOrder(
  { database, storeId }: StoreContext,
  row: OrderRow,
  stored: OrderRow | null,
): Statement[] {
  // A first write is kept from being doubled by the key.
  if (!stored) return [database.insert(orders).values(row)];
  return [
    guard(
      database,
      sql`SELECT revision = ${stored.revision} FROM orders WHERE store_id = ${storeId} AND id = ${row.id}`,
      ORDER_CHANGED,
    ),
    database
      .update(orders)
      .set(changed(stored, row))
      .where(and(eq(orders.storeId, storeId), eq(orders.id, row.id))),
  ];
}

/** The statements that write what other orders of a member come to by now. The caller has guarded the member's orders. */
export function storeOthers({ database, storeId, now }: StoreContext, others: ChangedOther[]): Statement[] {
  return others.map(({ id, points, forgiven, revision }) =>
    database
      .update(orders)
      .set({ points, forgiven, revision, changedAt: now })
      .where(and(eq(orders.storeId, storeId), eq(orders.id, id))),
  );
}

export type Posted = Pick<OrderRow, "posted" | "forgiven">;

/** The query for what the write posted for the order, and spared its member. */
export function selectPosted({ database, storeId }: StoreContext, orderId: string): Statement {
  return database
    .select({ posted: orders.posted, forgiven: orders.forgiven })
    .from(orders)
    .where(and(eq(orders.storeId, storeId), eq(orders.id, orderId)));
}

/** What is to be written: an index is only written where one of its columns is among it. */
function changed(before: OrderRow, after: OrderRow): Partial<OrderRow> {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([column, value]) => JSON.stringify(value) !== JSON.stringify(before[column as keyof OrderRow]),
    ),
  );
}
