import { and, eq, sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { refusalOf } from "../database/refusal.ts";
import { webhookEndpoints } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import type { EndpointRow } from "./answers.ts";

/** The endpoint; throws the problem `webhook_endpoint_not_found`. */
export async function findEndpoint(context: StoreContext, id: string): Promise<EndpointRow> {
  const [[row]] = await readCurrent(context, [selectEndpoint(context, id)]);
  if (!row) throw new Problem("webhook_endpoint_not_found");
  return row;
}

/** The query for the store's endpoint, unless it was deleted. */
export function selectEndpoint({ database, storeId }: StoreContext, id: string) {
  return database
    .select()
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.storeId, storeId),
        eq(webhookEndpoints.id, id),
        sql`disabled_because IS NOT 'deleted'`,
      ),
    );
}

/** The query for the store's endpoints, the oldest first. */
export function selectEndpoints({ database, storeId }: StoreContext) {
  return database
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.storeId, storeId), sql`disabled_because IS NOT 'deleted'`))
    .orderBy(webhookEndpoints.id);
}

const MISSING = "webhook_endpoint_missing";

/** The statement that refuses a write about an endpoint which isn't there. */
export function requireEndpoint({ database, storeId }: StoreContext, id: string): Statement {
  return guard(
    database,
    sql`EXISTS (SELECT 1 FROM webhook_endpoints
      WHERE store_id = ${storeId} AND id = ${id} AND disabled_because IS NOT 'deleted')`,
    MISSING,
  );
}

const OTHER_FORMAT = "webhook_endpoint_of_other_format";

/** The statement that refuses a write which is for endpoints of one format alone. */
export function requireFormat(
  { database, storeId }: StoreContext,
  id: string,
  format: EndpointRow["format"],
): Statement {
  return guard(
    database,
    sql`(SELECT format FROM webhook_endpoints WHERE store_id = ${storeId} AND id = ${id}) = ${format}`,
    OTHER_FORMAT,
  );
}

/** The statement that refuses a write about an endpoint which never was there. */
export function requireAnyEndpoint({ database, storeId }: StoreContext, id: string): Statement {
  return guard(
    database,
    sql`EXISTS (SELECT 1 FROM webhook_endpoints WHERE store_id = ${storeId} AND id = ${id})`,
    MISSING,
  );
}

/** Throws the problem that says why a write was refused, else the error itself. */
export function endpointMissing(error: unknown): never {
  if (refusalOf(error) === OTHER_FORMAT) throw new Problem("webhook_endpoint_other_format");
  if (refusalOf(error) === MISSING) throw new Problem("webhook_endpoint_not_found");
  throw error;
}
