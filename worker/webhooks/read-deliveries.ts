import { and, desc, eq, getTableColumns, gte, lt, sql } from "drizzle-orm";
import { events, webhookDeliveries } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import type { DeliveryAnswer, DeliveryRow } from "./answers.ts";
import { selectEndpoint } from "./find-endpoint.ts";

/** Deliveries that one page looks through for those of a status. */
const LOOKED_THROUGH = 1000;

export interface DeliveriesPage {
  rows: DeliveryRow[];
  /** The number before which the next page goes on; null at the end. */
  next: number | null;
}

/**
 * At most `limit` deliveries to the endpoint, of events before the one with the number `before`, the latest event first.
 * Throws the problem `webhook_endpoint_not_found`.
 */
export async function readDeliveries(
  context: StoreContext,
  id: string,
  before: number,
  status: DeliveryAnswer["status"] | undefined,
  limit: number,
): Promise<DeliveriesPage> {
  const { database, storeId } = context;
  const ofEndpoint = sql`FROM webhook_deliveries WHERE store_id = ${storeId} AND endpoint_id = ${id}`;
  const looked = status === undefined ? limit : LOOKED_THROUGH;
  const reach = sql<number | null>`(SELECT min(number) FROM (
    SELECT number ${ofEndpoint} AND number < ${before} ORDER BY number DESC LIMIT ${looked}))`;
  const [[endpoint], rows, [end]] = await readCurrent(context, [
    selectEndpoint(context, id),
    database
      .select({ ...getTableColumns(webhookDeliveries), type: events.type })
      .from(webhookDeliveries)
      .innerJoin(
        events,
        and(eq(events.storeId, webhookDeliveries.storeId), eq(events.number, webhookDeliveries.number)),
      )
      .where(
        and(
          eq(webhookDeliveries.storeId, storeId),
          eq(webhookDeliveries.endpointId, id),
          lt(webhookDeliveries.number, before),
          gte(webhookDeliveries.number, reach),
          status === undefined ? undefined : eq(webhookDeliveries.status, status),
        ),
      )
      .orderBy(desc(webhookDeliveries.number))
      .limit(limit + 1),
    database.all<{ reach: number | null; more: number }>(
      sql`SELECT reach, EXISTS (SELECT 1 ${ofEndpoint} AND number < reach) AS more FROM (SELECT ${reach} AS reach)`,
    ),
  ]);
  if (!endpoint) throw new Problem("webhook_endpoint_not_found");
  if (rows.length > limit) return { rows: rows.slice(0, limit), next: rows[limit - 1]?.number ?? null };
  return { rows, next: end?.more ? end.reach : null };
}
