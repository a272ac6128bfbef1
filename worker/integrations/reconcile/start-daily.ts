import { sql } from "drizzle-orm";
import { write, type Database } from "../../database/client.ts";
import { reconcileRuns } from "../../database/schema.ts";
import { newRun } from "./start.ts";

const DAY = 86_400_000;

/** How far back a run looks that starts by itself, milliseconds: further than a platform goes on sending again. */
const LOOKS_BACK = 2 * DAY;

/** Connections that one run of the job starts with at most; the others come soon after. */
const STARTED_A_RUN = 5;

/**
 * Starts a run for connections whose platform was not asked for a day: of the last two days, and of no time before the
 * store was connected. Two jobs at once start one: the second is refused, and starts none.
 */
export async function startDailyReconciles(database: Database, now: number): Promise<void> {
  const due = await database.all<{ storeId: string; id: string; createdAt: number }>(sql`
    SELECT store_id AS storeId, id, created_at AS createdAt
    FROM connections
    WHERE closed_at IS NULL AND api_credentials IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reconcile_runs
      WHERE reconcile_runs.store_id = connections.store_id AND connection_id = connections.id
        AND (status = 'running' OR started_at > ${now - DAY}))
    LIMIT ${STARTED_A_RUN}`);
  for (const connection of due) {
    const since = Math.max(now - LOOKS_BACK, connection.createdAt);
    await write(database, [database.insert(reconcileRuns).values(newRun(connection, since, now))]);
  }
}
