import { and, eq, sql } from "drizzle-orm";
import { guard } from "../../database/guard.ts";
import { refusalOf } from "../../database/refusal.ts";
import { inbox } from "../../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../../http/idempotency.ts";
import { Problem } from "../../http/problem.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import { inboxItem } from "./answers.ts";
import { readDelivery } from "./read.ts";

const DELIVERY_DONE = "delivery_done";

/**
 * Has a dead delivery worked again, from the first try on; one that waits is due at once. Throws the problems
 * `delivery_not_found` and `delivery_done`, also for one whose body is forgotten.
 */
export async function retryDelivery(
  context: StoreContext,
  id: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, realNow } = context;
  const row = await readDelivery(context, id);
  const due = { status: "waiting" as const, attempts: 0, nextAt: realNow, settledAt: null };
  try {
    return await keyedWrite(
      context,
      request,
      [
        guard(
          database,
          sql`SELECT status <> 'done' AND body IS NOT NULL FROM inbox WHERE store_id = ${storeId} AND id = ${id}`,
          DELIVERY_DONE,
        ),
        database
          .update(inbox)
          .set(due)
          .where(and(eq(inbox.storeId, storeId), eq(inbox.id, id))),
      ],
      { status: 200, body: inboxItem({ ...row, ...due }) },
    );
  } catch (error) {
    if (refusalOf(error) === DELIVERY_DONE) throw new Problem("delivery_done");
    throw error;
  }
}
