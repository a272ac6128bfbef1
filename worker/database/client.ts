import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";
import type { BatchItem, BatchResponse } from "drizzle-orm/batch";
import type { PreparedQuery } from "drizzle-orm/session";
import type { Environment } from "../environment.ts";

export type Database = DrizzleD1Database & { $client: D1Database };

/** One query of a batch: a built one, or raw SQL with `database.run` and `database.all`. */
export type Statement = BatchItem<"sqlite">;

/**
 * The database of a store. Every store lives in one database today; keys start with the store,
 * so that this function is the only place that changes when they no longer do.
 */
export function databaseOf(environment: Environment, _storeId?: string): Database {
  return drizzle(environment.DB);
}

/**
 * Runs the statements as one transaction, all of them or none, in one round trip; gives back what each
 * would have by itself. Stands in for drizzle's own `batch`, which cannot bind the parameters of raw SQL
 * on D1 (drizzle-orm 0.45). The trap of both: D1 gives rows as objects, so two columns of a join with the same
 * name become one. Give one of them a name of its own, with `.as()`.
 */
export async function batch<Statements extends readonly [Statement, ...Statement[]]>(
  { $client }: Database,
  statements: Statements,
): Promise<BatchResponse<Statements>> {
  const prepared = statements.map(preparedOf);
  const results = await $client.batch(
    prepared.map((query) => {
      const { sql, params } = query.getQuery();
      return $client.prepare(sql).bind(...params);
    }),
  );
  return prepared.map((query, index) => query.mapResult(results[index], true)) as BatchResponse<Statements>;
}

/** Runs a list of statements as one transaction; nothing where the list is empty. */
export async function write(database: Database, statements: Statement[]): Promise<void> {
  const [first, ...rest] = statements;
  if (first) await batch(database, [first, ...rest]);
}

function preparedOf(statement: Statement): PreparedQuery {
  // Every query of drizzle's is one of the two, though the type of a batch's items doesn't say so.
  const query = statement as Statement & (PreparedQuery | { prepare: () => PreparedQuery });
  return "prepare" in query ? query.prepare() : query;
}
