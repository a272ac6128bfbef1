/** A Worker of the benchmark's own on the local runtime, with an empty migrated database. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { applyMigrations } from "../../scripts/local/migrations.ts";
import { inProject } from "../../scripts/local/paths.ts";
import { oneModule, regularsBindings, startRuntime } from "../../scripts/local/runtime.ts";
import { databaseIn, readWranglerConfig } from "../../scripts/local/wrangler-config.ts";
import { checkLedgers, type CheckedLedgers } from "../ledger-check.ts";

export interface BenchWorker {
  /** "http://127.0.0.1:53012", with no slash at the end. */
  url: string;
  database: D1Database;
  /** Ends it, after a check of what it has left in its ledgers. */
  stop(): Promise<void>;
}

/** What the check has found in the ledgers of every Worker so far. */
export const ledgersSoFar: CheckedLedgers = { stores: 0, members: 0, problems: [] };

/** Starts the Worker whose entry file is named, relative to the project's folder. */
export async function startWorker(entry: string): Promise<BenchWorker> {
  const state = await mkdtemp(join(tmpdir(), "regulars-bench-"));
  const config = await readWranglerConfig();
  const runtime = startRuntime(state, [
    {
      config: {
        name: "bench",
        compatibilityDate: config.compatibility_date,
        compatibilityFlags: config.compatibility_flags,
        manifest: await oneModule(entry),
        env: await regularsBindings(config, state),
      },
    },
  ]);
  const stop = async () => {
    await runtime.dispose();
    await rm(state, { recursive: true, force: true });
  };
  try {
    const ready = await runtime.ready;
    // The runtime's types are of another copy of the same declarations.
    const database = await runtime.getD1Database(databaseIn(config).binding);
    await applyMigrations(database, inProject("migrations"));
    const checkAndStop = async () => {
      try {
        const { stores, members, problems } = await checkLedgers(database);
        ledgersSoFar.stores += stores;
        ledgersSoFar.members += members;
        ledgersSoFar.problems.push(...problems);
      } finally {
        await stop();
      }
    };
    return { url: ready.origin, database, stop: checkAndStop };
  } catch (error) {
    await stop();
    throw error;
  }
}
