import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

// The demo store's own copy of its keys. Regulars keeps only a hash of the secret one.
const demoStore = z.object({
  storeId: z.string(),
  publishableKey: z.string(),
  secretKey: z.string(),
  signingKey: z.object({ id: z.string(), secret: z.string() }),
  /** The time that its history leads up to, milliseconds. */
  madeAt: z.number(),
  /** Whether its history is there to the end. */
  isComplete: z.boolean(),
});

export type DemoStore = z.infer<typeof demoStore>;

const fileIn = (state: string) => join(state, "demo-store.json");

/** The demo store's keys, or null before it is made. */
export async function readDemoStore(state: string): Promise<DemoStore | null> {
  try {
    return demoStore.parse(JSON.parse(await readFile(fileIn(state), "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Keeps the demo store's keys, for its owner's eyes alone. */
export async function writeDemoStore(state: string, store: DemoStore): Promise<void> {
  const file = fileIn(state);
  await writeFile(`${file}.new`, `${JSON.stringify(store, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
