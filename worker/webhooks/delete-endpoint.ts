import { sql } from "drizzle-orm";
import { Problem } from "../http/problem.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { changedConfiguration } from "../stores/keys.ts";
import { writeCurrent, type StoreContext } from "../stores/store-context.ts";

/**
 * Deletes an endpoint: its address and secrets are gone at once, its deliveries are forgotten by the job. One that was
 * deleted before stays so. Throws the problem `webhook_endpoint_not_found` where there never was one.
 */
export async function deleteEndpoint(context: StoreContext, id: string): Promise<void> {
  const { environment, database, storeId, realNow } = context;
  const thisOne = sql`FROM webhook_endpoints WHERE store_id = ${storeId} AND id = ${id}`;
  const results = await writeCurrent(context, [
    guardConfiguration(database, context.configuration),
    database.run(sql`UPDATE webhook_endpoints SET url = '', description = NULL, secrets = '[]',
        disabled_at = ${realNow}, disabled_because = 'deleted', failing_since = NULL
      WHERE store_id = ${storeId} AND id = ${id} AND disabled_because IS NOT 'deleted'`),
    changedConfiguration(environment, storeId),
    database.all<{ id: string }>(sql`SELECT id ${thisOne}`),
  ]);
  const [row] = results.at(-1) as { id: string }[];
  if (!row) throw new Problem("webhook_endpoint_not_found");
}
