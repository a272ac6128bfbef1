import { sql, type SQL } from "drizzle-orm";

/** The points of a member that expire next. */
export interface Expiring {
  points: number;
  /** The expiry that the shopper is told, milliseconds. */
  expiresAt: number;
}

/** Lots that are added up: a bound for who has hundreds that expire together. */
const MOST_LOTS = 500;

/**
 * SELECT of what a member loses next after `now` (milliseconds): all that expires together, in one row; none where
 * nothing expires. What nobody warned of in time is not told: it stays for its grace, or until somebody warns.
 */
export function selectExpiring(storeId: string, memberId: string | SQL, now: number): SQL {
  const told = (columns: SQL, end: SQL) => sql`SELECT ${columns} FROM lots INDEXED BY lots_open
    WHERE store_id = ${storeId} AND member_id = ${memberId} AND remaining > 0
      AND expires_at > ${now} AND expires_at < 9007199254740991
      AND (warned_at IS NOT NULL OR due_at > ${now}) ${end}`;
  const next = told(sql`expires_at`, sql`ORDER BY expires_at LIMIT 1`);
  const together = told(
    sql`remaining, iif(warned_at IS NULL, due_at, expires_at) AS told`,
    sql`AND expires_at = (${next}) LIMIT ${MOST_LOTS}`,
  );
  return sql`SELECT sum(remaining) AS points, min(told) AS expiresAt FROM (${together}) HAVING count(*) > 0`;
}
