/** What the job does for imports: reads on in those that nobody is waiting for, and forgets files. */
import { sql } from "drizzle-orm";
import { databaseOf, type Database } from "../database/client.ts";
import type { Environment } from "../environment.ts";
import { ConfigurationChanged, configurationOf, forgetConfiguration } from "../stores/configuration.ts";
import { storeContext } from "../stores/store-context.ts";
import { runSlice } from "./run.ts";

/** Slices of a run of the job; each asks some 60 queries, one that tells orders some 900. */
const SLICES_A_RUN = 8;
const LONGEST = 10_000;
/** How long a file is kept, milliseconds: for the real run after a dry one. */
const FILES_KEPT = 7 * 86_400_000;
const PARTS_A_RUN = 200;

/**
 * Reads on in the oldest imports that have something to read, as long as it may; and forgets files after seven days: an
 * import that was left half-way is over then. It can stop anywhere and run again, and beside itself.
 */
export async function runImports(environment: Environment, now: number): Promise<void> {
  const database = databaseOf(environment);
  await forgetFiles(database, now);
  const open = await database.all<{ storeId: string; id: string; key: string; tells: number }>(
    sql`SELECT imports.store_id AS storeId, imports.id AS id, store_keys.lookup AS key,
        imports.kind = 'orders' AND settings ->> '$.choices.orders' = 'points' AS tells
      FROM imports INDEXED BY imports_open
      JOIN import_parts ON import_parts.store_id = imports.store_id AND import_parts.import_id = imports.id
        AND import_parts.number = imports.part AND import_parts.text IS NOT NULL
      JOIN store_keys ON store_keys.store_id = imports.store_id AND store_keys.kind = 'publishable' AND revoked_at IS NULL
      WHERE finished_at IS NULL ORDER BY imports.created_at LIMIT ${SLICES_A_RUN}`,
  );
  const stopAt = Date.now() + LONGEST;
  let left = SLICES_A_RUN;
  for (const { storeId, id, key, tells } of open) {
    const configuration = await configurationOf(environment, key, "publishable");
    if (!configuration) continue;
    const context = storeContext(environment, configuration, now);
    try {
      for (let didRead = true; didRead && left > 0 && Date.now() < stopAt; left -= tells ? SLICES_A_RUN : 1)
        ({ didRead } = await runSlice(context, id));
    } catch (error) {
      // One import that can't go on now keeps no other from it. What was read of an older configuration is read anew.
      forgetConfiguration(storeId);
      if (!(error instanceof ConfigurationChanged))
        console.error(JSON.stringify({ import: id, error: error instanceof Error ? error.name : "unknown" }));
    }
  }
}

async function forgetFiles(database: Database, now: number): Promise<void> {
  const old = now - FILES_KEPT;
  await database.run(sql`UPDATE imports SET finished_at = ${now}, carry = '', revision = revision + 1,
      failure = 'The file was not complete after seven days. What was read of it stays; make a new import for the rest.'
    WHERE (store_id, id) IN (SELECT store_id, id FROM imports INDEXED BY imports_open
      WHERE finished_at IS NULL AND created_at < ${old} LIMIT ${PARTS_A_RUN})`);
  await database.run(sql`UPDATE import_parts SET text = NULL WHERE (store_id, import_id, number) IN (
      SELECT import_parts.store_id, import_id, number FROM import_parts INDEXED BY import_parts_age
      JOIN imports ON imports.store_id = import_parts.store_id AND imports.id = import_id AND finished_at IS NOT NULL
      WHERE text IS NOT NULL AND import_parts.created_at < ${old} LIMIT ${PARTS_A_RUN})`);
}
