import type { core, inline, more } from "./en.ts";

/** What a sentence can be given: numbers are written in the locale, text stands as it is. */
export type Given = string | number;

/** Sentences by their key. */
export type Sentences = Partial<Record<string, string>>;

type English = typeof core & typeof more & typeof inline;

/** The key of a sentence. */
export type Key = Exclude<keyof English, "forms">;

/** What the sentence of a key has to be given, read off the English one. */
type Holes<Text extends string> = Text extends `${string}{2}${string}`
  ? [Given, Given, Given]
  : Text extends `${string}{1}${string}` | `${string}[1:${string}`
    ? [Given, Given]
    : Text extends `${string}{0}${string}` | `${string}[${string}`
      ? [Given]
      : [];

/** Says a sentence in the shopper's language. */
export type Say = <K extends Key>(key: K, ...given: Holes<English[K]>) => string;

/** `[point|points]`, `[1:day|days]`. */
const plural = /\[(?:(\d):)?([^\]]*)\]/g;

/** What says sentences in one language. */
export interface Words {
  /** BCP 47. */
  lang: string;
  t: Say;
  /** Takes more of the language. */
  add(more: Sentences): void;
  /** Speaks another language from now on. */
  speak(lang: string, sentences: Sentences): void;
  /** The store's own sentences, which go before the language's. */
  own: Sentences;
}

/**
 * What says the sentences of a language, to which more are added. The plural's forms are chosen by Unicode CLDR's rules, as
 * Intl has them.
 */
export function createWords(lang: string, first: Sentences, number: (value: number) => string): Words {
  let known = first;
  let rules: Intl.PluralRules | undefined;
  const form = (given: Given | undefined): number => {
    rules ??= new Intl.PluralRules(words.lang);
    return (known.forms ?? "").split(" ").indexOf(rules.select(Number(given)));
  };
  const words: Words = {
    lang,
    own: {},
    add(more) {
      known = { ...known, ...more };
    },
    speak(next, sentences) {
      words.lang = next;
      known = sentences;
      rules = undefined;
    },
    t: (key, ...given) =>
      (words.own[key] ?? known[key] ?? "")
        // Forms first: what is put in afterwards is a name, and is not read for brackets or braces.
        .replace(plural, (_, place: string | undefined, forms: string) => {
          const all = forms.split("|");
          // A category without a form of its own (Spanish millions in some engines) takes the last.
          return all[form(given[Number(place ?? 0)])] ?? all.at(-1) ?? "";
        })
        .replace(/\{(\d)\}/g, (_, place: string) => {
          const value = given[Number(place)] ?? "";
          if (typeof value === "number") return number(value);
          // Between Arabic or Hebrew words "£5" and "#1048" would turn round: each keeps its own direction, isolated.
          return value && /^(ar|he)/.test(words.lang) ? `\u2068${value}\u2069` : value;
        }),
  };
  return words;
}
