import { rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

// Two runs on the same data would wait for each other's locks: so the first says that it is there.
const running = z.object({ pid: z.number(), url: z.string() });

export type Running = z.infer<typeof running>;

const fileIn = (state: string) => join(state, "running.json");

/** The run that serves this data, or null. One that ended without a word is not counted. */
export async function findRunning(state: string): Promise<Running | null> {
  let found: Running;
  try {
    found = running.parse(JSON.parse(await readFile(fileIn(state), "utf8")));
    process.kill(found.pid, 0); // sends nothing: throws when there is no such process
  } catch {
    return null;
  }
  return found;
}

/** Says that this process serves the data. */
export async function noteRunning(state: string, url: string): Promise<void> {
  await writeFile(fileIn(state), JSON.stringify({ pid: process.pid, url } satisfies Running));
}

/** Takes that back; at once, for it is called when the process ends. */
export function forgetRunning(state: string): void {
  rmSync(fileIn(state), { force: true });
}
