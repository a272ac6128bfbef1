import { sql, type SQL } from "drizzle-orm";
import { z } from "@hono/zod-openapi";
import type { Statement } from "../database/client.ts";
import { refusedAsDuplicateOf } from "../database/refusal.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { couldBeNew, normalCode } from "./code.ts";

/** One code of the store's own: no blanks, and letters that are the same in capitals everywhere. */
export const importedCode = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[\x21-\x7e]*$/, "Use letters, digits and signs, without spaces.");

export const importedCodesSchema = z
  .object({
    pool: z.string(),
    added: z.int().meta({ description: "How many were new." }),
    known: z.array(z.string()).meta({
      description:
        "Those that were there already, in this pool or another, or came twice: they are not doubled.",
    }),
    left: z.int().meta({ description: "Codes of the pool that nobody has yet." }),
  })
  .meta({ id: "ImportedCodes" });
export type ImportedCodes = z.infer<typeof importedCodesSchema>;

/** Tries after another import brought one of the same codes while this one was about to. */
const MOST_TRIES = 4;

/**
 * Adds codes to a pool, which is made by it. A code that the store has already, whatever its capitals, is left as it is
 * and told. Throws `invalid_request` for codes that look like those that Regulars makes for the store.
 */
export async function importCodes(
  context: StoreContext,
  pool: string,
  codes: string[],
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  refuseOwnForm(context, codes);
  const left = sql`coalesce((SELECT added - given FROM code_pools
    WHERE store_id = ${context.storeId} AND pool = ${pool}), 0)`;
  for (let tries = 1; ; tries++) {
    const { fresh, known } = await sortOut(context, codes);
    const answer = JSON.stringify({ pool, added: fresh.length, known });
    try {
      return await keyedWrite(context, request, addCodes(context, pool, fresh), {
        status: 201,
        body: sql`json_set(${answer}, '$.left', ${left})`,
      });
    } catch (error) {
      if (!refusedAsDuplicateOf(error, "reward_codes")) throw error;
      if (tries === MOST_TRIES) throw new Problem("try_again");
    }
  }
}

/** So a code that is made never meets one that was imported, and neither has to be looked for. */
function refuseOwnForm({ configuration }: StoreContext, codes: string[]): void {
  const detail = "Codes of this form are made by Regulars itself. Give yours another.";
  const errors = codes.flatMap((code, index) =>
    couldBeNew(configuration.store.handle, normalCode(code)) ? [{ pointer: `/codes/${index}`, detail }] : [],
  );
  const first = errors[0];
  if (first) throw new Problem("invalid_request", `${first.pointer}: ${detail}`, errors.slice(0, 50));
}

/** The codes that are new to the store, and those that are not; each as it was sent. */
async function sortOut(
  context: StoreContext,
  codes: string[],
): Promise<{ fresh: string[]; known: string[] }> {
  const { database, storeId } = context;
  const wanted = JSON.stringify(codes.map(normalCode));
  const [rows] = await readCurrent(context, [
    database.all<{ code: string }>(sql`SELECT code FROM reward_codes
      WHERE store_id = ${storeId} AND code IN (SELECT value FROM json_each(${wanted}))`),
  ]);
  const had = new Set(rows.map(({ code }) => code));
  const fresh: string[] = [];
  const known: string[] = [];
  for (const code of codes) {
    (had.has(normalCode(code)) ? known : fresh).push(code);
    had.add(normalCode(code));
  }
  return { fresh, known };
}

function addCodes({ database, storeId, now }: StoreContext, pool: string, fresh: string[]): Statement[] {
  if (fresh.length === 0) return [];
  const list: SQL = sql`json_each(${JSON.stringify(fresh.map((code) => [normalCode(code), code]))})`;
  return [
    database.run(sql`INSERT INTO reward_codes (store_id, pool, code, shown, added_at)
      SELECT ${storeId}, ${pool}, value ->> 0, value ->> 1, ${now} FROM ${list}`),
    database.run(sql`INSERT INTO code_pools (store_id, pool, added) VALUES (${storeId}, ${pool}, ${fresh.length})
      ON CONFLICT (store_id, pool) DO UPDATE SET added = added + excluded.added`),
  ];
}
