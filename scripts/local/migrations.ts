import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";

// Wrangler's own table, so that `wrangler d1 migrations list --local` tells the same story.
const record = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/**
 * Applies the .sql files of a folder that were not applied yet, in the order of their names, each whole or not at all.
 *
 * @returns the names of those applied
 */
export async function applyMigrations(database: D1Database, folder: string): Promise<string[]> {
  await database.prepare(record).run();
  const { results } = await database.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const done = new Set(results.map((row) => row.name));
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql") && !done.has(name)).sort();
  for (const name of names) {
    // A local D1 runs the whole text as one statement; only the deployed one has to be given it in pieces.
    await database.batch([
      database.prepare(await readFile(join(folder, name), "utf8")),
      database.prepare("INSERT INTO d1_migrations (name) VALUES (?1)").bind(name),
    ]);
  }
  return names;
}
