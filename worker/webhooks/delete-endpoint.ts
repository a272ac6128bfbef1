import { sql } from "drizzle-orm";
import { guardConfiguration } from "../stores/configuration.ts";
import { writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { endpointMissing, requireAnyEndpoint } from "./find-endpoint.ts";

/**
 * Deletes an endpoint: its address and secrets are gone at once, its deliveries are forgotten by the job. One that was
 * deleted before stays so. Throws the problem `webhook_endpoint_not_found` where there never was one.
 */
export async function deleteEndpoint(context: StoreContext, id: string): Promise<void> {
  const { database, storeId, realNow } = context;
  const thisOne = sql`store_id = ${storeId} AND webhook_endpoints.id = ${id} AND disabled_because IS NOT 'deleted'`;
  await writeCurrent(context, [
    guardConfiguration(database, context.configuration),
    requireAnyEndpoint(context, id),
    database.run(sql`UPDATE stores SET configuration_version = configuration_version + 1
      WHERE id = ${storeId} AND EXISTS (SELECT 1 FROM webhook_endpoints WHERE ${thisOne})`),
    database.run(sql`UPDATE webhook_endpoints SET url = '', description = NULL, secrets = '[]', settings = '{}',
        api_key = NULL, api_key_hint = NULL,
        disabled_at = ${realNow}, disabled_because = 'deleted', failing_since = NULL
      WHERE ${thisOne}`),
  ]).catch(endpointMissing);
}
