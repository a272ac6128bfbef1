/** The ledger's own check, over every store that a benchmark has left behind. */
import type { D1Database } from "@cloudflare/workers-types";
import { databaseOf } from "../worker/database/client.ts";
import type { Environment } from "../worker/environment.ts";
import { checkLedger } from "../worker/ledger/check.ts";

export interface CheckedLedgers {
  stores: number;
  members: number;
  /** What does not agree, in words. */
  problems: string[];
}

/** Checks every member of every store in the database. */
export async function checkLedgers(d1: D1Database): Promise<CheckedLedgers> {
  const database = databaseOf({ DB: d1 } as unknown as Environment);
  const { results } = await d1.prepare("SELECT id FROM stores").all<{ id: string }>();
  const checked: CheckedLedgers = { stores: results.length, members: 0, problems: [] };
  for (const { id } of results) {
    for (let after: string | null = ""; after !== null;) {
      const slice = await checkLedger(database, id, Date.now(), after);
      checked.members += slice.checked;
      checked.problems.push(...slice.problems.map(({ problem, detail }) => `${problem}: ${detail}`));
      after = slice.next;
    }
  }
  return checked;
}
