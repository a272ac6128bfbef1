/** The queries that say whether the ledger holds: tests, the benchmarks and the API share them. */
import { sql, type SQL } from "drizzle-orm";
import { batch, type Database } from "../database/client.ts";

export interface LedgerProblem {
  memberId: string;
  /** What does not agree, in a code. */
  problem: string;
  detail: string;
}

export interface LedgerCheck {
  checked: number;
  problems: LedgerProblem[];
  /** The member to go on after, or null at the end. */
  next: string | null;
}

/**
 * Checks promises 2 and 6 for at most `limit` members of a store, in the order of their ids after
 * `after`. A sound ledger gives back no problem; at most 100 are told of each kind.
 */
export async function checkLedger(
  database: Database,
  storeId: string,
  now: number,
  after = "",
  limit = 500,
): Promise<LedgerCheck> {
  const members = await database.all<{ memberId: string }>(
    sql`SELECT member_id AS memberId FROM balances WHERE store_id = ${storeId} AND member_id > ${after}
      ORDER BY member_id LIMIT ${limit}`,
  );
  const last = members.at(-1)?.memberId;
  if (last === undefined) return { checked: 0, problems: [], next: null };
  const slice = sql`store_id = ${storeId} AND member_id > ${after} AND member_id <= ${last}`;
  const [first, ...rest] = problemQueries(storeId, slice, now).map((query) =>
    database.all<LedgerProblem>(sql`${query} LIMIT 100`),
  );
  const found = first ? await batch(database, [first, ...rest]) : [];
  return { checked: members.length, problems: found.flat(), next: members.length < limit ? null : last };
}

/** One query for each way in which two figures that must agree could differ. */
function problemQueries(storeId: string, slice: SQL, now: number): SQL[] {
  return [
    sql`SELECT member_id AS memberId, 'entries_total' AS problem,
        'balance ' || total || ' with debt ' || debt || ', entries ' || coalesce(points, 0)
          || ' with debt ' || coalesce(owed, 0) AS detail
      FROM (SELECT member_id, total, debt FROM balances WHERE ${slice}) LEFT JOIN (
        SELECT member_id, sum(points) AS points, sum(debt_change) AS owed FROM entries
        WHERE ${slice} GROUP BY member_id
      ) USING (member_id) WHERE total <> coalesce(points, 0) OR debt <> coalesce(owed, 0)`,
    sql`SELECT member_id AS memberId, 'lots_total' AS problem,
        'balance ' || total || ', lots ' || coalesce(remaining, 0) || ' less debt ' || debt AS detail
      FROM (SELECT member_id, total, debt FROM balances WHERE ${slice}) LEFT JOIN (
        SELECT member_id, sum(remaining) AS remaining FROM lots WHERE ${slice} GROUP BY member_id
      ) USING (member_id) WHERE total <> coalesce(remaining, 0) - debt`,
    sql`SELECT member_id AS memberId, 'lot_moves' AS problem,
        'lot ' || lot_id || ' holds ' || remaining || ', its moves ' || coalesce(points, 0) AS detail
      FROM (SELECT member_id, id AS lot_id, remaining, expired FROM lots WHERE ${slice}) LEFT JOIN (
        SELECT member_id, lot_id, sum(points) AS points, -sum(points * expiring) AS moved_out FROM lot_moves
        WHERE ${slice} GROUP BY member_id, lot_id
      ) USING (member_id, lot_id) WHERE remaining <> coalesce(points, 0) OR expired <> coalesce(moved_out, 0)`,
    sql`SELECT member_id AS memberId, 'entry_moves' AS problem,
        'entry ' || entry_id || ' is ' || points || ', its moves ' || coalesce(moved, 0)
          || ' less debt ' || debt_change AS detail
      FROM (SELECT member_id, id AS entry_id, points, debt_change FROM entries WHERE ${slice}) LEFT JOIN (
        SELECT member_id, entry_id, sum(points) AS moved FROM lot_moves WHERE ${slice} GROUP BY member_id, entry_id
      ) USING (member_id, entry_id) WHERE points <> coalesce(moved, 0) - debt_change`,
    sql`SELECT member_id AS memberId, 'moves_without_entry' AS problem, 'entry ' || entry_id || ' is not there' AS detail
      FROM (SELECT DISTINCT member_id, entry_id FROM lot_moves WHERE ${slice}) AS moves
      WHERE NOT EXISTS (SELECT 1 FROM entries
        WHERE store_id = ${storeId} AND member_id = moves.member_id AND id = moves.entry_id)`,
    sql`SELECT member_id AS memberId, 'debt_beside_points' AS problem,
        'debt ' || debt || ' beside ' || remaining || ' in lots' AS detail
      FROM (SELECT member_id, debt FROM balances WHERE ${slice} AND debt > 0) JOIN (
        SELECT member_id, sum(remaining) AS remaining FROM lots
        WHERE ${slice} AND remaining > 0 AND expires_at > ${now} GROUP BY member_id
      ) USING (member_id)`,
    sql`SELECT posted.member_id AS memberId, 'order_points' AS problem,
        'order ' || orders.id || ' is worth ' || orders.points || ', posted ' || posted.points AS detail
      FROM (
        SELECT member_id, substr(source, 7) AS order_id, sum(points) AS points FROM entries
        WHERE ${slice} AND kind IN ('earn', 'refund') AND source LIKE 'order:%' GROUP BY member_id, source
      ) AS posted JOIN orders ON orders.store_id = ${storeId} AND orders.id = posted.order_id
      WHERE orders.points <> posted.points OR orders.member_id IS NOT posted.member_id`,
  ];
}
