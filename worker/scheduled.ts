import { asc, eq, sql } from "drizzle-orm";
import { countQueries } from "./database/counted.ts";
import type { Database } from "./database/client.ts";
import { ledgerChecks, stores } from "./database/schema.ts";
import { checkLedger } from "./ledger/check.ts";
import { numberMembers } from "./members/number-members.ts";
import { forgetSignIns } from "./sign-ins/forget.ts";
import { postDue, QUERIES_A_SLICE } from "./time/due-work.ts";

/** D1 takes 1,000 queries a run; these are left for what is no posting. */
const OTHER_QUERIES = 50;
const MOST_QUERIES = 1000 - OTHER_QUERIES - QUERIES_A_SLICE;

/** How long a run posts, milliseconds. D1 takes 30 seconds for a query, and the next run is soon. */
const LONGEST = 20_000;

/** Stores whose clock is set forward that a run looks at. */
const SANDBOXES_A_RUN = 20;

/** How long an answer is kept under its Idempotency-Key, milliseconds. */
const ANSWERS_KEPT = 30 * 86_400_000;
const ANSWERS_A_RUN = 5000;

/** Members who get a number at once. */
const NUMBERS_A_SLICE = 500;

/** Members of one store whose ledger a run checks. */
const MEMBERS_A_RUN = 200;

/**
 * Posts what time has made true by `now` (milliseconds), forgets answers nobody will ask for again and sign-ins that ran out, gives numbers to members who have
 * none, and checks a slice of the ledger that was not checked for the longest time. Nothing depends on its
 * running; it can stop anywhere and run again, and beside itself.
 */
export async function scheduled(database: Database, now: number): Promise<void> {
  const counted = countQueries(database);
  const stopAt = Date.now() + LONGEST;
  const mayGoOn = () => counted.queries() < MOST_QUERIES && Date.now() < stopAt;
  await postDue(counted.database, { now, storeId: null }, mayGoOn);
  await postInSandboxes(counted.database, now, mayGoOn);
  while (mayGoOn()) if ((await numberMembers(counted.database, NUMBERS_A_SLICE)) < NUMBERS_A_SLICE) break;
  await database.run(sql`DELETE FROM idempotency_keys WHERE (store_id, scope, key) IN (
    SELECT store_id, scope, key FROM idempotency_keys WHERE created_at < ${now - ANSWERS_KEPT} LIMIT ${ANSWERS_A_RUN})`);
  await forgetSignIns(database, now);
  await checkNextSlice(database, now);
}

/** Posts what is due by the clocks of some stores whose clock is ahead; which ones is left to chance. */
async function postInSandboxes(database: Database, now: number, mayGoOn: () => boolean): Promise<void> {
  const ahead = await database.all<{ id: string; clockOffset: number }>(
    sql`SELECT id, clock_offset AS clockOffset FROM stores WHERE clock_offset > 0 ORDER BY random() LIMIT ${SANDBOXES_A_RUN}`,
  );
  for (const { id, clockOffset } of ahead)
    await postDue(database, { now: now + clockOffset, storeId: id }, mayGoOn);
}

async function checkNextSlice(database: Database, now: number): Promise<void> {
  const [store] = await database
    .select({
      id: stores.id,
      clockOffset: stores.clockOffset,
      after: ledgerChecks.after,
      problems: ledgerChecks.problems,
    })
    .from(stores)
    .leftJoin(ledgerChecks, eq(ledgerChecks.storeId, stores.id))
    // NULL sorts first: a store that was never checked.
    .orderBy(asc(ledgerChecks.checkedAt))
    .limit(1);
  if (!store) return;
  const { problems, next } = await checkLedger(
    database,
    store.id,
    now + store.clockOffset,
    store.after ?? "",
    MEMBERS_A_RUN,
  );
  for (const { memberId, problem, detail } of problems)
    console.error(JSON.stringify({ ledger: store.id, member: memberId, problem, detail }));
  const earlier = store.after ? (store.problems ?? 0) : 0;
  const found = { after: next ?? "", checkedAt: now, problems: earlier + problems.length };
  // Also where there was nobody to check: else the same store would be next for ever.
  await database
    .insert(ledgerChecks)
    .values({ storeId: store.id, ...found })
    .onConflictDoUpdate({ target: ledgerChecks.storeId, set: found });
}
