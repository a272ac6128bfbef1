/** The languages of the widget, BCP 47, besides English, which comes with the panel. */
export const languages = [
  "ar",
  "cs",
  "da",
  "de",
  "el",
  "es",
  "fi",
  "fr",
  "he",
  "hi",
  "it",
  "ja",
  "ko",
  "nb",
  "nl",
  "pl",
  "pt",
  "sv",
  "tr",
  "uk",
  "zh-Hans",
  "zh-Hant",
] as const;

/** The widget's language for a locale (BCP 47; left out, the browser's): the nearest there is, else English. */
export function languageOf(locale: string | undefined): string {
  try {
    const { language, script } = new Intl.Locale(locale ?? navigator.language).maximize();
    const asked = language === "no" || language === "nn" ? "nb" : language;
    return languages.find((each) => each === asked || each === `${asked}-${script ?? ""}`) ?? "en";
  } catch {
    return "en";
  }
}
