import type { Language, PartName } from "./language.ts";
import type { Sentences } from "./say.ts";

const files = import.meta.glob<Language>(["./*.ts", "!./{language,languages,say,source}.ts"]);

/** A part of a language as its source has it: what the build puts into chunks of their own. */
export async function load(part: PartName, lang: string): Promise<Sentences> {
  const file = files[`./${lang}.ts`];
  if (!file) throw new Error(`There is no language ${lang}.`);
  return (await file())[part];
}
