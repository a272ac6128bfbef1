import { newId } from "../../database/id.ts";
import { refusedAsDuplicateOf } from "../../database/refusal.ts";
import { reconcileRuns } from "../../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../../http/idempotency.ts";
import { Problem } from "../../http/problem.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import { findConnection } from "../connections/find.ts";
import type { ConnectionRow } from "../platform.ts";
import { reconcileAnswer, type ReconcileRow } from "./answers.ts";

/** A run that has read nothing yet: of what changed at `since` or later; both times are milliseconds. */
export function newRun(
  { storeId, id: connectionId }: Pick<ConnectionRow, "storeId" | "id">,
  since: number,
  now: number,
): ReconcileRow {
  const begun = { status: "running" as const, page: null, pages: 0, orders: 0, missed: 0, attempts: 0 };
  return {
    storeId,
    id: newId("rec", now),
    connectionId,
    since,
    ...begun,
    nextAt: now,
    detail: null,
    startedAt: now,
    endedAt: null,
  };
}

/**
 * Starts asking the platform for the orders that changed at `since` (milliseconds) or later. Throws the problems
 * `connection_not_found`, `connection_without_api` and `reconcile_running`.
 */
export async function startReconcile(
  context: StoreContext,
  connectionId: string,
  since: number,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, realNow } = context;
  const connection = findConnection(context, connectionId);
  if (connection.apiCredentials === null) throw new Problem("connection_without_api");
  const run = newRun(connection, since, realNow);
  try {
    return await keyedWrite(context, request, [database.insert(reconcileRuns).values(run)], {
      status: 201,
      body: reconcileAnswer(run),
    });
  } catch (error) {
    if (refusedAsDuplicateOf(error, "reconcile_runs")) throw new Problem("reconcile_running");
    throw error;
  }
}
