import { and, eq, sql } from "drizzle-orm";
import { guard } from "../database/guard.ts";
import { refusalOf } from "../database/refusal.ts";
import { webhookDeliveries } from "../database/schema.ts";
import { requireEventNumber } from "../events/read-events.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { isoTime } from "../members/answers.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { endpointMissing, requireEndpoint } from "./find-endpoint.ts";

const NO_DELIVERY = "webhook_delivery_missing";

/**
 * Has an event sent to an endpoint again at once, whatever became of it, with the whole schedule of attempts before it.
 * An endpoint that is off gets it when it is on. Throws the problems `webhook_endpoint_not_found`, `event_not_found` and
 * `webhook_delivery_not_found`.
 */
export async function retryDelivery(
  context: StoreContext,
  id: string,
  eventId: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, realNow } = context;
  const number = requireEventNumber(storeId, eventId);
  const statements = [
    requireEndpoint(context, id),
    guard(
      database,
      sql`EXISTS (SELECT 1 FROM webhook_deliveries
        WHERE store_id = ${storeId} AND endpoint_id = ${id} AND number = ${number})`,
      NO_DELIVERY,
    ),
    database
      .update(webhookDeliveries)
      .set({ status: "pending", attempts: 0, nextAt: realNow })
      .where(
        and(
          eq(webhookDeliveries.storeId, storeId),
          eq(webhookDeliveries.endpointId, id),
          eq(webhookDeliveries.number, number),
        ),
      ),
  ];
  const body = { eventId, status: "pending", nextAttemptAt: isoTime(realNow) };
  try {
    return await keyedWrite(context, request, statements, { status: 200, body });
  } catch (error) {
    if (refusalOf(error) === NO_DELIVERY) throw new Problem("webhook_delivery_not_found");
    return endpointMissing(error);
  }
}
