/** The job of the integrations: what nobody came to before. Run every two minutes. */
import { sql } from "drizzle-orm";
import { databaseOf, write } from "../database/client.ts";
import { countQueries } from "../database/counted.ts";
import type { Environment } from "../environment.ts";
import { drainInbox } from "./inbox/drain-inbox.ts";
import { forgetOldBodies } from "./inbox/forget.ts";
import { noteFailure } from "./note-failure.ts";
import { QUERIES_A_PAGE, runNextPage } from "./reconcile/run-pages.ts";
import { startDailyReconciles } from "./reconcile/start-daily.ts";

/** Stores that one run looks after. */
const STORES_A_RUN = 50;

/**
 * D1 takes 1,000 queries of one invocation; of these, so many may be asked before what follows is left to the next. Codes
 * in stores' shops take 150 more.
 */
const MOST_QUERIES = 780 - QUERIES_A_PAGE;

/** Of those that one drain may ask, so many are left to what else runs in the same invocation: codes in stores' shops. */
const LEFT_TO_OTHERS = 170;

/** How long a run goes on, milliseconds. */
const LONGEST = 20_000;

/**
 * Works the deliveries that are due at `now` (the real time, milliseconds), those first that wait the longest, reads
 * pages of reconcile runs, and forgets old bodies. Where a queue is bound, what is left is asked of it. One store's
 * failure is noted, and stops no other's.
 */
export async function workDue(environment: Environment, now: number): Promise<void> {
  const { database, queries } = countQueries(databaseOf(environment));
  const counted = { ...environment, DB: database.$client };
  const stopAt = Date.now() + LONGEST;
  const mayGoOn = () => queries() < MOST_QUERIES && Date.now() < stopAt;

  await tried(() => write(database, [forgetOldBodies(database, now)]));
  await tried(() => startDailyReconciles(database, now));
  await tried(() => runNextPage(counted, now));
  for (const storeId of await storesWithDue(environment, now)) {
    if (!mayGoOn()) break;
    await tried(async () => {
      const { isMoreDue } = await drainInbox(counted, storeId, now, queries() + LEFT_TO_OTHERS);
      if (isMoreDue) await environment.INBOX?.send({ storeId });
    });
  }
  while (mayGoOn()) if ((await tried(() => runNextPage(counted, now))) === null) break;
}

/** The stores that have deliveries due, the one that waits longest first. Reads a row or two of each, and none of others. */
async function storesWithDue(environment: Environment, now: number): Promise<string[]> {
  const waiting = sql`FROM inbox WHERE status = 'waiting' AND store_id`;
  const rows = await databaseOf(environment).all<{ id: string }>(sql`
    WITH RECURSIVE waiting (id) AS (
      SELECT min(store_id) FROM inbox WHERE status = 'waiting'
      UNION ALL SELECT (SELECT min(store_id) ${waiting} > waiting.id) FROM waiting WHERE id IS NOT NULL
    )
    SELECT id FROM (SELECT id, (SELECT min(next_at) ${waiting} = waiting.id) AS first FROM waiting WHERE id IS NOT NULL)
    WHERE first <= ${now} ORDER BY first LIMIT ${STORES_A_RUN}`);
  return rows.map(({ id }) => id);
}

/** What the work gives back; null where it failed, which is noted. */
async function tried<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    noteFailure("integrations", error);
    return null;
  }
}
