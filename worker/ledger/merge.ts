import { sql, type SQL } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { closeEntry, movesOf, type EntryHead, type EntryKind, type Rule } from "./entry.ts";
import { takeInSpendingOrder } from "./walk.ts";

/** The code with which an entry for a member is refused who was merged into another. */
export const MEMBER_MERGED = "member_merged";

export interface LedgerMerge {
  storeId: string;
  /** The members' ids. */
  from: string;
  into: string;
  programVersion: number;
  now: number;
  /** SELECT of `source, posted, program_version, reason`: of what goes along, what was posted for it to `from`. */
  sources: SQL;
  /** SELECT of `id, entry_id`: spendings of `from` that may still be given back. */
  spendings: SQL;
}

export interface MergedLedgers {
  statements: Statement[];
  /** The id that the entry of a spending (SQL that gives the spending's `id`) has with the member who gets it. */
  entryOf: (spendingId: SQL) => SQL;
}

/**
 * The statements that carry all that one member has over to another, and leave the first with nothing:
 *
 * - every lot with the dates it has, and with what of it has expired or may be given back, so that a refund and a
 *   cancelled redemption find there what they would have found here;
 * - the debt, which the points of both then repay;
 * - for each source (an order, a referral, a tier's bonus) what was posted for it, so that its figure still is the sum of
 *   its entries with the member whose it is. Those entries move no points: debt that is made and repaid within the write
 *   stands for what was spent meanwhile.
 *
 * All of it is decided by what is there when it is written. The caller guards that neither was merged before.
 */
export function mergeLedgers(database: Database, merge: LedgerMerge): MergedLedgers {
  const { storeId, from, into, now, sources, spendings } = merge;
  // In the order in which they are to be read.
  const gone = headOf(merge, into, "expire", "gone", "merge_carried");
  const spent = headOf(merge, into, "redeem", "spent", "merge_carried");
  const stands = headOf(merge, into, "redeem", "stands", "merge_carried");
  const posted = headOf(merge, into, "earn", "in", "merge_carried");
  const received = headOf(merge, into, "earn", "received", "merge_received");
  const owed = headOf(merge, into, "refund", "owed", "merge_received");
  const repaying = headOf(merge, into, "redeem", "repaying", "merge_carried");
  const repaid = headOf(merge, into, "earn", "repaid", "merge_carried");
  const taken = headOf(merge, from, "refund", "out", "merge_carried");
  const cleared = headOf(merge, from, "release", "cleared", "merge_carried");
  const sent = headOf(merge, from, "redeem", "sent", "merge_sent");
  const settled = headOf(merge, from, "release", "settled", "merge_sent");

  const lot = (id: SQL) => sql`${received.id} || '.' || ${id}`;
  const standing = sql`(${spendings}) AS standing JOIN lot_moves ON lot_moves.store_id = ${storeId}
    AND lot_moves.member_id = ${from} AND lot_moves.entry_id = standing.entry_id`;
  const spending = sql`(${spendings}) AS standing JOIN entries AS spending ON spending.store_id = ${storeId}
    AND spending.member_id = ${from} AND spending.id = standing.entry_id`;
  const debtOf = (memberId: string) =>
    sql`FROM balances WHERE store_id = ${storeId} AND member_id = ${memberId} AND debt > 0`;
  const some = (head: EntryHead) => sql`${movesOf(head)} HAVING count(*) > 0`;

  const entryOf = (id: SQL) => sql`${stands.id} || '.' || ${id}`;
  const statements = [
    // What expired of a lot without a source is nobody's question any more.
    database.run(sql`INSERT INTO lots
      (store_id, member_id, id, source, granted, granted_at, available_at, expires_at, due_at, warn_at, warned_at, grace, idle_days)
      SELECT ${storeId}, ${into}, ${lot(sql`id`)}, source, held, granted_at, available_at, expires_at, due_at, warn_at,
        warned_at, grace, idle_days
      FROM (
        SELECT lots.*, remaining + iif(source IS NULL, 0, expired) + coalesce(taken, 0) AS held
        FROM lots LEFT JOIN (SELECT lot_id, -sum(lot_moves.points) AS taken FROM ${standing} GROUP BY lot_id) AS spent
          ON spent.lot_id = lots.id
        WHERE lots.store_id = ${storeId} AND lots.member_id = ${from}
      ) WHERE held > 0`),
    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points)
      SELECT ${storeId}, ${into}, ${received.id}, id, granted FROM lots
      WHERE store_id = ${storeId} AND member_id = ${into} AND id > ${`${received.id}.`} AND id < ${`${received.id}/`}`),
    database.run(closeEntry(received, sql`sum(points)`, sql`0`, some(received))),
    // Each spending that stands took from the same lots.
    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points)
      SELECT ${storeId}, ${into}, ${entryOf(sql`standing.id`)}, ${lot(sql`lot_moves.lot_id`)}, lot_moves.points
      FROM ${standing}`),
    database.run(sql`INSERT INTO entries
      (store_id, member_id, id, kind, points, debt_change, key, source, program_version, reason, created_at)
      SELECT ${storeId}, ${into}, ${entryOf(sql`standing.id`)}, spending.kind, spending.points, spending.debt_change,
        ${stands.key} || ':' || standing.id, NULL, spending.program_version,
        json_set(spending.reason, '$.rule', 'merge_carried'), ${now}
      FROM ${spending}`),
    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points, expiring)
      SELECT ${storeId}, ${into}, ${gone.id}, ${lot(sql`id`)}, -expired, 1 FROM lots
      WHERE store_id = ${storeId} AND member_id = ${from} AND source IS NOT NULL AND expired > 0`),
    database.run(closeEntry(gone, sql`sum(points)`, sql`0`, some(gone))),
    // What was posted for the sources and is not there any more; and debt that a spending made, which is counted below.
    database.run(sql`INSERT INTO entries
      (store_id, member_id, id, kind, points, debt_change, key, source, program_version, reason, created_at)
      SELECT ${storeId}, ${into}, ${spent.id}, iif(posted > made, 'redeem', 'earn'), made - posted, posted - made,
        ${spent.key}, NULL, ${spent.programVersion}, ${JSON.stringify(spent.reason)}, ${now}
      FROM (SELECT (SELECT coalesce(sum(posted), 0) FROM (${sources})) AS posted,
        (SELECT coalesce(sum(spending.debt_change), 0) FROM ${spending}) AS made)
      WHERE posted <> made`),
    database.run(perSource(posted, sources, sql`posted`)),
    database.run(closeEntry(owed, sql`-debt`, sql`debt`, debtOf(from))),
    database.run(
      takeInSpendingOrder(
        storeId,
        into,
        repaying.id,
        sql`coalesce((SELECT debt ${debtOf(into)}), 0)`,
        now,
        "available_and_pending",
      ),
    ),
    database.run(closeEntry(repaying, sql`sum(points)`, sql`0`, some(repaying))),
    database.run(closeEntry(repaid, sql`-sum(points)`, sql`sum(points)`, some(repaying))),

    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points)
      SELECT ${storeId}, ${from}, ${sent.id}, id, -remaining FROM lots INDEXED BY lots_open
      WHERE store_id = ${storeId} AND member_id = ${from} AND remaining > 0`),
    database.run(closeEntry(sent, sql`sum(points)`, sql`0`, some(sent))),
    database.run(closeEntry(settled, sql`debt`, sql`-debt`, debtOf(from))),
    database.run(perSource(taken, sources, sql`-posted`)),
    database.run(closeEntry(cleared, sql`debt`, sql`-debt`, debtOf(from))),
  ];
  return { statements, entryOf };
}

/** An entry for each source, which moves nothing: `points` (SQL) of it, and as much less debt. */
function perSource(head: EntryHead, sources: SQL, points: SQL): SQL {
  return sql`INSERT INTO entries
    (store_id, member_id, id, kind, points, debt_change, key, source, program_version, reason, created_at)
    SELECT ${head.storeId}, ${head.memberId}, ${head.id} || printf('.%06d', row_number() OVER (ORDER BY source)),
      ${head.kind}, ${points}, -(${points}), ${head.key} || ':' || source, source, program_version, reason, ${head.now}
    FROM (${sources})`;
}

function headOf(
  { storeId, from, programVersion, now }: LedgerMerge,
  memberId: string,
  kind: EntryKind,
  part: string,
  rule: Rule,
): EntryHead {
  const key = `merge:${from}:${part}`;
  return {
    storeId,
    memberId,
    id: newId("ent", now),
    kind,
    key,
    source: null,
    programVersion,
    reason: { rule },
    now,
  };
}
