import { sql } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import { closeEntry, movesOf, type EntryHead } from "./entry.ts";
import { takeInSpendingOrder } from "./walk.ts";

/**
 * The statements that take back points granted for `head.source`: from its own lots first, then from
 * the member's other open lots in spending order; what they no longer have becomes debt.
 *
 * Points of its own lots that expired meanwhile are gone already and are not taken twice: as far as
 * the refund would have taken them, their expiry is reversed by an entry of its own (`restored`), so
 * that a refund before an expiry and one after it end the same (promise 6).
 */
export function reverse(
  database: Database,
  head: EntryHead,
  points: number,
  restored: { id: string; key: string },
): Statement[] {
  const { storeId, memberId, id, source, now } = head;
  const restoredHead: EntryHead = {
    ...head,
    ...restored,
    kind: "expire_reversed",
    reason: { ...head.reason, rule: "expiry_reversed" },
  };
  const ownLots = sql`FROM lots INDEXED BY lots_of_source WHERE store_id = ${storeId} AND member_id = ${memberId} AND source = ${source}`;
  const before = (column: "remaining" | "remaining + expired") =>
    sql`coalesce(sum(${sql.raw(column)}) OVER (ORDER BY expires_at, granted_at, id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)`;
  return [
    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points, expiring)
      SELECT ${storeId}, ${memberId}, ${restored.id}, id, taken - remaining, 1
      FROM (
        SELECT id, remaining, min(remaining + expired, ${points} - before) AS taken
        FROM (SELECT id, remaining, expired, ${before("remaining + expired")} AS before ${ownLots})
        WHERE before < ${points}
      )
      WHERE taken > remaining`),
    database.run(
      closeEntry(restoredHead, sql`sum(points)`, sql`0`, sql`${movesOf(restoredHead)} HAVING count(*) > 0`),
    ),
    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points)
      SELECT ${storeId}, ${memberId}, ${id}, id, -min(remaining, ${points} - before)
      FROM (SELECT id, remaining, ${before("remaining")} AS before ${ownLots} AND remaining > 0)
      WHERE before < ${points}`),
    database.run(
      takeInSpendingOrder(
        storeId,
        memberId,
        id,
        sql`${points} + (SELECT coalesce(sum(points), 0) ${movesOf(head)})`,
        now,
        "available_and_pending",
      ),
    ),
    database.run(closeEntry(head, sql`${-points}`, sql`${points} + coalesce(sum(points), 0)`, movesOf(head))),
  ];
}
