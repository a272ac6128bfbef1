/** What every verb is given: the store's database and configuration, and the clock. */
import type { BatchResponse } from "drizzle-orm/batch";
import { batch, databaseOf, type Database, type Statement } from "../database/client.ts";
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

export interface StoreContext {
  environment: Environment;
  database: Database;
  configuration: Configuration;
  storeId: string;
  /** The store's clock, an input, milliseconds: everything of the program goes by it. A sandbox's is set forward. */
  now: number;
  /** The real time, milliseconds: for what is signed, and for how old an answer is. */
  realNow: number;
}

/** The context of a request at the real time `realNow`. */
export function storeContext(
  environment: Environment,
  configuration: Configuration,
  realNow: number,
): StoreContext {
  const { id: storeId, clockOffset } = configuration.store;
  const database = databaseOf(environment, storeId);
  return { environment, database, configuration, storeId, now: realNow + clockOffset, realNow };
}

/** The live program; throws the problem `program_not_found` before the first is published. */
export function liveProgram(context: StoreContext): { version: number; document: Program } {
  const { program } = context.configuration;
  if (!program) throw new Problem("program_not_found", "The store has not published a program yet.");
  return program;
}

/** The rows of each query, read in one round trip; throws ConfigurationChanged when memory is behind. */
export async function readCurrent<const T extends readonly [Statement, ...Statement[]]>(
  context: StoreContext,
  queries: T,
): Promise<BatchResponse<T>> {
  const version = selectConfigurationVersion(context.database, context.configuration);
  const [versions, ...rows] = await batch(context.database, [version, ...queries]);
  requireCurrent(context.configuration, versions);
  return rows;
}

/** Throws ConfigurationChanged when memory is behind; for what is answered from memory alone. */
export async function verifyCurrent(context: StoreContext): Promise<void> {
  requireCurrent(
    context.configuration,
    await selectConfigurationVersion(context.database, context.configuration),
  );
}

/**
 * Runs the batch, and gives back the results; a refusal because of an older configuration
 * becomes ConfigurationChanged.
 */
export async function writeCurrent(
  context: StoreContext,
  statements: [Statement, ...Statement[]],
): Promise<unknown[]> {
  try {
    return await batch(context.database, statements);
  } catch (error) {
    if (refusalOf(error) === CONFIGURATION_CHANGED) throw new ConfigurationChanged();
    throw error;
  }
}
