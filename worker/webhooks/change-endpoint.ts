import { and, eq, sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { webhookEndpoints } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { writeCurrent, type StoreContext } from "../stores/store-context.ts";
import type { EndpointRow } from "./answers.ts";
import { endpointMissing, requireEndpoint, selectEndpoint } from "./find-endpoint.ts";

/** What changes of an endpoint; what is left out stays. */
export interface EndpointChange {
  url?: string | undefined;
  /** null for all. */
  types?: string[] | null | undefined;
  description?: string | null | undefined;
  enabled?: boolean | undefined;
}

/**
 * Changes an endpoint, and gives it back as it is then. One that is switched on again goes on where it stopped, so that
 * it misses nothing. The same change again changes nothing. Throws the problem `webhook_endpoint_not_found`.
 */
export async function changeEndpoint(
  context: StoreContext,
  id: string,
  { url, types, description, enabled }: EndpointChange,
): Promise<EndpointRow> {
  const { database, storeId, realNow } = context;
  const columns: Partial<EndpointRow> = {
    ...(url === undefined ? {} : { url }),
    ...(types === undefined ? {} : { types }),
    ...(description === undefined ? {} : { description }),
  };
  const thisOne = and(eq(webhookEndpoints.storeId, storeId), eq(webhookEndpoints.id, id));
  const statements: Statement[] =
    Object.keys(columns).length > 0 ? [database.update(webhookEndpoints).set(columns).where(thisOne)] : [];
  if (enabled === true)
    statements.push(
      database
        .update(webhookEndpoints)
        .set({ disabledAt: null, disabledBecause: null, failingSince: null })
        .where(and(thisOne, sql`disabled_at IS NOT NULL`)),
    );
  if (enabled === false)
    statements.push(
      database
        .update(webhookEndpoints)
        .set({ disabledAt: realNow, disabledBecause: "store" })
        .where(and(thisOne, sql`disabled_at IS NULL`)),
    );
  try {
    const results = await writeCurrent(context, [
      guardConfiguration(database, context.configuration),
      requireEndpoint(context, id),
      ...statements,
      selectEndpoint(context, id),
    ]);
    const [row] = results.at(-1) as EndpointRow[];
    if (!row) throw new Problem("webhook_endpoint_not_found");
    return row;
  } catch (error) {
    return endpointMissing(error);
  }
}
