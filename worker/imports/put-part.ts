import { and, eq, sql } from "drizzle-orm";
import { guard } from "../database/guard.ts";
import { sha256 } from "../database/hash.ts";
import { refusalOf } from "../database/refusal.ts";
import { importParts } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { findImport } from "./find.ts";
import type { ImportRow } from "./answers.ts";

export interface Part {
  number: number;
  text: string;
  /** Whether the file ends with it. */
  last: boolean;
}

/** The most parts of a file: 1,000,000 rows of 256 bytes are 1,000 of them. */
export const MOST_PARTS = 10_000;

/**
 * Takes a part of the file. The same part again changes nothing. Throws the problems `import_not_found`, and
 * `import_part_refused` where another part of the number is there, one after the last, or the import is over.
 */
export async function putPart(
  context: StoreContext,
  id: string,
  { number, text, last }: Part,
): Promise<ImportRow & { received: number }> {
  const { database, storeId, realNow } = context;
  const hash = await sha256(text);
  const theImport = sql`FROM imports WHERE store_id = ${storeId} AND id = ${id}`;
  const others = sql`SELECT 1 FROM import_parts WHERE store_id = ${storeId} AND import_id = ${id}`;
  try {
    await writeCurrent(context, [
      guardConfiguration(database, context.configuration),
      guard(database, sql`EXISTS (SELECT 1 ${theImport})`, NOT_FOUND),
      guard(database, sql`SELECT finished_at IS NULL ${theImport}`, OVER),
      guard(database, sql`SELECT last_part IS NULL OR last_part > ${number} ${theImport}`, OVER),
      ...(last ? [guard(database, sql`NOT EXISTS (${others} AND number > ${number})`, NOT_LAST)] : []),
      database.insert(importParts).values({ storeId, importId: id, number, hash, text, createdAt: realNow }),
      ...(last
        ? [
            database.run(
              sql`UPDATE imports SET last_part = ${number} WHERE store_id = ${storeId} AND id = ${id}`,
            ),
          ]
        : []),
    ]);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === NOT_FOUND) throw new Problem("import_not_found");
    if (refusal === NOT_LAST)
      throw new Problem(
        "import_part_refused",
        `Part ${number} was said to be the last, and there is one after it.`,
      );
    if (refusal !== OVER && !refusal?.startsWith("import_parts.")) throw error;
    await requireSame(context, id, number, hash, refusal === OVER);
  }
  return findImport(context, id);
}

const NOT_FOUND = "import_not_found";
const OVER = "import_is_over";
const NOT_LAST = "import_part_not_last";

async function requireSame(context: StoreContext, id: string, number: number, hash: string, isOver: boolean) {
  const { database, storeId } = context;
  const [[known]] = await readCurrent(context, [
    database
      .select({ hash: importParts.hash })
      .from(importParts)
      .where(
        and(eq(importParts.storeId, storeId), eq(importParts.importId, id), eq(importParts.number, number)),
      ),
  ]);
  if (known?.hash === hash) return;
  if (known)
    throw new Problem(
      "import_part_refused",
      `Part ${number} came before with another text. Make a new import for another file.`,
    );
  if (isOver) throw new Problem("import_part_refused", `Part ${number} comes after the end of the file.`);
  throw new Problem("try_again");
}
