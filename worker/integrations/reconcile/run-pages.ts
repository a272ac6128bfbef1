import { and, eq, isNull, sql } from "drizzle-orm";
import { batch, databaseOf, type Database, type Statement } from "../../database/client.ts";
import { guard } from "../../database/guard.ts";
import { refusalOf } from "../../database/refusal.ts";
import { connections, reconcileRuns } from "../../database/schema.ts";
import type { Environment } from "../../environment.ts";
import { outboundOf } from "../../http/outbound.ts";
import { NEVER } from "../../program/lot-dates.ts";
import { credentialsOf } from "../connections/secrets.ts";
import { outcomeOfFailure, waitAfter } from "../inbox/outcome.ts";
import { hashed, writeDown } from "../inbox/write-down.ts";
import { PlatformRefused, type ConnectionRow, type Delivery } from "../platform.ts";
import { platformOf } from "../platforms.ts";
import type { ReconcileRow } from "./answers.ts";

/** Tries of one page before the run has failed. */
const MOST_ATTEMPTS = 10;

/** How long one who took a page has for it, milliseconds. */
const LEASE = 120_000;

/** Deliveries that are written in one transaction; each has a body of its own. */
const WRITTEN_AT_ONCE = 50;

const PAGE_DONE = "page_done";

/** The largest number of queries that a page takes: the platforms give 250 orders at most. */
export const QUERIES_A_PAGE = 300;

/**
 * Reads one page of a run that is due at `now` (the real time, milliseconds) and puts its orders into the inbox, where
 * they are worked as if they had been delivered. Gives back the store whose it was; null where no run is due. The page
 * is remembered with the last of its orders: a run that was stopped anywhere goes on from there, and an order that is
 * put twice is there once.
 */
export async function runNextPage(
  environment: Environment,
  now: number,
  storeId: string | null = null,
): Promise<string | null> {
  const database = databaseOf(environment);
  const run = await claimRun(database, now, storeId);
  if (!run) return null;
  try {
    const { deliveries, next } = await readPage(environment, database, run);
    await writePage(database, run, deliveries, next, now);
  } catch (error) {
    if (refusalOf(error) !== PAGE_DONE) await noteFailedPage(database, run, error, now);
  }
  return run.storeId;
}

async function claimRun(
  database: Database,
  now: number,
  storeId: string | null,
): Promise<ReconcileRow | undefined> {
  const [run] = await database.all<ReconcileRow>(sql`UPDATE reconcile_runs
    SET attempts = attempts + 1, next_at = ${now + LEASE}
    WHERE (store_id, id) IN (SELECT store_id, id FROM reconcile_runs
      WHERE status = 'running' AND next_at <= ${now} ${storeId === null ? sql`` : sql`AND store_id = ${storeId}`}
      ORDER BY next_at LIMIT 1)
    RETURNING store_id AS storeId, id, connection_id AS connectionId, since, status, page, pages, orders, missed,
      attempts, next_at AS nextAt, detail, started_at AS startedAt, ended_at AS endedAt`);
  return run;
}

async function readPage(environment: Environment, database: Database, run: ReconcileRow) {
  const { storeId, connectionId, since, page } = run;
  const [connection] = await database
    .select()
    .from(connections)
    .where(
      and(eq(connections.storeId, storeId), eq(connections.id, connectionId), isNull(connections.closedAt)),
    );
  const credentials = connection ? await credentialsOf(environment, connection) : null;
  if (!connection || !credentials)
    throw new PlatformRefused("The connection is closed, or has no credentials any more.");
  const access = { shop: connection.shop, credentials, outbound: outboundOf(environment) };
  return platformOf(connection.platform).changedOrders(access, since, page);
}

async function writePage(
  database: Database,
  run: ReconcileRow,
  deliveries: Delivery[],
  next: string | null,
  now: number,
): Promise<void> {
  const connection: Pick<ConnectionRow, "storeId" | "id"> = { storeId: run.storeId, id: run.connectionId };
  const found = await Promise.all(deliveries.map(hashed));
  let missed = 0;
  for (let from = 0; from < found.length; from += WRITTEN_AT_ONCE) {
    const [first, ...rest] = found
      .slice(from, from + WRITTEN_AT_ONCE)
      .map((each) => writeDown(database, connection, each, now));
    if (first) missed += ((await batch(database, [first, ...rest])) as unknown[][]).flat().length;
  }
  const thisRun = sql`store_id = ${run.storeId} AND id = ${run.id}`;
  await batch(database, [
    // Another may have read the same page meanwhile, and counted it.
    guard(
      database,
      sql`SELECT page IS ${run.page} AND status = 'running' FROM reconcile_runs WHERE ${thisRun}`,
      PAGE_DONE,
    ),
    database
      .update(reconcileRuns)
      .set({
        status: next === null ? "done" : "running",
        page: next,
        pages: sql`pages + 1`,
        orders: sql`orders + ${deliveries.length}`,
        missed: sql`missed + ${missed}`,
        attempts: 0,
        detail: null,
        nextAt: next === null ? NEVER : now,
        endedAt: next === null ? now : null,
      })
      .where(thisRun),
  ]);
}

async function noteFailedPage(
  database: Database,
  run: ReconcileRow,
  error: unknown,
  now: number,
): Promise<void> {
  const outcome = outcomeOfFailure(error);
  const hasFailed = outcome.status !== "waiting" || run.attempts >= MOST_ATTEMPTS;
  const after = outcome.status === "waiting" ? (outcome.after ?? waitAfter(run.attempts)) : 0;
  const statement: Statement = database
    .update(reconcileRuns)
    .set({
      detail: outcome.detail,
      status: hasFailed ? "failed" : "running",
      nextAt: hasFailed ? NEVER : now + after,
      endedAt: hasFailed ? now : null,
    })
    .where(
      and(
        eq(reconcileRuns.storeId, run.storeId),
        eq(reconcileRuns.id, run.id),
        eq(reconcileRuns.status, "running"),
      ),
    );
  await batch(database, [statement]);
}
