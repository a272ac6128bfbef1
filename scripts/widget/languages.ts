/** The widget's languages as chunks: of each part, the sentences alone, in the order of the English ones. */
import { createHash } from "node:crypto";
import { brotliCompressSync } from "node:zlib";
import type { Plugin } from "vite";
import * as english from "../../widget/words/en.ts";
import type { Language, PartName } from "../../widget/words/language.ts";
import { languages } from "../../widget/words/languages.ts";
import { untold } from "../words/untold.ts";

const parts = ["core", "more"] as const satisfies PartName[];

/** What a part of a language may weigh on the wire, in bytes after brotli: a shopper waits for it. */
const most = 2_000;

/** The chunks, and what stands in all their names; `keys` names the sentences of `more`. */
export interface BuiltLanguages {
  hash: string;
  /** Code by file name: `words-<hash>-more-de.js`. */
  files: Map<string, string>;
  /** What the launcher says, by language: the Worker writes one of them into the tag. */
  launcher: Record<string, Language["launcher"]>;
  /** By language but English, all of it as JSON: for the pinned file, which takes no code from elsewhere. */
  texts: Map<string, string>;
}

/** Reads every language, and gives its chunks. Throws where one lacks a sentence, has one too many, or weighs too much. */
export async function buildLanguages(): Promise<BuiltLanguages> {
  const all = await Promise.all(
    ["en", ...languages].map(async (lang) => {
      const language = (await import(`../../widget/words/${lang}.ts`)) as Language;
      return parts.map((part) => ({
        lang,
        part,
        code: chunkOf(language, lang, part),
        said: language[part],
        inline: language.inline,
        launcher: language.launcher,
      }));
    }),
  );
  const hash = createHash("sha256")
    .update(JSON.stringify([all, Object.keys(english.more)]))
    .digest("hex")
    .slice(0, 10);
  return {
    hash,
    files: new Map([
      // What no first open needs.
      [`words-${hash}-keys.js`, `export default ${JSON.stringify(Object.keys(english.more).join(" "))}`],
      ...all
        .flat()
        // English's core is in the panel.
        .filter(({ lang, part }) => lang !== "en" || part !== "core")
        .map(({ lang, part, code }) => [`words-${hash}-${part}-${lang}.js`, code] as const),
    ]),
    launcher: Object.fromEntries(all.flatMap(([first]) => (first ? [[first.lang, first.launcher]] : []))),
    texts: new Map(
      all
        .filter(([first]) => first?.lang !== "en")
        .map((made) => [
          made[0]?.lang ?? "",
          JSON.stringify({
            ...Object.fromEntries(made.map(({ part, said }) => [part, said])),
            inline: made[0]?.inline,
          }),
        ]),
    ),
  };
}

function chunkOf(language: Language, lang: string, part: (typeof parts)[number]): string {
  const said: Record<string, string> = language[part];
  const trouble = untold(said, english[part]);
  if (trouble) throw new Error(`widget/words/${lang}.ts ${trouble}.`);
  const sentences = Object.keys(english[part]).map((key) => said[key]);
  const code = `export default ${JSON.stringify(sentences)}`;
  const weight = brotliCompressSync(code).length;
  if (weight > most)
    throw new Error(
      `"${part}" of widget/words/${lang}.ts weighs ${weight} B, more than ${most}: say it shorter.`,
    );
  return code;
}

/** `virtual:languages` for the built panel: where the chunks lie, and which sentence of theirs is which. */
export function languagesModule({ hash }: BuiltLanguages): Plugin {
  const name = "virtual:languages";
  const code = `import { again } from "/widget/again.ts";
import { core } from "/widget/words/en.ts";
// By a name of its own, because vite would take it for pictures.
const here = import.meta.url;
const get = async (rest) => (await again(new URL(\`./words-${hash}-\${rest}.js\`, here).href)).default;
const keysOf = async (part) => part === "core" ? Object.keys(core) : (await get("keys")).split(" ");
export const load = async (part, lang) => {
  const [keys, said] = await Promise.all([keysOf(part), get(\`\${part}-\${lang}\`)]);
  return Object.fromEntries(said.map((sentence, place) => [keys[place], sentence]));
};`;
  return {
    name: "languages",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? code : null),
  };
}
