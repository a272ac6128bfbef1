/** Puts what hosted pages say beside the Worker's other files, one file a language; stops at a language that says something else. */
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { sentences as english } from "../worker/hosted/words/en.ts";
import { languages } from "../worker/http/languages.ts";
import { troubleOf } from "./hosted/trouble.ts";
import { inProject } from "./local/paths.ts";

/** What is in the folder besides the languages. */
const others = ["language.ts"];

/** Builds the words of hosted pages into `dist/assets/hosted/`. */
export async function buildHosted(): Promise<void> {
  const sources = inProject("worker", "hosted", "words");
  const folder = inProject("dist", "assets", "hosted");
  const known = [...others, ...languages.map((language) => `${language}.ts`)];
  const strangers = (await readdir(sources)).filter((name) => !known.includes(name));
  if (strangers.length > 0) throw new Error(`Hosted pages are in no such language: ${strangers.join(", ")}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const language of languages) {
    const { sentences } = (await import(`../worker/hosted/words/${language}.ts`)) as {
      sentences: Record<string, string>;
    };
    const trouble = troubleOf(sentences, english, language);
    if (trouble) throw new Error(`worker/hosted/words/${language}.ts ${trouble}.`);
    await writeFile(`${folder}/${language}.json`, JSON.stringify(sentences));
  }
}

if (import.meta.main) await buildHosted();
