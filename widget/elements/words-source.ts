import * as en from "../words/en.ts";
import type { PartName } from "../words/language.ts";
import type { Sentences } from "../words/say.ts";
import { load as source } from "virtual:languages";
import { borrowed } from "./words.ts";

/** What the elements say, of the parts of a language. */
const pick = (inline: Sentences, all: Sentences): Sentences => ({
  ...Object.fromEntries(borrowed.map((key) => [key, all[key]])),
  ...inline,
});

export const english = pick(en.inline, { ...en.core, ...en.more });

/** What the elements say in a language, of its parts as they are got. */
export async function said(
  lang: string,
  part: (name: PartName, lang: string) => Promise<Sentences>,
): Promise<Sentences> {
  const [inline, core, more] = await Promise.all([
    part("inline", lang),
    part("core", lang),
    part("more", lang),
  ]);
  return pick(inline, { ...core, ...more });
}

/** As the sources have it: what the build puts into chunks of their own. */
export const load = (lang: string): Promise<Sentences> => said(lang, source);
