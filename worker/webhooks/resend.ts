import { sql } from "drizzle-orm";
import { requireEventNumber } from "../events/read-events.ts";
import { guard } from "../database/guard.ts";
import { refusalOf } from "../database/refusal.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { endpointMissing, requireEndpoint } from "./find-endpoint.ts";

const NO_EVENT = "event_missing";

/**
 * Has the endpoint go on after this event: what came later is sent again, what lies before it and was not looked at yet
 * is passed over. Without an event it begins at the beginning. Throws the problems `webhook_endpoint_not_found` and
 * `event_not_found`.
 */
export async function resendAfter(
  context: StoreContext,
  id: string,
  after: string | null,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId } = context;
  const number = after === null ? 0 : requireEventNumber(storeId, after);
  const statements = [
    requireEndpoint(context, id),
    guard(
      database,
      sql`${number} = 0 OR EXISTS (SELECT 1 FROM events WHERE store_id = ${storeId} AND number = ${number})`,
      NO_EVENT,
    ),
    database.run(
      sql`UPDATE webhook_endpoints SET position = ${number} WHERE store_id = ${storeId} AND id = ${id}`,
    ),
  ];
  try {
    return await keyedWrite(context, request, statements, { status: 200, body: { id, lastEventId: after } });
  } catch (error) {
    if (refusalOf(error) === NO_EVENT) throw new Problem("event_not_found");
    return endpointMissing(error);
  }
}
