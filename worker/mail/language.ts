/** Which of the languages there are somebody reads. Pure, and of no use to mail alone. */

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
const others: Record<string, Language> = { no: "nb", nn: "nb", iw: "he" };

/** Where Chinese is written in traditional characters, if the tag doesn't say how it is written. */
const TRADITIONAL = /^(tw|hk|mo)$/;

/** The language of the first of these tags (BCP 47) that there is one for; English where there is none. */
export function languageOf(...tags: (string | null | undefined)[]): Language {
  for (const tag of tags) {
    const found = tag ? known(tag) : null;
    if (found) return found;
  }
  return "en";
}

function known(tag: string): Language | null {
  const [language = "", ...rest] = tag.toLowerCase().split(/[-_]/);
  if (language === "zh" || language === "cmn" || language === "yue") {
    if (rest.includes("hans")) return "zh-Hans";
    const isTraditional =
      rest.includes("hant") || language === "yue" || rest.some((part) => TRADITIONAL.test(part));
    return isTraditional ? "zh-Hant" : "zh-Hans";
  }
  return others[language] ?? languages.find((each) => each === language) ?? null;
}

/** Which way the language is written. */
export function directionOf(language: Language): "ltr" | "rtl" {
  return language === "ar" || language === "he" ? "rtl" : "ltr";
}
