/** The widget in one file that never changes: for pages that will run nothing whose hash they have not seen before. */
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Plugin } from "vite";
import { z } from "zod";
import { inProject } from "../local/paths.ts";
import type { BuiltLanguages } from "./languages.ts";

const version = z.object({
  /** The project's version, and what tells two builds of it apart. */
  version: z.string().regex(/^[0-9A-Za-z.-]*[0-9A-Za-z]$/),
  /** Under the Worker's address. */
  file: z.string().startsWith("/widget/v/"),
  /** For the tag's `integrity`. */
  integrity: z.string(),
  bytes: z.number(),
  /** Whose texts lie beside it, as `<language>.json`; English is inside. */
  languages: z.array(z.string().regex(/^[a-zA-Z-]+$/)),
  /** When it was first built, ISO 8601. */
  date: z.string(),
});
export type PinnedVersion = z.infer<typeof version>;

/** In the folder of the built widget; the newest first. */
export const VERSIONS = "versions.json";

/** The panel is inside, and so is all code that it would have asked for later; languages are texts, which run nothing. */
const inOne: Plugin = {
  name: "in-one",
  enforce: "pre",
  resolveId: (id) => {
    if (id === "virtual:card") return inProject("widget/card/source.ts");
    if (id === "virtual:languages") return inProject("widget/pinned/languages.ts");
    if (id === "virtual:inline-words") return inProject("widget/pinned/inline-words.ts");
    return id.endsWith("/load-chunk.ts") ? inProject("widget/pinned/load-chunk.ts") : null;
  },
};

/** The versions of a list, which is JSON; throws where it isn't one. */
export function versionsIn(text: string): PinnedVersion[] {
  return z.array(version).parse(JSON.parse(text));
}

/** The versions that a folder has a list of. */
export async function readVersions(folder: string): Promise<PinnedVersion[]> {
  return versionsIn(await readFile(resolve(folder, VERSIONS), "utf8").catch(() => "[]"));
}

/** Where a version's file lies in the folder. */
export function pathOf(folder: string, { version: name }: PinnedVersion): string {
  return resolve(folder, "v", name, "regulars.js");
}

/** What a file's `integrity` has to say of it. */
export function integrityOf(code: string | Uint8Array): string {
  return `sha384-${createHash("sha384").update(code).digest("base64")}`;
}

/**
 * Builds the pinned file of what the sources are now into the folder, and puts it at the head of the list of `earlier`
 * versions. `bundle` makes one script of an entry; `now` is milliseconds.
 */
export async function buildPinned(
  folder: string,
  bundle: (entry: string, format: "iife", plugins: Plugin[]) => Promise<string>,
  words: BuiltLanguages,
  earlier: PinnedVersion[],
  now: number,
): Promise<PinnedVersion> {
  const code = await bundle("widget/pinned/index.ts", "iife", [inOne]);
  const project = z.object({ version: z.string() });
  const { version: released } = project.parse(JSON.parse(await readFile(inProject("package.json"), "utf8")));
  const hash = createHash("sha256")
    .update(code + words.hash)
    .digest("hex")
    .slice(0, 8);
  const name = `${released}-${hash}`;
  const built = {
    version: name,
    file: `/widget/v/${name}/regulars.js`,
    integrity: integrityOf(code),
    bytes: new TextEncoder().encode(code).length,
    languages: [...words.texts.keys()],
    date: earlier.find((each) => each.version === name)?.date ?? new Date(now).toISOString(),
  };
  await mkdir(resolve(folder, "v", name), { recursive: true });
  await writeFile(pathOf(folder, built), code);
  await Promise.all(
    [...words.texts].map(([lang, text]) => writeFile(resolve(folder, "v", name, `${lang}.json`), text)),
  );
  const others = earlier.filter((each) => each.version !== name);
  await writeFile(resolve(folder, VERSIONS), JSON.stringify([built, ...others], null, 2));
  return built;
}
