import type { Environment } from "../../worker/environment.ts";
import { deployedConfig } from "../cloudflare/deployed-config.ts";
import { applyMigrations } from "../local/migrations.ts";
import { defaultState, inProject } from "../local/paths.ts";
import { regularsBindings, startRuntime } from "../local/runtime.ts";
import { sealingKey } from "../local/secrets.ts";
import { databaseIn, readWranglerConfig } from "../local/wrangler-config.ts";
import { wranglerDatabase } from "./wrangler-d1.ts";

/** A way to the stores: as much of the Worker's environment as the verbs of stores use. */
export interface Opened {
  environment: Environment;
  close(): Promise<void>;
}

/** What can't be done, in words for the person at the keyboard. */
export class CannotOpen extends Error {}

/** The stores of this machine, made ready if this is their first use. */
export async function openLocal(state = defaultState): Promise<Opened> {
  const config = await readWranglerConfig();
  const { binding } = databaseIn(config);
  const module = { mainModule: "none.js", modulesRoot: "/", modules: { "none.js": emptyModule } };
  const env = await regularsBindings(config, state);
  const runtime = startRuntime(state, [
    { config: { name: "store", compatibilityDate: config.compatibility_date, manifest: module, env } },
  ]);
  const DB = await runtime.getD1Database(binding);
  await applyMigrations(DB, inProject("migrations"));
  const environment = { DB, SEALING_KEY: await sealingKey(state) } as Environment;
  return { environment, close: () => runtime.dispose() };
}

const emptyModule = { type: "esm" as const, contents: "export default {}" };

const thirtyTwoBytes = /^[A-Za-z0-9+/]{43}=$/; // in base64

/**
 * The stores of the deployed Worker.
 *
 * @throws CannotOpen when it was not deployed from here, or the sealing key is needed and not given
 */
export async function openRemote(options: { needsSealingKey: boolean }): Promise<Opened> {
  const config = await deployedConfig();
  if (!config) throw new CannotOpen("Nothing was deployed from this folder yet: npm run deploy.");
  const key = process.env.REGULARS_SEALING_KEY ?? "";
  if (options.needsSealingKey && !thirtyTwoBytes.test(key))
    throw new CannotOpen(
      "Set REGULARS_SEALING_KEY to the Worker's SEALING_KEY, which `npm run deploy` printed once: the signing key is " +
        "sealed with it, and a Worker's secret can't be read back.",
    );
  const DB = wranglerDatabase([config.databaseName, "--remote", "--config", config.path]);
  return { environment: { DB, SEALING_KEY: key } as Environment, close: () => Promise.resolve() };
}
