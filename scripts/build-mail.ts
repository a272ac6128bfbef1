/** Puts what mails say beside the Worker's other files, one file a language; stops at a language that lacks a sentence. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { languages } from "../worker/http/languages.ts";
import { mailWords } from "../worker/mail/words.ts";
import { inProject } from "./local/paths.ts";

/** Builds the words of mails into `dist/assets/mail/`. */
export async function buildMail(): Promise<void> {
  const sources = inProject("worker", "mail", "words");
  const folder = inProject("dist", "assets", "mail");
  const strangers = (await readdir(sources)).filter(
    (name) => !languages.some((each) => name === `${each}.json`),
  );
  if (strangers.length > 0) throw new Error(`Mails are in no such language: ${strangers.join(", ")}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const language of languages) {
    const words: unknown = JSON.parse(await readFile(`${sources}/${language}.json`, "utf8"));
    const parsed = mailWords.safeParse(words);
    if (!parsed.success) throw new Error(`The mail in ${language} is incomplete: ${parsed.error.message}`);
    await writeFile(`${folder}/${language}.json`, JSON.stringify(parsed.data));
  }
}

if (import.meta.main) await buildMail();
