import { sql, type SQL } from "drizzle-orm";

/**
 * INSERT INTO lot_moves that takes `need` points (SQL) from a member's open lots in the order in
 * which points are spent: soonest to expire, then oldest (promise 8). It steps from lot to lot through
 * the index and stops when it has enough, so that it reads what it takes and not all there is.
 * Where there is too little it takes what there is: the caller refuses, or makes the rest a debt.
 */
export function takeInSpendingOrder(
  storeId: string,
  memberId: string,
  entryId: string,
  need: SQL,
  now: number,
  lots: "available" | "available_and_pending",
): SQL {
  const open = sql`store_id = ${storeId} AND member_id = ${memberId} AND remaining > 0 AND expires_at > ${now}${
    lots === "available" ? sql` AND available_at <= ${now}` : sql``
  }`;
  const inOrder = sql`ORDER BY expires_at, granted_at, id`;
  return sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points)
    WITH RECURSIVE
      wanted (need) AS (SELECT ${need}),
      walk (expires_at, granted_at, id, remaining, before, need) AS (
        SELECT * FROM (
          SELECT expires_at, granted_at, id, remaining, 0, (SELECT need FROM wanted)
          FROM lots INDEXED BY lots_open WHERE ${open} ${inOrder} LIMIT (SELECT need > 0 FROM wanted)
        )
        UNION ALL
        SELECT later.expires_at, later.granted_at, later.id, later.remaining,
          walk.before + walk.remaining, walk.need
        FROM walk JOIN lots AS later
          ON later.store_id = ${storeId} AND later.member_id = ${memberId} AND later.id = (
            SELECT id FROM lots INDEXED BY lots_open
            WHERE ${open} AND (expires_at, granted_at, id) > (walk.expires_at, walk.granted_at, walk.id)
            ${inOrder} LIMIT 1
          )
        WHERE walk.before + walk.remaining < walk.need
      )
    SELECT ${storeId}, ${memberId}, ${entryId}, id, -min(remaining, need - before) FROM walk`;
}
