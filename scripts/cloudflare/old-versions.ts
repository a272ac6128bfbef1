import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { inProject } from "../local/paths.ts";
import { integrityOf, pathOf, readVersions, versionsIn, VERSIONS } from "../widget/pinned.ts";

/**
 * Puts every pinned version that was ever deployed beside the new one: a page that pins a version asks for it for as long
 * as it is pasted there.
 *
 * @param url the Worker's address, without a slash at the end
 * @returns the names of the versions that were kept
 * @throws Error when one of them doesn't come as it was
 */
export async function keepOldVersions(
  url: string,
  now: number,
  folder = inProject("dist", "assets", "widget"),
): Promise<string[]> {
  const response = await fetch(`${url}/widget/${VERSIONS}?${now}`).catch(() => null);
  const deployed = response?.ok ? versionsIn(await response.text()) : [];
  const [built] = await readVersions(folder);
  const kept = deployed.filter(({ version }) => version !== built?.version);
  for (const each of kept) {
    const answer = await fetch(url + each.file);
    if (!answer.ok) throw new Error(`${url}${each.file} answered ${answer.status}.`);
    const code = await answer.text();
    if (integrityOf(code) !== each.integrity) throw new Error(`${url}${each.file} is not what it was.`);
    const path = pathOf(folder, each);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, code);
    for (const lang of each.languages) {
      const text = await fetch(new URL(`${lang}.json`, url + each.file));
      if (!text.ok) throw new Error(`${url}${each.file} has lost its ${lang}.json: ${text.status}.`);
      await writeFile(resolve(dirname(path), `${lang}.json`), await text.text());
    }
  }
  const all = [...(built ? [built] : []), ...kept];
  await writeFile(resolve(folder, VERSIONS), JSON.stringify(all, null, 2));
  return kept.map(({ version }) => version);
}
