import { sql } from "drizzle-orm";
import type { Database } from "../database/client.ts";

/** How long the log of deliveries is kept, milliseconds. The events are kept for ever. */
const KEPT = 30 * 86_400_000;

/** Endpoints that a run looks at, and deliveries of each that it may forget. */
const ENDPOINTS_A_RUN = 8;
const DELIVERIES_A_RUN = 500;

/** Forgets deliveries of long ago that are done with, of some endpoints; and all of endpoints that were deleted. */
export async function forgetOldDeliveries(database: Database, now: number): Promise<void> {
  const some = await database.all<{ storeId: string; id: string }>(
    sql`SELECT store_id AS storeId, id FROM webhook_endpoints ORDER BY random() LIMIT ${ENDPOINTS_A_RUN}`,
  );
  for (const { storeId, id } of some) {
    const isDeleted = sql`(SELECT disabled_because IS 'deleted' FROM webhook_endpoints
      WHERE store_id = ${storeId} AND id = ${id})`;
    // The first of them by number are the oldest.
    await database.run(sql`DELETE FROM webhook_deliveries WHERE (store_id, endpoint_id, number) IN (
        SELECT store_id, endpoint_id, number FROM webhook_deliveries
        WHERE store_id = ${storeId} AND endpoint_id = ${id} ORDER BY number LIMIT ${DELIVERIES_A_RUN})
      AND ((status <> 'pending' AND last_at < ${now - KEPT}) OR ${isDeleted})`);
  }
}
