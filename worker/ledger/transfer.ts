import { sql } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import { closeEntry, type EntryHead } from "./entry.ts";
import { spend } from "./spend.ts";

/**
 * The statements that move available points from one member to another, soonest-expiring lots first, each part with
 * the dates of the lot it comes from. What the receiver owes is repaid first, out of the points that would expire
 * soonest. The batch is refused with `insufficient_points` when the sender has fewer.
 *
 * `received.source` names this transfer and nothing else. The receiver's first lot has the id of the entry, the
 * others sort after it: `<entry>.000002`.
 */
export function transfer(
  database: Database,
  sent: EntryHead,
  received: EntryHead & { source: string },
  points: number,
): Statement[] {
  const { storeId, memberId, id, source } = received;
  const balance = sql`FROM balances WHERE store_id = ${storeId} AND member_id = ${memberId}`;
  const inOrder = sql`ORDER BY lots.expires_at, lots.granted_at, lots.id`;
  return [
    ...spend(database, sent, points),
    database.run(sql`INSERT INTO lots
      (store_id, member_id, id, source, granted, granted_at, available_at, expires_at, due_at, warn_at, warned_at, grace, idle_days)
      SELECT ${storeId}, ${memberId}, iif(place = 1, ${id}, ${id} || printf('.%06d', place)), ${source}, taken,
        granted_at, available_at, expires_at, due_at, warn_at, warned_at, grace, idle_days
      FROM (
        SELECT lots.*, -lot_moves.points AS taken, row_number() OVER (${inOrder}) AS place
        FROM lot_moves JOIN lots ON lots.store_id = lot_moves.store_id
          AND lots.member_id = lot_moves.member_id AND lots.id = lot_moves.lot_id
        WHERE lot_moves.store_id = ${storeId} AND lot_moves.member_id = ${sent.memberId}
          AND lot_moves.entry_id = ${sent.id}
      )`),
    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points)
      SELECT ${storeId}, ${memberId}, ${id}, id, granted - repaid
      FROM (
        SELECT id, granted, max(0, min(granted, (SELECT debt ${balance}) - before)) AS repaid
        FROM (
          SELECT id, granted, coalesce(sum(granted) OVER (${inOrder}
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
          FROM lots INDEXED BY lots_of_source
          WHERE store_id = ${storeId} AND member_id = ${memberId} AND source = ${source}
        )
      )
      WHERE granted > repaid`),
    database.run(closeEntry(received, sql`${points}`, sql`-min(debt, ${points})`, balance)),
  ];
}
