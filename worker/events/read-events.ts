import { and, asc, eq, getTableColumns, gt, inArray, lte, sql } from "drizzle-orm";
import { events, members } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import type { EventRow } from "./answers.ts";
import { numberOfEvent } from "./event-id.ts";

/** Events that one page looks through: where few are of the types asked for, it may hold less than its limit. */
const LOOKED_THROUGH = 2000;

export interface EventsPage {
  rows: EventRow[];
  /** The number after which the next page begins; null at the end of the log. */
  next: number | null;
}

/**
 * At most `limit` events after the one with the number `after`, in the order in which they were written. That order
 * never changes and has no gaps, whatever is written meanwhile: who goes on from the last one misses none.
 */
export async function readEvents(
  context: StoreContext,
  after: number,
  types: string[] | null,
  limit: number,
): Promise<EventsPage> {
  const { database, storeId } = context;
  const until = after + LOOKED_THROUGH;
  const [rows, [last]] = await readCurrent(context, [
    selectEvents(context)
      .where(
        and(
          eq(events.storeId, storeId),
          gt(events.number, after),
          lte(events.number, until),
          types ? inArray(events.type, types) : undefined,
        ),
      )
      .orderBy(asc(events.number))
      .limit(limit + 1),
    database.all<{ number: number | null }>(
      sql`SELECT max(number) AS number FROM events WHERE store_id = ${storeId}`,
    ),
  ]);
  if (rows.length > limit) return { rows: rows.slice(0, limit), next: rows[limit - 1]?.number ?? null };
  return { rows, next: until < (last?.number ?? 0) ? until : null };
}

/** The event; throws the problem `event_not_found`. */
export async function readEvent(context: StoreContext, id: string): Promise<EventRow> {
  const number = requireEventNumber(context.storeId, id);
  const [[row]] = await readCurrent(context, [
    selectEvents(context).where(and(eq(events.storeId, context.storeId), eq(events.number, number))),
  ]);
  if (!row) throw new Problem("event_not_found");
  return row;
}

/** The number that the id says; throws the problem `event_not_found` where it is no id of this store's events. */
export function requireEventNumber(storeId: string, id: string): number {
  const number = numberOfEvent(storeId, id);
  if (number === null) throw new Problem("event_not_found");
  return number;
}

function selectEvents({ database }: StoreContext) {
  return database
    .select({ ...getTableColumns(events), customerId: members.customerId })
    .from(events)
    .leftJoin(members, and(eq(members.storeId, events.storeId), eq(members.id, events.memberId)));
}
