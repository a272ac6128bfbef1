/** The tables as drizzle sees them are the tables that the migrations make. */
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import { z } from "zod";
import * as schema from "../../../worker/database/schema.ts";
import { environment } from "../store-under-test.ts";
import { tableNames } from "./contents.ts";

const columnInfo = z.object({ name: z.string(), type: z.string(), notnull: z.int(), pk: z.int() });
type Column = z.infer<typeof columnInfo>;

const tables = Object.values<unknown>(schema).flatMap((each) =>
  each instanceof SQLiteTable ? [each as SQLiteTable] : [],
);

/** What the database says of a table's columns. */
async function columnsOf(table: string): Promise<Column[]> {
  const { results } = await environment.DB.prepare(`PRAGMA table_info(${table})`).all();
  return z.array(columnInfo).parse(results);
}

/** What the schema says of them. */
function declaredColumns(table: SQLiteTable): Column[] {
  const { columns, primaryKeys } = getTableConfig(table);
  const keys = primaryKeys[0]?.columns.map((column) => column.name) ?? [];
  return columns.map((column) => ({
    name: column.name,
    type: column.getSQLType().toUpperCase(),
    notnull: column.notNull || column.primary ? 1 : 0,
    pk: column.primary ? 1 : keys.indexOf(column.name) + 1,
  }));
}

const byName = (columns: Column[]) => [...columns].sort((a, b) => (a.name < b.name ? -1 : 1));

test("there is a table in the schema for every table, and no other", async () => {
  const declared = tables.map((table) => getTableConfig(table).name);
  expect(declared.sort()).toEqual(await tableNames());
});

test.each(tables.map((table) => [getTableConfig(table).name, table] as const))(
  "%s: columns, types, nulls and keys agree",
  async (name, table) => {
    expect(byName(declaredColumns(table))).toEqual(byName(await columnsOf(name)));
  },
);

test("every table is STRICT, keyed by its store, and has no row ids", async () => {
  const { results } = await environment.DB.prepare("PRAGMA table_list").all();
  const listed = z
    .array(z.object({ name: z.string(), type: z.string(), strict: z.int(), wr: z.int() }))
    .parse(results);
  for (const name of await tableNames()) {
    expect(listed.find((each) => each.name === name)).toMatchObject({ type: "table", strict: 1, wr: 1 });
    const first = (await columnsOf(name)).find(({ pk }) => pk === 1);
    expect([name, first?.name]).toEqual([
      name,
      name === "stores" ? "id" : name === "store_keys" ? "lookup" : "store_id",
    ]);
  }
});
