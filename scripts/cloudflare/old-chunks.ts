import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { inProject } from "../local/paths.ts";
import { chunksInUse } from "../widget/kept-files.ts";

const built = inProject("dist", "assets", "widget");
const listName = "deployed.json";
const keptFor = 30 * 86_400_000; // milliseconds

/** The chunks of a deployment. `replacedAt`: when another came in its place (milliseconds); null while in use. */
const list = z.array(z.object({ name: z.string().regex(/^[\w-]+\.js$/), replacedAt: z.number().nullable() }));

/**
 * Puts the chunks that were replaced in the last thirty days beside the new ones: pages in tabs and caches still ask
 * for them, and a deployment takes away every file that it doesn't bring.
 *
 * @param url the Worker's address, without a slash at the end
 * @returns the names of the chunks that were kept
 * @throws Error when one that is wanted doesn't come
 */
export async function keepOldChunks(url: string, now: number, folder = built): Promise<string[]> {
  const response = await fetch(`${url}/widget/${listName}?${now}`).catch(() => null);
  const before = response?.ok ? list.parse(await response.json()) : [];
  const here = await chunksInUse(folder);
  const kept = before
    .filter(({ name, replacedAt }) => !here.includes(name) && now - (replacedAt ?? now) < keptFor)
    .map(({ name, replacedAt }) => ({ name, replacedAt: replacedAt ?? now }));
  for (const { name } of kept) {
    const answer = await fetch(`${url}/widget/${name}`);
    if (!answer.ok) throw new Error(`${url}/widget/${name} answered ${answer.status}.`);
    await writeFile(`${folder}/${name}`, await answer.text());
  }
  const all = [...here.map((name) => ({ name, replacedAt: null })), ...kept];
  await writeFile(`${folder}/${listName}`, JSON.stringify(all satisfies z.infer<typeof list>));
  return kept.map(({ name }) => name);
}
