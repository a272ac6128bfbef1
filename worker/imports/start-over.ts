import { sql } from "drizzle-orm";
import { guard } from "../database/guard.ts";
import { refusalOf } from "../database/refusal.ts";
import { Problem } from "../http/problem.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { writeCurrent, type StoreContext } from "../stores/store-context.ts";
import type { ImportRow } from "./answers.ts";
import { findImport } from "./find.ts";

/**
 * Turns a finished dry run into the real one: the same file is read again from its beginning, and written. Asked for
 * again it changes nothing. Throws the problems `import_not_found` and `import_not_ready` before the dry run is over,
 * and where its file is kept no longer.
 */
export async function importForReal(
  context: StoreContext,
  id: string,
): Promise<ImportRow & { received: number }> {
  const { database, storeId } = context;
  const found = await findImport(context, id);
  if (!found.dryRun) return found;
  const thisImport = sql`store_id = ${storeId} AND id = ${id}`;
  try {
    await writeCurrent(context, [
      guardConfiguration(database, context.configuration),
      guard(
        database,
        sql`EXISTS (SELECT 1 FROM imports WHERE ${thisImport} AND dry_run = 1 AND revision = ${found.revision}
            AND finished_at IS NOT NULL AND failure IS NULL)
          AND NOT EXISTS (SELECT 1 FROM import_parts WHERE store_id = ${storeId} AND import_id = ${id} AND text IS NULL)`,
        NOT_READY,
      ),
      database.run(sql`UPDATE imports SET dry_run = 0, round = round + 1, header = NULL, part = 1, position = 0, carry = '',
          row_count = 0, created = 0, changed = 0, unchanged = 0, refused = 0, revision = revision + 1, finished_at = NULL
        WHERE ${thisImport}`),
    ]);
  } catch (error) {
    if (refusalOf(error) !== NOT_READY) throw error;
    const now = await findImport(context, id);
    // Another request was quicker with the same.
    if (!now.dryRun) return now;
    throw new Problem("import_not_ready");
  }
  return findImport(context, id);
}

const NOT_READY = "import_not_ready";
