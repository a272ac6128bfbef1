/** The elements for a store's own templates: their chunks, and the words that come with them. */
import { createHash } from "node:crypto";
import type { Plugin } from "vite";
import { borrowed } from "../../widget/elements/words.ts";
import * as english from "../../widget/words/en.ts";
import type { Language } from "../../widget/words/language.ts";
import { languages } from "../../widget/words/languages.ts";
import { untold } from "../words/untold.ts";

/** Where the elements begin. */
export const elementsEntry = "widget/elements/index.ts";

/** The sentences of the elements in every language but English, which is in their chunk. */
export interface InlineWords {
  hash: string;
  /** Code by file name: `words-<hash>-inline-de.js`. */
  files: Map<string, string>;
}

/** What the elements say in a language, by key: of the panel's sentences those that they borrow. */
function sentencesOf({ core, more, inline }: Language): Record<string, string> {
  const all: Record<string, string> = { ...core, ...more };
  return { ...Object.fromEntries(borrowed.map((key) => [key, all[key] ?? ""])), ...inline };
}

/** Reads every language, and gives its chunk for the elements: its sentences alone, in the order of the English ones. */
export async function buildInlineWords(): Promise<InlineWords> {
  const spoken = sentencesOf(english);
  const all = await Promise.all(
    languages.map(async (lang) => {
      const said = sentencesOf((await import(`../../widget/words/${lang}.ts`)) as Language);
      const trouble = untold(said, spoken);
      if (trouble) throw new Error(`widget/words/${lang}.ts ${trouble}.`);
      return { lang, code: `export default ${JSON.stringify(Object.keys(spoken).map((key) => said[key]))}` };
    }),
  );
  const hash = createHash("sha256").update(JSON.stringify(all)).digest("hex").slice(0, 10);
  return { hash, files: new Map(all.map(({ lang, code }) => [`words-${hash}-inline-${lang}.js`, code])) };
}

/** `virtual:inline-words` for the built elements: English, and where the other languages lie. */
export function inlineWordsModule({ hash }: InlineWords): Plugin {
  const name = "virtual:inline-words";
  const code = `export const english = ${JSON.stringify(sentencesOf(english))};
export const load = (lang) =>
  import(/* @vite-ignore */ \`./words-${hash}-inline-\${lang}.js\`).then(({ default: said }) =>
    Object.fromEntries(Object.keys(english).map((key, place) => [key, said[place]])));`;
  return {
    name: "inline-words",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? code : null),
  };
}
