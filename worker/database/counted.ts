import { drizzle } from "drizzle-orm/d1";
import type { Database } from "./client.ts";

/** A database, and how many queries it was asked through here. */
export interface CountedDatabase {
  database: Database;
  queries: () => number;
}

/**
 * The same database, counting the queries of its batches, each exactly once: what is built is prepared twice on its way,
 * and `countQueries` counts it twice. What is asked outside a batch isn't counted here.
 */
export function countBatches({ $client }: Database): CountedDatabase {
  let asked = 0;
  const counting = {
    prepare: $client.prepare.bind($client),
    batch: <Row>(statements: D1PreparedStatement[]) => {
      asked += statements.length;
      return $client.batch<Row>(statements);
    },
    exec: $client.exec.bind($client),
    withSession: $client.withSession.bind($client),
  } as D1Database;
  return { database: drizzle(counting), queries: () => asked };
}

/** The same database, counting: D1 takes 1,000 queries of one invocation of the Worker, each of a batch among them. */
export function countQueries({ $client }: Database): CountedDatabase {
  let asked = 0;
  // Without dump(), which is deprecated.
  const counting = {
    prepare: (query: string) => {
      asked += 1;
      return $client.prepare(query);
    },
    batch: $client.batch.bind($client),
    exec: $client.exec.bind($client),
    withSession: $client.withSession.bind($client),
  } as D1Database;
  return { database: drizzle(counting), queries: () => asked };
}
