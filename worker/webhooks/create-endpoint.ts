import { sql } from "drizzle-orm";
import { guard } from "../database/guard.ts";
import { newId } from "../database/id.ts";
import { refusalOf } from "../database/refusal.ts";
import { webhookEndpoints } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { isoTime } from "../members/answers.ts";
import { changedConfiguration } from "../stores/keys.ts";
import { seal } from "../stores/seal.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { EndpointAnswer } from "./answers.ts";
import { newWebhookSecret } from "./signature.ts";

/** Endpoints of one store, those that are off among them: a request that writes serves them all. */
const MOST_ENDPOINTS = 16;

const FULL = "webhook_endpoints_full";

export interface NewEndpoint {
  url: string;
  types: string[] | null;
  description: string | null;
}

/**
 * Makes an endpoint, which gets the events that are written from now on. The answer holds its secret: sealed, as it is
 * kept; `withSecret` opens it. Throws the problem `webhook_endpoint_limit_reached`.
 */
export async function createEndpoint(
  context: StoreContext,
  endpoint: NewEndpoint,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { environment, database, storeId, realNow } = context;
  const sealed = await seal(environment, newWebhookSecret());
  const id = newId("whe", realNow);
  const last = sql`coalesce((SELECT max(number) FROM events WHERE store_id = ${storeId}), 0)`;
  const answer: Omit<EndpointAnswer, "lastEventId"> & { secret: string } = {
    id,
    ...endpoint,
    format: "standard_webhooks",
    enabled: true,
    disabledAt: null,
    disabledBecause: null,
    failingSince: null,
    createdAt: isoTime(realNow),
    secret: sealed,
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
          ...endpoint,
          format: "standard_webhooks",
          secrets: [{ sealed, until: null }],
          position: last,
          createdAt: realNow,
        }),
        changedConfiguration(environment, storeId),
      ],
      {
        status: 201,
        // Told after the write: what was written meanwhile is before it.
        body: sql`(SELECT json_set(${JSON.stringify(answer)}, '$.lastEventId', iif(position = 0, NULL,
            'evt_' || substr(store_id, 5) || printf('%010d', position)))
          FROM webhook_endpoints WHERE store_id = ${storeId} AND id = ${id})`,
      },
    );
  } catch (error) {
    if (refusalOf(error) === FULL) throw new Problem("webhook_endpoint_limit_reached");
    throw error;
  }
}
