import { sql } from "drizzle-orm";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { isoTime } from "../members/answers.ts";
import { seal } from "../stores/seal.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { endpointMissing, requireEndpoint } from "./find-endpoint.ts";
import { newWebhookSecret } from "./signature.ts";

/** How long the old secret goes on signing beside the new one, milliseconds. */
const OVERLAP = 24 * 3_600_000;

/**
 * Gives the endpoint a new secret. For a day every delivery is signed with the one before, too, and no longer with any
 * older one. The answer holds the new one: sealed; `withSecret` opens it. Throws `webhook_endpoint_not_found`.
 */
export async function rotateSecret(
  context: StoreContext,
  id: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { environment, database, storeId, realNow } = context;
  const sealed = await seal(environment, newWebhookSecret());
  const until = realNow + OVERLAP;
  return keyedWrite(
    context,
    request,
    [
      requireEndpoint(context, id),
      database.run(sql`UPDATE webhook_endpoints SET secrets = json_array(
          json_object('sealed', ${sealed}, 'until', NULL),
          json_object('sealed', secrets ->> '$[0].sealed', 'until', CAST(${until} AS INTEGER)))
        WHERE store_id = ${storeId} AND id = ${id}`),
    ],
    { status: 201, body: { id, secret: sealed, previousUntil: isoTime(until) } },
  ).catch(endpointMissing);
}
