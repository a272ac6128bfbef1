/** Every row of the database, to see that a refused call wrote nothing and that one store leaves another alone. */
import { z } from "zod";
import { environment } from "../store-under-test.ts";

/** The rows of each table as JSON, by the table's name. */
export type Contents = Record<string, string[]>;

/** What the migrations made, which no test changes. */
let names: string[] | undefined;

/** What each table holds; with a store, only that store's rows. */
export async function contents(storeId?: string): Promise<Contents> {
  const { DB } = environment;
  const tables = (names ??= await tableNames());
  const owner = (table: string) => (table === "stores" ? "id" : "store_id");
  const results = await DB.batch(
    tables.map((name) =>
      storeId === undefined
        ? DB.prepare(`SELECT * FROM ${name}`)
        : DB.prepare(`SELECT * FROM ${name} WHERE ${owner(name)} = ?`).bind(storeId),
    ),
  );
  return Object.fromEntries(
    tables.map((name, index) => [name, (results[index]?.results ?? []).map((row) => JSON.stringify(row))]),
  );
}

/** The tables of our own, in alphabetical order. */
export async function tableNames(): Promise<string[]> {
  const { results } = await environment.DB.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
      AND name NOT LIKE '_cf_%' AND name NOT LIKE 'd1_%' ORDER BY name`,
  ).all();
  return z
    .array(z.object({ name: z.string() }))
    .parse(results)
    .map((row) => row.name);
}

/** How many rows a query counts: `SELECT count(*) AS count …`. */
export async function count(sql: string, ...parameters: (string | number | null)[]): Promise<number> {
  const row = await environment.DB.prepare(sql)
    .bind(...parameters)
    .first();
  return z.object({ count: z.int() }).parse(row).count;
}
