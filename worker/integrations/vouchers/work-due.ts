/** What is due for codes over there, done by the scheduled job: each shop by itself, so that none waits for another. */
import { and, eq, sql } from "drizzle-orm";
import { databaseOf, write, type Database } from "../../database/client.ts";
import { countQueries } from "../../database/counted.ts";
import { connections } from "../../database/schema.ts";
import type { Environment } from "../../environment.ts";
import { callShop } from "./call-shop.ts";
import { claimDue } from "./claim.ts";
import { putBack, settle } from "./settle.ts";

/** Queries of a run; what comes before it in the same run leaves these of the 1,000 that D1 takes. */
const PUBLICATION_QUERIES = 150;
/** The most that one shop may ask for after it was last counted: a refused redemption is undone by some ten. */
const QUERIES_A_CALL = 15;

/** How long a run calls, and of that one shop, milliseconds. */
const LONGEST = 20_000;
const LONGEST_A_SHOP = 5000;
/** How long one call may take, milliseconds: with a shop's whole turn it stays well below `LOST_AFTER`. */
const PATIENCE = 10_000;

/** Shops of a run, those first whose calls are due the longest; publications of a shop that are taken together. */
const SHOPS = 40;
const SLICE = 20;
/** Shops that are called at once: a Worker waits for the heads of six answers at a time. */
const LANES = 4;

interface DueShop {
  storeId: string;
  id: string;
}

/**
 * Makes and switches off codes over there that are due at `now` (the real clock, milliseconds). It can stop anywhere and
 * run again, and beside itself and the requests that call at once.
 */
export async function workDuePublications(environment: Environment, now: number): Promise<void> {
  const { database, queries } = countQueries(databaseOf(environment));
  const stopAt = Date.now() + LONGEST;
  const mayGoOn = () => queries() < PUBLICATION_QUERIES - LANES * QUERIES_A_CALL && Date.now() < stopAt;
  const shops = await selectShops(database, now);
  const lane = async () => {
    for (let shop = shops.shift(); shop && mayGoOn(); shop = shops.shift())
      await workShop(environment, database, shop, now, mayGoOn);
  };
  // A lane that breaks ends none of the others; that it broke is said after them.
  for (const ended of await Promise.allSettled(Array.from({ length: LANES }, lane)))
    if (ended.status === "rejected") throw ended.reason;
}

/** The connections for which a call is due. */
function selectShops(database: Database, now: number): Promise<DueShop[]> {
  return database.all<DueShop>(sql`SELECT store_id AS storeId, id FROM (
      SELECT connections.store_id AS store_id, connections.id AS id, (
        SELECT min(next_at) FROM voucher_publications INDEXED BY voucher_publications_due
        WHERE voucher_publications.store_id = connections.store_id
          AND voucher_publications.connection_id = connections.id AND next_at <= ${now}) AS due
      FROM connections WHERE coalesce(quiet_until, 0) <= ${now})
    WHERE due IS NOT NULL ORDER BY due LIMIT ${SHOPS}`);
}

/** One shop's turn: it ends with its time, with nothing more due, or with a call that failed for want of an answer. */
async function workShop(
  environment: Environment,
  database: Database,
  { storeId, id }: DueShop,
  now: number,
  mayGoOn: () => boolean,
): Promise<void> {
  const turnEnds = Date.now() + LONGEST_A_SHOP;
  const [connection] = await database
    .select()
    .from(connections)
    .where(and(eq(connections.storeId, storeId), eq(connections.id, id)));
  const line = { environment, connection, patience: PATIENCE };
  let answers = true;
  while (answers && mayGoOn() && Date.now() < turnEnds) {
    const slice = await claimDue(database, { storeId, id }, now, SLICE);
    const { length } = slice;
    const mayCall = () => answers && mayGoOn() && Date.now() < turnEnds;
    for (let next = slice.shift(); next; next = slice.shift()) {
      if (!mayCall()) {
        await write(database, [putBack(database, next, now)]);
        return;
      }
      const outcome = await callShop(line, next, now);
      await settle(database, next, outcome, now);
      answers = outcome.kind !== "later";
    }
    if (length < SLICE) return;
  }
}
