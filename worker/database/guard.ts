import { sql, type SQL } from "drizzle-orm";
import type { Database, Statement } from "./client.ts";

/** Refuses the whole batch with `code` unless the condition, a SQL expression, is true. */
export function guard(database: Database, condition: SQL, code: string): Statement {
  return database.run(sql`INSERT INTO guard SELECT (${condition}), ${code}`);
}
