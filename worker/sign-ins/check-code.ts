import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { refusalOf } from "../database/refusal.ts";
import { Problem } from "../http/problem.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { COUNTED_OUT, countCalls, networkLimit, selectWait } from "./count-calls.ts";
import { isCode, type CodeUse } from "./emailed-code.ts";

/** Times that a code may be entered, and codes that may be entered from one network in an hour. */
const MOST_TRIES = 5;
const MOST_FROM_NETWORK = 60;

/** The code with which a write is refused whose emailed code another one used first. */
const CODE_USED = "code_used";

export interface RightCode {
  /** What the shopper said they are called when they asked for it. */
  firstName: string | null;
  /** The statements that use the code up, and refuse the batch where it was used meanwhile. */
  use: Statement[];
}

interface KeptCode {
  id: string;
  hash: string;
  firstName: string | null;
}

/**
 * The code that was typed, if it is the right one. A try is counted before it is looked at, so that a thousand at once
 * are five. It is used by the write that has `use` in it and no sooner, so that of two right ones at once one is
 * refused. Throws the problems `code_invalid`, which says no more, and `too_many_requests`.
 */
export async function checkCode(
  context: StoreContext,
  use: CodeUse,
  typed: string,
  from: string | undefined,
): Promise<RightCode> {
  const { database, storeId, realNow, configuration } = context;
  const { purpose, subject } = use;
  const thisCode = sql`store_id = ${storeId} AND purpose = ${purpose} AND subject = ${subject}`;
  const limits = await networkLimit(context, "tries", from, MOST_FROM_NETWORK);
  let results: unknown[];
  try {
    results = await writeCurrent(context, [
      guardConfiguration(database, configuration),
      ...countCalls(context, limits),
      database.all<KeptCode>(sql`UPDATE codes SET tries = tries + 1
        WHERE ${thisCode} AND tries < ${MOST_TRIES} AND expires_at > ${realNow}
        RETURNING id, hash, first_name AS firstName`),
    ]);
  } catch (error) {
    if (refusalOf(error) !== COUNTED_OUT) throw error;
    const [[counted]] = await readCurrent(context, [selectWait(context, limits)]);
    const wait = Math.max(counted?.wait ?? 0, 1000);
    throw new Problem("too_many_requests", undefined, undefined, Math.ceil(wait / 1000));
  }
  const [kept] = results.at(-1) as KeptCode[];
  if (!kept || !(await isCode(context, use, kept, typed))) throw new Problem("code_invalid");
  return {
    firstName: kept.firstName,
    use: [
      guard(database, sql`EXISTS (SELECT 1 FROM codes WHERE ${thisCode} AND id = ${kept.id})`, CODE_USED),
      database.run(sql`DELETE FROM codes WHERE ${thisCode} AND id = ${kept.id}`),
    ],
  };
}

/** Whether a write was refused because its code was used meanwhile. */
export function isCodeUsed(error: unknown): boolean {
  return refusalOf(error) === CODE_USED;
}
