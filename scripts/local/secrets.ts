import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** 32 random bytes in base64. */
export const newSealingKey = (): string => randomBytes(32).toString("base64");

/** A secret kept in the state folder, readable by its owner alone; made the first time it is asked for. */
async function keptSecret(state: string, name: string): Promise<string> {
  const path = join(state, name);
  await mkdir(state, { recursive: true });
  try {
    await writeFile(path, `${newSealingKey()}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return (await readFile(path, "utf8")).trim();
}

/** The local SEALING_KEY: with it the Worker seals what it must be able to read again. */
export const sealingKey = (state: string): Promise<string> => keptSecret(state, "sealing-key");

/** What signs the demo shop's cookies. */
export const shopSecret = (state: string): Promise<string> => keptSecret(state, "shop-secret");
