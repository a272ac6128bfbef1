import { sql } from "drizzle-orm";
import type { Environment } from "../environment.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { isoTime } from "../members/answers.ts";
import { seal, unseal } from "../stores/seal.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { endpointMissing, requireEndpoint, requireFormat } from "./find-endpoint.ts";
import { newWebhookSecret } from "./signature.ts";

/** How long the old secret goes on signing beside the new one, milliseconds. */
const OVERLAP = 24 * 3_600_000;

/** What the answer is made from. Answers are kept under their key: so the secret in it stays sealed. */
interface Rotated {
  id: string;
  sealed: string;
  previousUntil: string;
}

/**
 * Gives the endpoint a new secret. For a day every delivery is signed with the one before, too, and no longer with any
 * older one. `rotatedAnswer` makes of it what the store is answered. Throws `webhook_endpoint_not_found`, and
 * `webhook_endpoint_other_format` for a mail tool.
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
      requireFormat(context, id, "standard_webhooks"),
      database.run(sql`UPDATE webhook_endpoints SET secrets = json_array(
          json_object('sealed', ${sealed}, 'until', NULL),
          json_object('sealed', secrets ->> '$[0].sealed', 'until', CAST(${until} AS INTEGER)))
        WHERE store_id = ${storeId} AND id = ${id}`),
    ],
    { status: 201, body: { id, sealed, previousUntil: isoTime(until) } satisfies Rotated },
  ).catch(endpointMissing);
}

/** What the store is answered, the same for the same key. */
export async function rotatedAnswer(environment: Environment, { body }: KeyedAnswer) {
  const { id, sealed, previousUntil } = body as Rotated;
  return { id, secret: await unseal(environment, sealed), previousUntil };
}
