import type { D1Database } from "@cloudflare/workers-types";
import { Log, LogLevel, Miniflare, type MiniflareOptions } from "miniflare";
import { bundleInOne } from "./bundle.ts";
import { applyMigrations } from "./migrations.ts";
import { databasesIn, inProject } from "./paths.ts";
import { sealingKey } from "./secrets.ts";
import { databaseIn, type WranglerConfig } from "./wrangler-config.ts";

export type WorkerOptions = MiniflareOptions["workers"][number];
type Bindings = NonNullable<WorkerOptions["config"]["env"]>;

/** The databases of a local run, for scripts and tests to look into. */
export interface Databases {
  regulars: D1Database;
  shop: D1Database;
}

/** The local runtime with these Workers on the data in `state`; the first one answers the door. */
export function startRuntime(
  state: string,
  workers: WorkerOptions[],
  options: { port?: number; quiet?: boolean } = {},
): Miniflare {
  return new Miniflare({
    host: "127.0.0.1",
    port: options.port ?? 0,
    cf: false, // or it would ask the internet where this machine is
    log: new Log(options.quiet === false ? LogLevel.WARN : LogLevel.ERROR),
    logRequests: false,
    resourcePersistencePath: databasesIn(state),
    enableDevRegistry: false,
    workers,
  });
}

/** A Worker's source as the runtime takes it. */
export async function oneModule(entry: string) {
  const contents = await bundleInOne(entry);
  return {
    mainModule: "worker.js",
    modulesRoot: "/",
    modules: { "worker.js": { type: "esm" as const, contents } },
  };
}

/** What the Regulars Worker is bound to here, but for its files. */
export async function regularsBindings(config: WranglerConfig, state: string): Promise<Bindings> {
  const { binding, database_id } = databaseIn(config);
  const bindings: Bindings = {
    [binding]: { type: "d1", id: database_id },
    SEALING_KEY: { type: "text", value: await sealingKey(state) },
  };
  for (const [name, value] of Object.entries(config.vars)) bindings[name] = { type: "json", value };
  for (const { name, namespace_id, simple } of config.ratelimits)
    bindings[name] = { type: "rate-limit", namespace: namespace_id, simple };
  return bindings;
}

/** The shop's own database. */
export const shopBinding = { SHOP: { type: "d1" as const, id: "demo-shop" } };

/** The databases that the Worker of that name is bound to, with every migration applied. */
export async function openDatabases(
  runtime: Miniflare,
  config: WranglerConfig,
  names: { regulars: string; shop: string },
): Promise<Databases> {
  const regulars = await runtime.getD1Database(databaseIn(config).binding, names.regulars);
  const shop = await runtime.getD1Database("SHOP", names.shop);
  await applyMigrations(regulars, inProject("migrations"));
  await applyMigrations(shop, inProject("demo", "migrations"));
  return { regulars, shop };
}
