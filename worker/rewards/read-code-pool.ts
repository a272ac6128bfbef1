import { and, eq } from "drizzle-orm";
import { z } from "@hono/zod-openapi";
import { codePools } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";

export const codePoolSchema = z
  .object({
    pool: z.string(),
    added: z.int().meta({ description: "Codes that were imported." }),
    given: z.int().meta({ description: "Codes that redemptions took; a released one does not come back." }),
    left: z.int().meta({ description: "Codes that nobody has yet." }),
  })
  .meta({ id: "CodePool" });

/** What a pool holds; throws the problem `code_pool_not_found`. */
export async function readCodePool(
  context: StoreContext,
  pool: string,
): Promise<z.infer<typeof codePoolSchema>> {
  const { database, storeId } = context;
  const [[found]] = await readCurrent(context, [
    database
      .select()
      .from(codePools)
      .where(and(eq(codePools.storeId, storeId), eq(codePools.pool, pool))),
  ]);
  if (!found) throw new Problem("code_pool_not_found");
  const { added, given } = found;
  return { pool, added, given, left: added - given };
}
