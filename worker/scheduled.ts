import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "./database/client.ts";
import { ledgerChecks, stores } from "./database/schema.ts";
import { checkLedger } from "./ledger/check.ts";
import { postExpiries } from "./ledger/expire.ts";

/** Lots a statement takes, and slices a run: well under D1's 30 seconds and 1,000 queries. */
const LOTS_A_SLICE = 500;
const SLICES_A_RUN = 100;

/** How long an answer is kept under its Idempotency-Key, milliseconds. */
const ANSWERS_KEPT = 30 * 86_400_000;
const ANSWERS_A_RUN = 5000;

/** Members of one store whose ledger a run checks. */
const MEMBERS_A_RUN = 200;

/**
 * Posts what time has made true by `now` (milliseconds), forgets answers nobody will ask for again, and
 * checks a slice of the ledger that was not checked for the longest time. Nothing depends on its
 * running; it can stop anywhere and run again.
 */
export async function scheduled(database: Database, now: number): Promise<void> {
  for (let slice = 0; slice < SLICES_A_RUN; slice++)
    if ((await postExpiries(database, now, LOTS_A_SLICE)) < LOTS_A_SLICE) break;
  await database.run(sql`DELETE FROM idempotency_keys WHERE (store_id, scope, key) IN (
    SELECT store_id, scope, key FROM idempotency_keys WHERE created_at < ${now - ANSWERS_KEPT} LIMIT ${ANSWERS_A_RUN})`);
  await checkNextSlice(database, now);
}

async function checkNextSlice(database: Database, now: number): Promise<void> {
  const [store] = await database
    .select({ id: stores.id, after: ledgerChecks.after, problems: ledgerChecks.problems })
    .from(stores)
    .leftJoin(ledgerChecks, eq(ledgerChecks.storeId, stores.id))
    // NULL sorts first: a store that was never checked.
    .orderBy(asc(ledgerChecks.checkedAt))
    .limit(1);
  if (!store) return;
  const { checked, problems, next } = await checkLedger(
    database,
    store.id,
    now,
    store.after ?? "",
    MEMBERS_A_RUN,
  );
  for (const { memberId, problem, detail } of problems)
    console.error(JSON.stringify({ ledger: store.id, member: memberId, problem, detail }));
  const earlier = store.after ? (store.problems ?? 0) : 0;
  const found = { after: next ?? "", checkedAt: now, problems: earlier + problems.length };
  if (checked > 0 || store.after === null)
    await database
      .insert(ledgerChecks)
      .values({ storeId: store.id, ...found })
      .onConflictDoUpdate({ target: ledgerChecks.storeId, set: found });
}
