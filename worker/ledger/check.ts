/** The queries that say whether the ledger holds: tests, the benchmarks and the API share them. */
import { sql, type SQL } from "drizzle-orm";
import { batch, type Database } from "../database/client.ts";
import { NEVER } from "../program/lot-dates.ts";
import { bookQueries, type Slice } from "./check-books.ts";
import {
  addSums,
  hourProblems,
  positionOf,
  positionText,
  selectEntrySums,
  selectHourSums,
  sumsBefore,
  type SumRow,
} from "./check-hours.ts";

export interface LedgerProblem {
  /** null where it is the store's own figures that don't agree. */
  memberId: string | null;
  /** What does not agree, in a code. */
  problem: string;
  detail: string;
}

export interface LedgerCheck {
  checked: number;
  problems: LedgerProblem[];
  /** Where to go on, or null at the end. It carries sums of what was checked: hand it back as it is. */
  next: string | null;
}

/**
 * Checks the ledger of at most `limit` members of a store, in the order of their ids: promises 2 and 6, and that what
 * other tables say was posted was posted. It begins after `after`, the `next` of the slice before. The last slice
 * compares the hours with the entries of all. A sound ledger gives back no problem; at most 100 are told of each kind.
 */
export async function checkLedger(
  database: Database,
  storeId: string,
  now: number,
  after = "",
  limit = 500,
): Promise<LedgerCheck> {
  const position = positionOf(after);
  const members = await database.all<{ memberId: string }>(
    sql`SELECT member_id AS memberId FROM balances WHERE store_id = ${storeId} AND member_id > ${position.after}
      ORDER BY member_id LIMIT ${limit}`,
  );
  const last = members.length < limit ? undefined : members.at(-1)?.memberId;
  // All in one slice is one moment, so that nothing need be left for later.
  const whole = position.after === "" && last === undefined;
  const before = whole
    ? { before: NEVER, sums: new Map() }
    : position.after === ""
      ? sumsBefore(now)
      : position.carried;
  // A member who joined since is of the last slice.
  const slice: Slice = (member) =>
    sql`store_id = ${storeId} AND ${sql.raw(member)} > ${position.after}${
      last === undefined ? sql`` : sql` AND ${sql.raw(member)} <= ${last}`
    }`;
  const queries = [...problemQueries(storeId, slice("member_id"), now), ...bookQueries(storeId, slice)];
  const [sums, hours, ...found] = await batch(database, [
    database.all<SumRow>(selectEntrySums(slice("member_id"), before?.before ?? 0)),
    database.all<SumRow>(selectHourSums(storeId, last === undefined ? (before?.before ?? 0) : 0)),
    ...queries.map((query) => database.all<LedgerProblem>(sql`${query} LIMIT 100`)),
  ]);
  const carried = before && addSums(before, sums);
  const problems = found.flat();
  if (last === undefined && carried) problems.push(...hourProblems(carried, hours));
  const next = last === undefined ? null : carried ? positionText(last, carried) : last;
  return { checked: members.length, problems, next };
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
    sql`SELECT coalesce(held.member_id, posted_to) AS memberId, 'order_points' AS problem,
        'order ' || coalesce(held.id, about) || ' says ' || coalesce(said, former.forgiven_elsewhere ->> posted_to, 'nothing')
          || ', posted ' || coalesce(sum_posted, 0) AS detail
      FROM (SELECT member_id, id, points + forgiven AS said FROM orders WHERE ${slice}) AS held
      FULL JOIN (
        SELECT member_id AS posted_to, substr(source, 7) AS about, sum(points) AS sum_posted FROM entries
        WHERE ${slice} AND kind IN ('earn', 'refund') AND source LIKE 'order:%' GROUP BY member_id, source
      ) ON posted_to = held.member_id AND about = held.id
      LEFT JOIN orders AS former ON held.id IS NULL AND former.store_id = ${storeId} AND former.id = about
      WHERE coalesce(sum_posted, 0) <> coalesce(said, former.forgiven_elsewhere ->> posted_to, 0)`,
  ];
}
