/** The languages that mails and pages are written in, and which of them somebody reads. */

export const languages = [
  "en",
  "de",
  "fr",
  "es",
  "pt",
  "it",
  "nl",
  "pl",
  "sv",
  "da",
  "nb",
  "fi",
  "cs",
  "tr",
  "el",
  "uk",
  "ar",
  "he",
  "hi",
  "ja",
  "ko",
  "zh-Hans",
  "zh-Hant",
] as const;
export type Language = (typeof languages)[number];

/** Names that mean one of ours: any Norwegian, and the codes that Hebrew and Norwegian had before. */
const others = new Map<string, Language>([
  ["no", "nb"],
  ["nn", "nb"],
  ["iw", "he"],
]);

/** Where Chinese is written in traditional characters, if the tag doesn't say how it is written. */
const TRADITIONAL = /^(tw|hk|mo)$/;

/** The language of the first of these tags (BCP 47) that there is one for; English where there is none. */
export function languageOf(...tags: (string | null | undefined)[]): Language {
  for (const tag of tags) {
    const found = tag ? knownLanguage(tag) : null;
    if (found) return found;
  }
  return "en";
}

/** The one of our languages that a tag (BCP 47) is of; null where we have none for it. */
export function knownLanguage(tag: string): Language | null {
  const [language = "", ...rest] = tag.toLowerCase().split(/[-_]/);
  if (language === "zh" || language === "cmn" || language === "yue") {
    if (rest.includes("hans")) return "zh-Hans";
    const isTraditional =
      rest.includes("hant") || language === "yue" || rest.some((part) => TRADITIONAL.test(part));
    return isTraditional ? "zh-Hant" : "zh-Hans";
  }
  return others.get(language) ?? languages.find((each) => each === language) ?? null;
}

/** Which way the language is written. */
export function directionOf(language: Language): "ltr" | "rtl" {
  return language === "ar" || language === "he" ? "rtl" : "ltr";
}

/** The languages of an `Accept-Language` header in the order written, which is that of preference wherever browsers write it. */
export function acceptedLanguages(header: string | undefined): string[] {
  return header?.split(",").map((each) => each.replace(/;.*/, "").trim()) ?? [];
}
