import { and, eq } from "drizzle-orm";
import { connections } from "../../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../../http/idempotency.ts";
import { changedConfiguration } from "../../stores/keys.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import { connectionAnswer } from "./answers.ts";
import { findConnection } from "./find.ts";

/**
 * Disconnects a shop: its deliveries are refused from then on, and what it was signed and called with is forgotten. What
 * was delivered before is still worked. Throws the problem `connection_not_found`.
 */
export async function closeConnection(
  context: StoreContext,
  id: string,
  origin: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { environment, database, storeId, realNow } = context;
  const closed = {
    webhookSecrets: [],
    apiCredentials: null,
    publishesVouchers: false,
    closedAt: realNow,
  };
  const row = { ...findConnection(context, id), ...closed };
  return keyedWrite(
    context,
    request,
    [
      database
        .update(connections)
        .set(closed)
        .where(and(eq(connections.storeId, storeId), eq(connections.id, id))),
      changedConfiguration(environment, storeId),
    ],
    { status: 200, body: await connectionAnswer(environment, origin, row) },
  );
}
