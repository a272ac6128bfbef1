import * as en from "../words/en.ts";
import type { Sentences } from "../words/say.ts";
import { load as source } from "../words/source.ts";
import { borrowed } from "./words.ts";

/** What the elements say, of the parts of a language. */
const pick = (inline: Sentences, all: Sentences): Sentences => ({
  ...Object.fromEntries(borrowed.map((key) => [key, all[key]])),
  ...inline,
});

export const english = pick(en.inline, { ...en.core, ...en.more });

/** As the sources have it: what the build puts into chunks of their own. */
export async function load(lang: string): Promise<Sentences> {
  const [inline, core, more] = await Promise.all([
    source("inline", lang),
    source("core", lang),
    source("more", lang),
  ]);
  return pick(inline, { ...core, ...more });
}
