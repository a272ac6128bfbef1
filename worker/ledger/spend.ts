import { sql } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import { closeEntry, movesOf, type EntryHead } from "./entry.ts";
import { guard } from "../database/guard.ts";
import { takeInSpendingOrder } from "./walk.ts";

/** The code with which a batch is refused that would spend more than is available. */
export const INSUFFICIENT_POINTS = "insufficient_points";

/**
 * The statements that spend a member's available points, soonest-expiring lots first. The batch is
 * refused with `insufficient_points` when fewer are available at `head.now` (promise 3).
 */
export function spend(database: Database, head: EntryHead, points: number): Statement[] {
  const { storeId, memberId, id, now } = head;
  return [
    database.run(takeInSpendingOrder(storeId, memberId, id, sql`${points}`, now, "available")),
    guard(
      database,
      sql`(SELECT coalesce(sum(points), 0) ${movesOf(head)}) = ${-points}`,
      INSUFFICIENT_POINTS,
    ),
    database.run(closeEntry(head, sql`${-points}`, sql`0`, sql``)),
  ];
}
