import { sql } from "drizzle-orm";
import { z } from "@hono/zod-openapi";
import { batch } from "../database/client.ts";
import { isSame } from "../database/hash.ts";
import { Problem } from "../http/problem.ts";
import { isoTime } from "../members/answers.ts";
import { minorUnits } from "../program/exchange.ts";
import { selectConfigurationVersion, requireCurrent } from "../stores/configuration.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { pinOf } from "./pin.ts";
import { openTillSession } from "./session.ts";
import { staffAnswer, staffSchema, type StaffRow } from "./staff.ts";

/** Wrong PINs in a row that nobody is kept waiting for. */
const FREE_TRIES = 5;
/** The wait after the last of them, and the longest; each further wrong PIN doubles it. Milliseconds. */
const FIRST_WAIT = 15 * 60_000;
const LONGEST_WAIT = 12 * 3_600_000;

export const signedInSchema = z.object({
  session: z.string().meta({ description: "For `Authorization: Bearer`, for 12 hours." }),
  expiresAt: z.iso.datetime(),
  staff: staffSchema,
  store: z.object({
    name: z.string(),
    currency: z.string(),
    decimals: z.int(),
    locale: z.string(),
    timeZone: z.string(),
    accent: z.string(),
  }),
});
export type SignedIn = z.infer<typeof signedInSchema>;

/**
 * A till's session for the member of staff of this number and PIN. A try is counted before it is looked at, so that a
 * thousand at once are no more than five. Throws the problem `sign_in_refused`.
 */
export async function signIn(context: StoreContext, number: string, pin: string): Promise<SignedIn> {
  const { configuration, realNow } = context;
  const { counted, row } = await countTry(context, number);
  if (!row) throw new Problem("sign_in_refused", "The staff number or the PIN is wrong.");
  if (!counted) throw new Problem("sign_in_refused", `Too many wrong PINs. ${waitInWords(row, realNow)}`);
  if (!isSame(await pinOf(context, row.id, row.revision), pin)) {
    const wait = row.lockedUntil > realNow ? ` ${waitInWords(row, realNow)}` : "";
    throw new Problem("sign_in_refused", `The staff number or the PIN is wrong.${wait}`);
  }
  await forgetTries(context, row);
  const { session, expiresAt } = await openTillSession(context, row);
  const { name, currency, locale, timeZone, accent } = configuration.store;
  return {
    session,
    expiresAt: isoTime(expiresAt),
    staff: staffAnswer(row),
    store: { name, currency, decimals: minorUnits(currency), locale, timeZone, accent },
  };
}

/** Counts a try where one may be made now, and gives back who it is for, as they are after it. */
async function countTry(context: StoreContext, number: string) {
  const { database, storeId, realNow, configuration } = context;
  const tries = sql`wrong_pins + 1`;
  const wait = sql`min(${LONGEST_WAIT}, ${FIRST_WAIT} * (1 << min(10, ${tries} - ${FREE_TRIES})))`;
  const who = sql`store_id = ${storeId} AND number = ${number} AND revoked_at IS NULL`;
  const [versions, counted, rows] = await batch(database, [
    selectConfigurationVersion(database, configuration),
    database.all(sql`UPDATE staff SET wrong_pins = ${tries},
      locked_until = iif(${tries} >= ${FREE_TRIES}, ${realNow} + ${wait}, 0)
      WHERE ${who} AND locked_until <= ${realNow} RETURNING id`),
    database.all<StaffRow>(sql`SELECT store_id AS storeId, id, name, number, revision, wrong_pins AS wrongPins,
      locked_until AS lockedUntil, created_at AS createdAt, revoked_at AS revokedAt FROM staff WHERE ${who}`),
  ] as const);
  requireCurrent(configuration, versions);
  return { counted: counted.length > 0, row: rows[0] ?? null };
}

/** The right PIN was typed: those before it were slips. */
async function forgetTries({ database, storeId }: StoreContext, { id, revision }: StaffRow): Promise<void> {
  await database.run(sql`UPDATE staff SET wrong_pins = 0, locked_until = 0
    WHERE store_id = ${storeId} AND id = ${id} AND revision = ${revision}`);
}

function waitInWords({ lockedUntil }: StaffRow, now: number): string {
  const minutes = Math.ceil((lockedUntil - now) / 60_000);
  return `Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}, or ask the store's owner for a new PIN.`;
}
