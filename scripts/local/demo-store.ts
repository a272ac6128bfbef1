import type { SeedCounts, SeedRequest } from "../../demo/seed/worker.ts";
import type { CreatedStore } from "../../worker/stores/create.ts";
import { readDemoStore, writeDemoStore, type DemoStore } from "./demo-keys.ts";
import { defaultState } from "./paths.ts";
import { oneModule, openDatabases, regularsBindings, shopBinding, startRuntime } from "./runtime.ts";
import { readWranglerConfig } from "./wrangler-config.ts";

/** How many members the demo store's history is about, beside those that a visitor can be. */
export const fullHouse = 240;

const seed = 20_261_122;

/**
 * Makes the demo store "Juniper & Co" with its program, its keys and months of history, unless it is there. One that
 * was stopped half-way is brought to its end.
 *
 * @param options.members how many members beside the four that a visitor can be; 0 is enough, and quick, for a test
 * @param options.now the time that the history leads up to, milliseconds
 * @returns the store, and how much happened in its history; null when it was there already
 */
export async function makeDemoStore(
  options: { persistTo?: string; members?: number; now?: number } = {},
): Promise<{ store: DemoStore; counts: SeedCounts | null }> {
  const state = options.persistTo ?? defaultState;
  const before = await readDemoStore(state);
  if (before?.isComplete) return { store: before, counts: null };

  const config = await readWranglerConfig();
  const runtime = startRuntime(state, [
    {
      config: {
        name: "seed",
        compatibilityDate: config.compatibility_date,
        compatibilityFlags: config.compatibility_flags,
        manifest: await oneModule("demo/seed/worker.ts"),
        env: { ...(await regularsBindings(config, state)), ...shopBinding },
      },
    },
  ]);
  const ask = async <Answer>(request: SeedRequest): Promise<Answer> => {
    const response = await runtime.dispatchFetch("http://seed/", {
      method: "POST",
      body: JSON.stringify(request),
    });
    if (!response.ok) throw new Error(`The demo store could not be made: ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  try {
    await openDatabases(runtime, config, { regulars: "seed", shop: "seed" });
    const now = before?.madeAt ?? options.now ?? Date.now();
    const store = before ?? (await create(ask, now));
    // Before its history, so that a second try goes on with the same store.
    await writeDemoStore(state, store);
    const { publishableKey, secretKey } = store;
    const members = options.members ?? fullHouse;
    const counts = await ask<SeedCounts>({ make: "history", publishableKey, secretKey, now, seed, members });
    const complete = { ...store, isComplete: true };
    await writeDemoStore(state, complete);
    return { store: complete, counts };
  } finally {
    await runtime.dispose();
  }
}

async function create(
  ask: <Answer>(request: SeedRequest) => Promise<Answer>,
  now: number,
): Promise<DemoStore> {
  const url = "http://localhost:8787"; // put right when the store opens: the port may be another
  const { id, keys } = await ask<CreatedStore>({ make: "store", url, origins: [url], now });
  if (keys.signing.secret === null) throw new Error("The signing key came without its secret.");
  return {
    storeId: id,
    publishableKey: keys.publishable.key,
    secretKey: keys.secret.key,
    signingKey: { id: keys.signing.key, secret: keys.signing.secret },
    madeAt: now,
    isComplete: false,
  };
}
