import { and, desc, eq, lt, sql } from "drizzle-orm";
import { imports } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import type { ImportRow } from "./answers.ts";

/** The query for imports with how many parts of each are there, the newest first: of one id, or older than `before`. */
export function selectImports(
  { database, storeId }: StoreContext,
  which: { id: string } | { before: string | null; limit: number },
) {
  const received = sql<number>`(SELECT count(*) FROM import_parts
    WHERE import_parts.store_id = ${imports.storeId} AND import_parts.import_id = ${imports.id})`;
  const query = database.select({ row: imports, received: received.as("received") }).from(imports);
  if ("id" in which) return query.where(and(eq(imports.storeId, storeId), eq(imports.id, which.id))).limit(1);
  return query
    .where(
      and(eq(imports.storeId, storeId), which.before === null ? undefined : lt(imports.id, which.before)),
    )
    .orderBy(desc(imports.id))
    .limit(which.limit + 1);
}

/** The import; throws the problem `import_not_found`. */
export async function findImport(
  context: StoreContext,
  id: string,
): Promise<ImportRow & { received: number }> {
  const [[found]] = await readCurrent(context, [selectImports(context, { id })]);
  if (!found) throw new Problem("import_not_found");
  return { ...found.row, received: found.received };
}
