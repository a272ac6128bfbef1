/** What every verb is given: the store's database and configuration, and the clock. */
import { sql } from "drizzle-orm";
import type { BatchResponse } from "drizzle-orm/batch";
import { batch, databaseOf, type Database, type Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { refusalOf } from "../database/refusal.ts";
import type { Environment } from "../environment.ts";
import { Problem } from "../http/problem.ts";
import type { Program } from "../program/document.ts";
import {
  CONFIGURATION_CHANGED,
  ConfigurationChanged,
  requireCurrent,
  selectConfigurationVersion,
  type Configuration,
} from "./configuration.ts";
import { SESSION_ENDED, sessionIsLive, type ProvedSession } from "./live-session.ts";

export interface StoreContext {
  environment: Environment;
  database: Database;
  configuration: Configuration;
  storeId: string;
  /** The store's clock, an input, milliseconds: everything of the program goes by it. A sandbox's is set forward. */
  now: number;
  /** The real time, milliseconds: for what is signed, and for how old an answer is. */
  realNow: number;
  /** The session that the request came in, of which every read and write asks whether it has ended; null without one. */
  session: ProvedSession | null;
}

/** The context of a request at the real time `realNow`. */
export function storeContext(
  environment: Environment,
  configuration: Configuration,
  realNow: number,
  session: ProvedSession | null = null,
): StoreContext {
  const { id: storeId, clockOffset } = configuration.store;
  const database = databaseOf(environment, storeId);
  return { environment, database, configuration, storeId, now: realNow + clockOffset, realNow, session };
}

/** The live program; throws the problem `program_not_found` before the first is published. */
export function liveProgram(context: StoreContext): { version: number; document: Program } {
  const { program } = context.configuration;
  if (!program) throw new Problem("program_not_found", "The store has not published a program yet.");
  return program;
}

/**
 * The rows of each query, read in one round trip; throws ConfigurationChanged when memory is behind, and the problem
 * `session_expired` when the request's session has ended.
 */
export async function readCurrent<const T extends readonly [Statement, ...Statement[]]>(
  context: StoreContext,
  queries: T,
): Promise<BatchResponse<T>> {
  const [standing, ...rows] = await batch(context.database, [selectStanding(context), ...queries]);
  requireStanding(context, standing);
  return rows;
}

/**
 * Throws ConfigurationChanged when memory is behind, and the problem `session_expired` when the request's session has
 * ended; for what is answered from memory alone.
 */
export async function verifyCurrent(context: StoreContext): Promise<void> {
  requireStanding(context, await selectStanding(context));
}

interface Standing {
  version: number;
  /** 1 where the request's session is good, or there is none. */
  live: number;
}

function selectStanding({ database, configuration, storeId, session }: StoreContext) {
  if (!session) return selectConfigurationVersion(database, configuration);
  return database.all<Standing>(sql`SELECT configuration_version AS version,
    (${sessionIsLive(storeId, session)}) AS live FROM stores WHERE id = ${storeId}`);
}

function requireStanding({ configuration }: StoreContext, rows: { version: number; live?: number }[]): void {
  requireCurrent(configuration, rows);
  if (rows[0]?.live === 0) throw new Problem("session_expired", SIGNED_OUT);
}

const SIGNED_OUT = "The member was signed out of it.";

/**
 * Runs the batch, and gives back the results; a refusal because of an older configuration
 * becomes ConfigurationChanged, and one because the request's session has ended the problem `session_expired`.
 */
export async function writeCurrent(
  context: StoreContext,
  statements: [Statement, ...Statement[]],
): Promise<unknown[]> {
  const { database, storeId, session } = context;
  try {
    if (!session) return await batch(database, statements);
    const isLive = guard(database, sessionIsLive(storeId, session), SESSION_ENDED);
    const [, ...results]: unknown[] = await batch(database, [isLive, ...statements]);
    return results;
  } catch (error) {
    if (refusalOf(error) === CONFIGURATION_CHANGED) throw new ConfigurationChanged();
    if (refusalOf(error) === SESSION_ENDED) throw new Problem("session_expired", SIGNED_OUT);
    throw error;
  }
}
