import type { D1Database } from "@cloudflare/workers-types";
import { z } from "zod";
import { runWrangler } from "../cloudflare/wrangler.ts";
import { inlineSql, type SqlValue } from "./inline-sql.ts";

const answers = z.array(
  z.object({
    results: z.array(z.record(z.string(), z.unknown())).default([]),
    success: z.boolean(),
    meta: z.record(z.string(), z.unknown()).default({}),
  }),
);

type Answer = z.infer<typeof answers>[number];

class Statement {
  readonly #run: (statements: Statement[]) => Promise<Answer[]>;
  readonly #sql: string;
  readonly #values: readonly SqlValue[];

  constructor(
    run: (statements: Statement[]) => Promise<Answer[]>,
    sql: string,
    values: readonly SqlValue[] = [],
  ) {
    this.#run = run;
    this.#sql = sql;
    this.#values = values;
  }

  get text(): string {
    return inlineSql(this.#sql, this.#values);
  }

  bind(...values: SqlValue[]): Statement {
    return new Statement(this.#run, this.#sql, values);
  }

  async all(): Promise<Answer> {
    const [answer] = await this.#run([this]);
    if (!answer) throw new Error("The database gave no answer.");
    return answer;
  }

  run(): Promise<Answer> {
    return this.all();
  }

  async raw(): Promise<unknown[][]> {
    return (await this.all()).results.map((row) => Object.values(row));
  }
}

/**
 * A D1 database reached through `wrangler d1 execute`, with as much of D1's interface as the verbs of stores use. A
 * batch is sent as one command, which D1 runs as one transaction.
 *
 * Commands go one after the other. Each starts a runtime of its own on a local database's file, and in it even a
 * read writes a bookmark: the second of two at once finds the file locked, and fails with "Failed to get session
 * commit token: internal error".
 *
 * @param where which database, in wrangler's words: its name, then `--remote`, or `--local` and so on
 */
export function wranglerDatabase(where: readonly string[]): D1Database {
  let last: Promise<unknown> = Promise.resolve();
  const run = async (statements: Statement[]): Promise<Answer[]> => {
    const command = statements.map((statement) => statement.text).join(";\n");
    const answer = last.then(async () => {
      const output = await runWrangler(["d1", "execute", ...where, "--yes", "--json", "--command", command]);
      return answers.parse(JSON.parse(output));
    });
    last = answer.catch(() => undefined);
    return answer;
  };
  const database = {
    prepare: (sql: string) => new Statement(run, sql),
    batch: (statements: Statement[]) => run(statements),
  };
  return database as unknown as D1Database;
}
