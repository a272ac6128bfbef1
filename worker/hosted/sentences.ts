/** What a hosted page says, by language: worker/hosted/words/*.ts, which the build puts into dist/assets/hosted/. */
import { builtFile } from "../http/built-file.ts";
import type { Language } from "../http/languages.ts";
import type { HostedSentences } from "./words/language.ts";

/** What was read before, in this isolate: a deployment starts new ones. */
const read = new Map<Language, HostedSentences>();

/** The sentences of the language. Throws where they can't be read: then there is nothing to say. */
export async function sentencesIn(assets: Fetcher, language: Language): Promise<HostedSentences> {
  const known = read.get(language);
  if (known) return known;
  const file = await builtFile(assets, `hosted/${language}.json`);
  const sentences = await file.json<HostedSentences>();
  read.set(language, sentences);
  return sentences;
}
