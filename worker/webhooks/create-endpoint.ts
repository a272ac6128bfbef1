import { sql } from "drizzle-orm";
import { guard } from "../database/guard.ts";
import { newId } from "../database/id.ts";
import { refusalOf } from "../database/refusal.ts";
import { webhookEndpoints } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { isoTime } from "../members/answers.ts";
import { changedConfiguration } from "../stores/keys.ts";
import { seal, unseal } from "../stores/seal.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { lastEventId, type EndpointAnswer } from "./answers.ts";
import { newWebhookSecret } from "./signature.ts";
import { hintOf, toolColumns, type ToolName, type ToolSettings } from "./tools.ts";

/** Endpoints of one store, those that are off among them: a request that writes serves them all. */
const MOST_ENDPOINTS = 16;

const FULL = "webhook_endpoints_full";

export type NewEndpoint = {
  types: string[] | null;
  description: string | null;
} & ({ format?: "standard_webhooks" | undefined; url: string } | ToolEndpoint);

interface ToolEndpoint {
  format: ToolName;
  apiKey: string;
  settings: ToolSettings;
}

/** What the answer is made from. Answers are kept under their key: so the secret in it stays sealed. */
interface Created {
  endpoint: Omit<EndpointAnswer, "lastEventId">;
  /** null for a mail tool, whose deliveries are not signed. */
  sealed: string | null;
  /** The number of the store's last event. */
  position: number;
}

/** An endpoint just made, with its secret. */
export type NewEndpointAnswer = EndpointAnswer & { secret: string | null };

/**
 * Makes an endpoint, which gets the events that are written from now on; `createdAnswer` makes of it what the store is
 * answered. Throws the problem `webhook_endpoint_limit_reached`.
 */
export async function createEndpoint(
  context: StoreContext,
  endpoint: NewEndpoint,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { environment, database, storeId, realNow } = context;
  const isTool = "apiKey" in endpoint;
  const sealed = isTool ? null : await seal(environment, newWebhookSecret());
  const { types, description } = endpoint;
  const shown = {
    types,
    description,
    ...(isTool
      ? { format: endpoint.format, ...toolColumns(endpoint.format, endpoint.settings) }
      : { format: "standard_webhooks" as const, url: endpoint.url, settings: {} }),
    apiKeyHint: isTool ? hintOf(endpoint.apiKey) : null,
  };
  const id = newId("whe", realNow);
  const last = sql`coalesce((SELECT max(number) FROM events WHERE store_id = ${storeId}), 0)`;
  const made: Created["endpoint"] = {
    id,
    ...shown,
    enabled: true,
    disabledAt: null,
    disabledBecause: null,
    failingSince: null,
    createdAt: isoTime(realNow),
  };
  try {
    return await keyedWrite(
      context,
      request,
      [
        guard(
          database,
          sql`(SELECT count(*) FROM webhook_endpoints
            WHERE store_id = ${storeId} AND disabled_because IS NOT 'deleted') < ${MOST_ENDPOINTS}`,
          FULL,
        ),
        database.insert(webhookEndpoints).values({
          storeId,
          id,
          ...shown,
          apiKey: isTool ? await seal(environment, endpoint.apiKey) : null,
          secrets: sealed === null ? [] : [{ sealed, until: null }],
          position: last,
          createdAt: realNow,
        }),
        changedConfiguration(environment, storeId),
      ],
      {
        status: 201,
        body: sql`json_set(${JSON.stringify({ endpoint: made, sealed })}, '$.position', ${last})`,
      },
    );
  } catch (error) {
    if (refusalOf(error) === FULL) throw new Problem("webhook_endpoint_limit_reached");
    throw error;
  }
}

/** What the store is answered, the same for the same key. */
export async function createdAnswer(
  { environment, storeId }: Pick<StoreContext, "environment" | "storeId">,
  { body }: KeyedAnswer,
): Promise<NewEndpointAnswer> {
  const { endpoint, sealed, position } = body as Created;
  return {
    ...endpoint,
    lastEventId: lastEventId(storeId, position),
    secret: sealed === null ? null : await unseal(environment, sealed),
  };
}
