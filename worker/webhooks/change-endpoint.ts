import { and, eq, sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { webhookEndpoints } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { seal } from "../stores/seal.ts";
import { writeCurrent, type StoreContext } from "../stores/store-context.ts";
import type { EndpointRow } from "./answers.ts";
import { endpointMissing, requireEndpoint, requireFormat, selectEndpoint } from "./find-endpoint.ts";
import { hintOf, toolColumns, type ToolSettings } from "./tools.ts";

/** What changes of an endpoint; what is left out stays. */
export interface EndpointChange {
  /** What it is, where something changes that is of one format alone: the format itself never changes. */
  format?: EndpointRow["format"] | undefined;
  url?: string | undefined;
  apiKey?: string | undefined;
  settings?: ToolSettings | undefined;
  /** null for all. */
  types?: string[] | null | undefined;
  description?: string | null | undefined;
  enabled?: boolean | undefined;
}

/**
 * Changes an endpoint, and gives it back as it is then. One that is switched on again goes on where it stopped, so that
 * it misses nothing. The same change again changes nothing. Throws the problems `webhook_endpoint_not_found` and
 * `webhook_endpoint_other_format`.
 */
export async function changeEndpoint(
  context: StoreContext,
  id: string,
  { format, url, apiKey, settings, types, description, enabled }: EndpointChange,
): Promise<EndpointRow> {
  const { environment, database, storeId, realNow } = context;
  const isOf = format ?? (url === undefined ? undefined : "standard_webhooks");
  const columns: Partial<EndpointRow> = {
    ...(url === undefined ? {} : { url }),
    ...(apiKey === undefined ? {} : { apiKey: await seal(environment, apiKey), apiKeyHint: hintOf(apiKey) }),
    ...(settings === undefined || isOf === undefined || isOf === "standard_webhooks"
      ? {}
      : toolColumns(isOf, settings)),
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
      ...(isOf === undefined ? [] : [requireFormat(context, id, isOf)]),
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
