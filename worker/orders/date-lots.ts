import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { NEVER } from "../program/lot-dates.ts";
import { heldFrom, orderDates } from "../program/order-hold.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { Before } from "./before.ts";
import type { Counted } from "./decide.ts";

/**
 * The statement that gives the order's waiting points their dates, once its state brings the day that they wait for. A
 * date that was told is never put off: a later state that names another day changes none.
 */
export function dateLots(
  { database, storeId, configuration }: StoreContext,
  orderId: string,
  before: Before | null,
  { memberId, program, state }: Counted,
): Statement[] {
  if (before?.memberId !== memberId || before.row.points + before.row.forgiven === 0) return [];
  const waited = heldFrom(program.document, before.state) === null;
  if (!waited || heldFrom(program.document, state) === null) return [];
  const dates = orderDates(program.document, configuration.store.timeZone, state);
  return [
    database.run(sql`UPDATE lots INDEXED BY lots_of_source SET available_at = ${dates.availableAt},
        expires_at = ${dates.expiresAt}, due_at = ${dates.dueAt}, warn_at = ${dates.warnAt}, grace = ${dates.grace},
        idle_days = ${dates.idleDays}
      WHERE store_id = ${storeId} AND member_id = ${memberId} AND source = ${`order:${orderId}`}
        AND available_at = ${NEVER}`),
  ];
}
