/**
 * Refuses what a migration must not hold. Local runs accept all of it; a deployed D1 splits the text itself, rebuilds
 * tables with foreign keys on, or skips the checks that the ledger stands on.
 */
import { readdir, readFile } from "node:fs/promises";
import { root } from "./steps.ts";

const refused: [pattern: RegExp, reason: string][] = [
  [/\r/, "line ends must be LF: the remote runner splits at them"],
  [/\bOR\s+(IGNORE|REPLACE)\b/i, "OR IGNORE and OR REPLACE walk past CHECKs and triggers"],
  [/\bON\s+DELETE\s+CASCADE\b/i, "ON DELETE CASCADE takes children along when a table is rebuilt"],
  [/\bDROP\s+TABLE\b/i, "a table is never dropped: migrations only go forward"],
  [/\bBEGIN\s+TRANSACTION\b|\bCOMMIT\b/i, "a migration is a transaction already"],
  [
    /CREATE\s+TRIGGER(?:(?!\bEND\s*;)[\s\S])*\bCASE\b/i,
    "no CASE inside a trigger: its END ends the statement",
  ],
];

const complaints: string[] = [];
for (const folder of ["migrations", "demo/migrations"]) {
  const files = await readdir(`${root}/${folder}`).catch(() => []);
  for (const file of files.filter((name) => name.endsWith(".sql"))) {
    const text = await readFile(`${root}/${folder}/${file}`, "utf8");
    complaints.push(...reasonsAgainst(text).map((reason) => `${folder}/${file}: ${reason}`));
  }
}
for (const complaint of complaints) console.log(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;

function reasonsAgainst(text: string): string[] {
  const statements = text.replace(/--.*$/gm, "");
  const reasons = refused.filter(([pattern]) => pattern.test(statements)).map(([, reason]) => reason);
  const hasTriggers = /\bCREATE\s+TRIGGER\b/i.test(statements);
  if (hasTriggers && /\bCREATE\s+(UNIQUE\s+)?(TABLE|INDEX)\b/i.test(statements)) {
    reasons.push("triggers belong in a migration of their own");
  }
  return reasons;
}
