import { and, asc, eq, gt } from "drizzle-orm";
import { importRows } from "../database/schema.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import type { RowOutcome } from "./outcome.ts";
import { findImport } from "./find.ts";

/** What came of single rows of the import's last round, in their order; one more than `limit`. */
export async function listRows(
  context: StoreContext,
  id: string,
  { outcome, after, limit }: { outcome: RowOutcome["outcome"] | undefined; after: number; limit: number },
): Promise<Pick<RowOutcome, "row" | "outcome" | "sentence">[]> {
  const { round } = await findImport(context, id);
  const { row, outcome: is, sentence } = importRows;
  const [rows] = await readCurrent(context, [
    context.database
      .select({ row, outcome: is, sentence })
      .from(importRows)
      .where(
        and(
          eq(importRows.storeId, context.storeId),
          eq(importRows.importId, id),
          eq(importRows.round, round),
          outcome === undefined ? undefined : eq(is, outcome),
          gt(row, after),
        ),
      )
      .orderBy(asc(row))
      .limit(limit + 1),
  ]);
  return rows;
}
