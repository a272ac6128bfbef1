/** What a mail says, by language: worker/mail/words/*.json, which the build copies to dist/assets/mail/. */
import { z } from "zod";
import type { Environment } from "../environment.ts";
import { builtFile } from "../http/built-file.ts";
import type { Language } from "../http/languages.ts";
import english from "./words/en.json" with { type: "json" };

/** `{code}` and `{store}` stand for the code and the store's name. */
export const mailWords = z.strictObject({
  subject: z.string(),
  greeting: z.string(),
  signIn: z.string(),
  stepUp: z.string(),
  expires: z.string(),
  ignore: z.string(),
  sender: z.string(),
});
export type MailWords = z.infer<typeof mailWords>;

/** What was read before, in this isolate. */
const read = new Map<Language, MailWords>([["en", english]]);

/** The words of the language; English, and said to be that, where they can't be read. */
export async function wordsIn(
  { ASSETS }: Environment,
  language: Language,
): Promise<{ language: Language; words: MailWords }> {
  const words = read.get(language) ?? (await wordsOfAsset(ASSETS, language));
  if (!words) return { language: "en", words: english };
  read.set(language, words);
  return { language, words };
}

async function wordsOfAsset(assets: Fetcher, language: Language): Promise<MailWords | null> {
  try {
    const file = await builtFile(assets, `mail/${language}.json`);
    return mailWords.parse(await file.json());
  } catch {
    return null;
  }
}
