import { sql } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import { closeEntry, type EntryHead } from "./entry.ts";

/**
 * The statements that undo a spending: each point goes back to the lot it came from, with that lot's
 * own dates (promise 8). What the member owes by now is repaid first, out of the points that would
 * have expired soonest.
 */
export function giveBack(
  database: Database,
  head: EntryHead,
  points: number,
  spendingId: string,
): Statement[] {
  const { storeId, memberId, id } = head;
  const balance = sql`FROM balances WHERE store_id = ${storeId} AND member_id = ${memberId}`;
  return [
    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points)
      SELECT ${storeId}, ${memberId}, ${id}, lot_id, taken - repaid
      FROM (
        SELECT lot_id, taken, max(0, min(taken, (SELECT debt ${balance}) - before)) AS repaid
        FROM (
          SELECT lot_moves.lot_id AS lot_id, -lot_moves.points AS taken,
            coalesce(sum(-lot_moves.points) OVER (ORDER BY lots.expires_at, lots.granted_at, lots.id
              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
          FROM lot_moves JOIN lots ON lots.store_id = lot_moves.store_id
            AND lots.member_id = lot_moves.member_id AND lots.id = lot_moves.lot_id
          WHERE lot_moves.store_id = ${storeId} AND lot_moves.member_id = ${memberId}
            AND lot_moves.entry_id = ${spendingId}
        )
      )
      WHERE taken > repaid`),
    database.run(closeEntry(head, sql`${points}`, sql`-min(debt, ${points})`, balance)),
  ];
}
