/** Refunds that were told without their order: they count in whatever state of it comes, before them or after. */
import { sql } from "drizzle-orm";
import type { Statement } from "../../database/client.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import type { Told, ToldRefund } from "../platform.ts";

/** The refunds that were told by themselves of the orders that are spoken of, by order; one round trip, or none. */
export async function readToldRefunds(
  { database, storeId }: StoreContext,
  told: Told[],
): Promise<Map<string, ToldRefund[]>> {
  const orderIds = told.flatMap((each) => ("orderId" in each ? [each.orderId] : []));
  if (orderIds.length === 0) return new Map();
  return byOrder(
    await database.all<RefundRow>(sql`SELECT order_id AS orderId, refund FROM told_refunds
      WHERE store_id = ${storeId} AND order_id IN (SELECT value FROM json_each(${JSON.stringify(orderIds)}))`),
  );
}

interface RefundRow {
  orderId: string;
  refund: string;
}

function byOrder(rows: RefundRow[]): Map<string, ToldRefund[]> {
  const grouped = Map.groupBy(rows, ({ orderId }) => orderId);
  return new Map(
    [...grouped].map(([orderId, each]) => [
      orderId,
      each.map(({ refund }) => JSON.parse(refund) as ToldRefund),
    ]),
  );
}

/** The statement that notes a refund which was told by itself; one that was noted before stays as it is. */
export function noteToldRefund(
  { database, storeId }: StoreContext,
  orderId: string,
  refund: ToldRefund,
): Statement {
  return database.run(sql`INSERT INTO told_refunds (store_id, order_id, refund_id, refund)
    SELECT ${storeId}, ${orderId}, ${refund.id}, ${JSON.stringify(refund)}
    WHERE NOT EXISTS (SELECT 1 FROM told_refunds
      WHERE store_id = ${storeId} AND order_id = ${orderId} AND refund_id = ${refund.id})`);
}
