import { sql, type SQL } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";

/**
 * The statements that undo spendings, each of another member: each point goes back to the lot it came from, with that
 * lot's own dates (promise 8). What the member owes by now is repaid first, out of the points that would have expired
 * soonest.
 *
 * `spendings` is a SELECT of `store_id, member_id, entry_id, key, source, program_version, reason, points,
 * spending_id`, the entry being the one that gives back. A member who had two in it would repay their debt twice.
 */
export function giveBackEach(database: Database, spendings: SQL, now: number): Statement[] {
  const owing = sql`FROM (${spendings}) AS undone
    JOIN balances ON balances.store_id = undone.store_id AND balances.member_id = undone.member_id
    JOIN entries AS spending ON spending.store_id = undone.store_id AND spending.member_id = undone.member_id
      AND spending.id = undone.spending_id`;
  // A spending that was partly owed took less than its price. What of that debt was repaid since comes back as points
  // with the dates of the youngest lot: it, or one before it, repaid them.
  const repaidSince = sql`${owing} WHERE spending.debt_change > balances.debt`;
  return [
    database.run(sql`INSERT INTO lots
      (store_id, member_id, id, source, granted, granted_at, available_at, expires_at, due_at, warn_at, grace, idle_days)
      SELECT lots.store_id, lots.member_id, given.entry_id, NULL, given.points, ${now}, ${now}, max(lots.expires_at, ${now}),
        max(lots.due_at, ${now}), lots.warn_at, lots.grace, lots.idle_days
      FROM (
        SELECT undone.store_id AS store_id, undone.member_id AS member_id, undone.entry_id AS entry_id,
          spending.debt_change - balances.debt AS points
        ${repaidSince}
      ) AS given JOIN lots ON lots.store_id = given.store_id AND lots.member_id = given.member_id
        AND lots.id = (SELECT max(id) FROM lots WHERE store_id = given.store_id AND member_id = given.member_id)`),
    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points)
      SELECT store_id, member_id, entry_id, lot_id, taken - repaid
      FROM (
        SELECT *, max(0, min(taken, debt - owed - before)) AS repaid
        FROM (
          SELECT undone.store_id AS store_id, undone.member_id AS member_id, undone.entry_id AS entry_id,
            lot_moves.lot_id AS lot_id, -lot_moves.points AS taken, balances.debt AS debt, spending.debt_change AS owed,
            coalesce(sum(-lot_moves.points) OVER (PARTITION BY undone.entry_id
              ORDER BY lots.expires_at, lots.granted_at, lots.id
              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
          ${owing}
          JOIN lot_moves ON lot_moves.store_id = undone.store_id
            AND lot_moves.member_id = undone.member_id AND lot_moves.entry_id = undone.spending_id
          JOIN lots ON lots.store_id = lot_moves.store_id AND lots.member_id = lot_moves.member_id
            AND lots.id = lot_moves.lot_id
        )
      )
      WHERE taken > repaid
      UNION ALL
      SELECT undone.store_id, undone.member_id, undone.entry_id, undone.entry_id, spending.debt_change - balances.debt
      ${repaidSince}`),
    database.run(sql`INSERT INTO entries
      (store_id, member_id, id, kind, points, debt_change, key, source, program_version, reason, created_at)
      SELECT undone.store_id, undone.member_id, undone.entry_id, 'release', undone.points,
        -min(balances.debt, undone.points), undone.key, undone.source, undone.program_version,
        undone.reason, ${now}
      FROM (${spendings}) AS undone
      JOIN balances ON balances.store_id = undone.store_id AND balances.member_id = undone.member_id`),
  ];
}
