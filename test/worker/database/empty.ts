/**
 * Takes every row out, for the next test file in the same isolate: else the job, which works on all stores there are,
 * would do with each run what is due in the stores of the files before. Rows that triggers keep for ever go as well: the
 * triggers are made again in the same transaction.
 */
export async function emptyDatabase(DB: D1Database): Promise<void> {
  if ((await DB.prepare("SELECT 1 FROM stores LIMIT 1").first()) === null) return;
  const { results } = await DB.prepare(
    `SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'trigger') AND name NOT LIKE 'sqlite_%'
      AND name NOT LIKE '_cf_%' AND name NOT LIKE 'd1_%'`,
  ).all<{ type: "table" | "trigger"; name: string; sql: string }>();
  const tables = results.filter(({ type }) => type === "table");
  const triggers = results.filter(({ type }) => type === "trigger");
  await DB.batch(
    [
      "PRAGMA defer_foreign_keys = ON",
      ...triggers.map(({ name }) => `DROP TRIGGER ${name}`),
      ...tables.map(({ name }) => `DELETE FROM ${name}`),
      ...triggers.map(({ sql }) => sql),
    ].map((sql) => DB.prepare(sql)),
  );
}
