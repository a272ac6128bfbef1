/** What a new build leaves of the ones before it: pages that are open still ask for their chunks. */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { pathOf, readVersions, type PinnedVersion } from "./pinned.ts";

const KEPT_FOR = 30 * 86_400_000; // milliseconds

/** The list of chunks in the folder of the built widget. `replacedAt`: milliseconds; null while in use. */
const BUILT = "built.json";

const list = z.array(z.object({ name: z.string(), replacedAt: z.number().nullable() }));

/** Named by its content; of a language, its name comes after that. */
const isChunk = (name: string): boolean => /^[a-z-]+-[0-9a-f]+(-[a-zA-Z-]+)?\.js$/.test(name);

/** The chunks in the folder that the last build made; where it has no list, all that lie there. */
export async function chunksInUse(folder: string): Promise<string[]> {
  const known = await readBuilt(folder);
  const there = (await namesIn(folder)).filter(isChunk);
  return there.filter((name) => (known.get(name) ?? null) === null);
}

/**
 * Makes room for a new build: what was in use counts as replaced from now on, and what was replaced thirty days ago goes,
 * as do all other files. Gives back the pinned versions that stay.
 */
export async function keepRecent(folder: string, now: number): Promise<PinnedVersion[]> {
  const known = await readBuilt(folder);
  const versions = await readVersions(folder);
  const stay = new Map<string, number>();
  for (const name of await namesIn(folder)) {
    if (name === "v") continue;
    const replacedAt = known.get(name) ?? now;
    if (isChunk(name) && now - replacedAt < KEPT_FOR) stay.set(name, replacedAt);
    else await rm(resolve(folder, name), { recursive: true });
  }
  await writeList(
    folder,
    [...stay].map(([name, replacedAt]) => ({ name, replacedAt })),
  );
  const recent = versions.filter(({ date }, index) => index === 0 || now - Date.parse(date) < KEPT_FOR);
  const files = new Set(recent.map(({ version }) => version));
  for (const name of await namesIn(resolve(folder, "v")))
    if (!files.has(name)) await rm(resolve(folder, "v", name), { recursive: true });
  const there = await Promise.all(
    recent.map((each) =>
      readFile(pathOf(folder, each)).then(
        () => each,
        () => null,
      ),
    ),
  );
  return there.filter((each) => each !== null);
}

/** Writes down which chunks the build made, beside those that it left. */
export async function noteBuilt(folder: string, made: string[]): Promise<void> {
  const known = await readBuilt(folder);
  const left = [...known].filter(([name]) => !made.includes(name));
  await writeList(folder, [
    ...made.map((name) => ({ name, replacedAt: null })),
    ...left.map(([name, replacedAt]) => ({ name, replacedAt })),
  ]);
}

async function readBuilt(folder: string): Promise<Map<string, number | null>> {
  const text = await readFile(resolve(folder, BUILT), "utf8").catch(() => "[]");
  return new Map(list.parse(JSON.parse(text)).map(({ name, replacedAt }) => [name, replacedAt]));
}

function writeList(folder: string, chunks: z.infer<typeof list>): Promise<void> {
  return writeFile(resolve(folder, BUILT), JSON.stringify(chunks));
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
