import { sql, type SQL } from "drizzle-orm";

/** What a member has: points to spend, points on their way, and points owed. */
export interface Balance {
  available: number;
  pending: number;
  debt: number;
}

/**
 * SELECT of a member's balance at `now` (milliseconds): one row `available, pending, debt`, none for
 * an unknown member. The clock decides, not a job (promise 7): points whose expiry nobody has posted
 * yet don't count. It reads the lots that wait or have lapsed, never the ones that are simply there.
 */
export function selectBalance(storeId: string, memberId: string | SQL, now: number): SQL {
  // The index is named, because by its own estimate SQLite may as well read every open lot.
  const lots = (index: "lots_pending" | "lots_open") =>
    sql`SELECT coalesce(sum(remaining), 0) FROM lots INDEXED BY ${sql.raw(index)}
      WHERE store_id = ${storeId} AND member_id = ${memberId} AND remaining > 0`;
  // Materialised, because SQLite would otherwise count what is pending once for each time it is named.
  return sql`WITH held AS MATERIALIZED (
      SELECT total, debt,
        (${lots("lots_pending")} AND available_at > ${now} AND expires_at > ${now}) AS pending,
        (${lots("lots_open")} AND expires_at <= ${now}) AS lapsed
      FROM balances WHERE store_id = ${storeId} AND member_id = ${memberId}
    )
    SELECT total + debt - pending - lapsed AS available, pending, debt FROM held`;
}
