import { sql } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { closeEntry, movesOf, type EntryHead } from "./entry.ts";

/**
 * The statements that bring a member's balance to nothing because the person is gone: what their lots hold lapses, as
 * by an expiry, so that a refund that comes later takes nothing twice; and what they owe is asked of nobody. No entry
 * where there is nothing.
 */
export function forfeit(
  database: Database,
  whose: Pick<EntryHead, "storeId" | "memberId" | "programVersion" | "now">,
): Statement[] {
  const { storeId, memberId, now } = whose;
  const [lapse, writeOff] = [newId("ent", now), newId("ent", now)];
  const common = { ...whose, source: null, reason: { rule: "erased" as const } };
  const lapsed: EntryHead = { ...common, id: lapse, kind: "expire", key: `erased:${lapse}` };
  const writtenOff: EntryHead = { ...common, id: writeOff, kind: "release", key: `erased:${writeOff}` };
  return [
    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points, expiring)
      SELECT store_id, member_id, ${lapse}, id, -remaining, 1 FROM lots INDEXED BY lots_open
      WHERE store_id = ${storeId} AND member_id = ${memberId} AND remaining > 0`),
    database.run(closeEntry(lapsed, sql`sum(points)`, sql`0`, sql`${movesOf(lapsed)} HAVING count(*) > 0`)),
    database.run(
      closeEntry(
        writtenOff,
        sql`debt`,
        sql`-debt`,
        sql`FROM balances WHERE store_id = ${storeId} AND member_id = ${memberId} AND debt > 0`,
      ),
    ),
  ];
}
