import * as english from "../words/en.ts";
import type { PartName } from "../words/language.ts";
import type { Sentences } from "../words/say.ts";

/** Where this file came from; only while it starts does the document say so. */
const here = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href;

/** A part of a language: a text that lies beside the pinned file, for no code may come from elsewhere. Rejects without it. */
export async function load(part: PartName, lang: string): Promise<Sentences> {
  if (lang === "en") return english[part];
  const answer = await fetch(new URL(`${lang}.json`, here), { credentials: "omit" });
  if (!answer.ok) throw new Error(`The language ${lang} was answered with ${answer.status}`);
  return ((await answer.json()) as Record<PartName, Sentences>)[part];
}
