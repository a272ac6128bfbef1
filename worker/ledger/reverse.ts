import { sql, type SQL } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import type { Program } from "../program/document.ts";
import { closeEntry, movesOf, type EntryHead } from "./entry.ts";
import { takeInSpendingOrder } from "./walk.ts";

/** What a member owes, and what they are spared, when a refund takes more than is left. */
export type DebtRule = Program["debt"];

/** The id and the key of the entry that reverses an expiry, where there is one to reverse. */
export interface Restored {
  id: string;
  key: string;
}

/** What they no longer have is owed, without a limit. */
export const OWED: DebtRule = { policy: "allow_negative", floor: null };

/**
 * The statements that take back points granted for `head.source`: from its own lots first, then from
 * the member's other open lots in spending order; what they no longer have becomes debt, as far as the
 * rule on debt says so. What it spares them is `forgiven`; where it spares all, there is no entry.
 *
 * Points of its own lots that expired meanwhile are gone already and are not taken twice: as far as
 * the refund would have taken them, their expiry is reversed by an entry of its own (`restored`), so
 * that a refund before an expiry and one after it end the same (promise 6).
 */
export function reverse(
  database: Database,
  head: EntryHead,
  points: number,
  restored: Restored,
  rule: DebtRule = OWED,
): Statement[] {
  if (rule.policy === "only_pending") return takeOnlyPending(database, head, points);
  return [
    ...restoreExpired(database, head, points, restored),
    takeFromOwnLots(database, head, points, sql`remaining > 0`),
    database.run(
      takeInSpendingOrder(
        head.storeId,
        head.memberId,
        head.id,
        sql`${points} + (SELECT coalesce(sum(points), 0) ${movesOf(head)})`,
        head.now,
        "available_and_pending",
      ),
    ),
    database.run(closeReversal(head, points, rule)),
  ];
}

/** Whether the rule may spare a member a part of what is taken back. */
export function mayForgive({ policy, floor }: DebtRule): boolean {
  return policy !== "allow_negative" || floor !== null;
}

/** SQL for the points that the reversal, which was to take so many, spared the member: to be read after its statements. */
export function forgiven({ storeId, memberId, id }: EntryHead, points: number): SQL {
  return sql`(${points} + coalesce((SELECT points FROM entries
    WHERE store_id = ${storeId} AND member_id = ${memberId} AND id = ${id}), 0))`;
}

function takeOnlyPending(database: Database, head: EntryHead, points: number): Statement[] {
  const pending = sql`remaining > 0 AND available_at > ${head.now} AND expires_at > ${head.now}`;
  return [takeFromOwnLots(database, head, points, pending), database.run(closeLimited(head, points, sql`0`))];
}

function restoreExpired(
  database: Database,
  head: EntryHead,
  points: number,
  restored: Restored,
): Statement[] {
  const { storeId, memberId } = head;
  const restoredHead: EntryHead = {
    ...head,
    ...restored,
    kind: "expire_reversed",
    reason: { ...head.reason, rule: "expiry_reversed" },
  };
  return [
    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points, expiring)
      SELECT ${storeId}, ${memberId}, ${restored.id}, id, taken - remaining, 1
      FROM (
        SELECT id, remaining, min(remaining + expired, ${points} - before) AS taken
        FROM (SELECT id, remaining, expired, ${before("remaining + expired")} AS before ${ownLots(head)})
        WHERE before < ${points}
      )
      WHERE taken > remaining`),
    database.run(
      closeEntry(restoredHead, sql`sum(points)`, sql`0`, sql`${movesOf(restoredHead)} HAVING count(*) > 0`),
    ),
  ];
}

function takeFromOwnLots(database: Database, head: EntryHead, points: number, which: SQL): Statement {
  return database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points)
    SELECT ${head.storeId}, ${head.memberId}, ${head.id}, id, -min(remaining, ${points} - before)
    FROM (SELECT id, remaining, ${before("remaining")} AS before ${ownLots(head)} AND ${which})
    WHERE before < ${points}`);
}

function closeReversal(head: EntryHead, points: number, rule: DebtRule): SQL {
  const missing = sql`${points} + coalesce(sum(points), 0)`;
  if (!mayForgive(rule)) return closeEntry(head, sql`${-points}`, missing, movesOf(head));
  if (rule.policy === "within_balance") return closeLimited(head, points, sql`0`);
  return closeLimited(
    head,
    points,
    sql`(SELECT max(0, ${rule.floor} - debt) FROM balances
      WHERE store_id = ${head.storeId} AND member_id = ${head.memberId})`,
  );
}

/** Closes with what was taken, and of what is missing at most `most` (SQL) as debt; without an entry where it is nothing. */
function closeLimited(head: EntryHead, points: number, most: SQL): SQL {
  const reason = head.reasonInWrite ?? sql`${JSON.stringify(head.reason)}`;
  return sql`INSERT INTO entries
    (store_id, member_id, id, kind, points, debt_change, key, source, program_version, reason, created_at)
    SELECT ${head.storeId}, ${head.memberId}, ${head.id}, ${head.kind}, -taken - owed, owed, ${head.key}, ${head.source},
      ${head.programVersion},
      iif(taken + owed < ${points},
        json_set(${reason}, '$.forgiven', CAST(${points} - taken - owed AS INTEGER)), ${reason}), ${head.now}
    FROM (SELECT taken, min(${points} - taken, ${most}) AS owed
      FROM (SELECT -coalesce(sum(points), 0) AS taken ${movesOf(head)}))
    WHERE taken + owed > 0`;
}

function ownLots({ storeId, memberId, source }: EntryHead): SQL {
  return sql`FROM lots INDEXED BY lots_of_source WHERE store_id = ${storeId} AND member_id = ${memberId} AND source = ${source}`;
}

/** What the lots spent before this one hold. */
function before(column: "remaining" | "remaining + expired"): SQL {
  return sql`coalesce(sum(${sql.raw(column)}) OVER (ORDER BY expires_at, granted_at, id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)`;
}
