import { sql } from "drizzle-orm";
import type { Database } from "./database/client.ts";
import { postExpiries } from "./ledger/expire.ts";

/** Lots a statement takes, and slices a run: well under D1's 30 seconds and 1,000 queries. */
const LOTS_A_SLICE = 500;
const SLICES_A_RUN = 100;

/** How long an answer is kept under its Idempotency-Key, milliseconds. */
const ANSWERS_KEPT = 30 * 86_400_000;
const ANSWERS_A_RUN = 5000;

/**
 * Posts what time has made true by `now` (milliseconds), and forgets answers nobody will ask for again.
 * Nothing depends on its running; it can stop anywhere and run again.
 */
export async function scheduled(database: Database, now: number): Promise<void> {
  for (let slice = 0; slice < SLICES_A_RUN; slice++)
    if ((await postExpiries(database, now, LOTS_A_SLICE)) < LOTS_A_SLICE) break;
  await database.run(sql`DELETE FROM idempotency_keys WHERE (store_id, scope, key) IN (
    SELECT store_id, scope, key FROM idempotency_keys WHERE created_at < ${now - ANSWERS_KEPT} LIMIT ${ANSWERS_A_RUN})`);
}
