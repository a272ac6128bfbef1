/** Bodies hold personal data: they are kept no longer than they are needed. */
import { sql, type SQL } from "drizzle-orm";
import type { Database, Statement } from "../../database/client.ts";

/** How long the body of a delivery is kept after it was done, milliseconds. */
const BODIES_KEPT = 30 * 86_400_000;
const BODIES_A_RUN = 500;

/** The statement that forgets bodies of deliveries which were done a month ago, some of them at a time. */
export function forgetOldBodies(database: Database, now: number): Statement {
  return database.run(sql`UPDATE inbox SET body = NULL WHERE (store_id, id) IN (
    SELECT store_id, id FROM inbox WHERE status = 'done' AND body IS NOT NULL AND settled_at < ${now - BODIES_KEPT}
    LIMIT ${BODIES_A_RUN})`);
}

/** The statement that forgets settled deliveries which `which` is true of: what they said, of whom, and about what. */
export function forgetDeliveries(storeId: string, which: SQL): SQL {
  return sql`UPDATE inbox SET body = NULL, person = NULL, subject = NULL
    WHERE store_id = ${storeId} AND status <> 'waiting' AND ${which}`;
}
