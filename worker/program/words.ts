/** How sentences are said in many languages: by the widget, and by the Worker's own pages. */

/** What a sentence can be given: numbers are written in the reader's locale, text stands as it is. */
export type Given = string | number;

/** Sentences by their key. */
export type Sentences = Partial<Record<string, string>>;

/** What a sentence has to be given, read off the English one. */
type Holes<Text> = Text extends `${string}{2}${string}`
  ? [Given, Given, Given]
  : Text extends `${string}{1}${string}` | `${string}[1:${string}`
    ? [Given, Given]
    : Text extends `${string}{0}${string}` | `${string}[${string}`
      ? [Given]
      : [];

/** The key of a sentence. */
export type KeyOf<English> = Exclude<keyof English, "forms"> & string;

/** Says a sentence in the reader's language. */
export type SayOf<English> = <K extends KeyOf<English>>(key: K, ...given: Holes<English[K]>) => string;

/** `[point|points]`, `[1:day|days]`. */
const plural = /\[(?:(\d):)?([^\]]*)\]/g;

/** What says sentences in one language. */
export interface WordsOf<English> {
  /** BCP 47. */
  lang: string;
  t: SayOf<English>;
  /** Takes more of the language. */
  add(more: Sentences): void;
  /** Speaks another language from now on. */
  speak(lang: string, sentences: Sentences): void;
  /** The store's own sentences, which go before the language's. */
  own: Sentences;
}

/**
 * What says the sentences of a language, to which more are added. The plural's forms are chosen by Unicode CLDR's rules, as
 * Intl has them, and stand in the order that `forms` of the language says.
 */
export function createWords<English>(
  lang: string,
  first: Sentences,
  number: (value: number) => string,
): WordsOf<English> {
  let known = first;
  let rules: Intl.PluralRules | undefined;
  const form = (given: Given | undefined): number => {
    rules ??= new Intl.PluralRules(words.lang);
    return (known.forms ?? "").split(" ").indexOf(rules.select(Number(given)));
  };
  const words: WordsOf<English> = {
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
    t: (key, ...given: Given[]) =>
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
