import { and, desc, eq, getTableColumns, lt } from "drizzle-orm";
import { events, webhookDeliveries } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import type { DeliveryRow } from "./answers.ts";
import { selectEndpoint } from "./find-endpoint.ts";

/**
 * At most `limit` deliveries to the endpoint, of events before the one with the number `before`, the latest event first.
 * Throws the problem `webhook_endpoint_not_found`.
 */
export async function readDeliveries(
  context: StoreContext,
  id: string,
  before: number,
  limit: number,
): Promise<DeliveryRow[]> {
  const { database, storeId } = context;
  const [[endpoint], rows] = await readCurrent(context, [
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
        ),
      )
      .orderBy(desc(webhookDeliveries.number))
      .limit(limit),
  ]);
  if (!endpoint) throw new Problem("webhook_endpoint_not_found");
  return rows;
}
