/** How a hosted page speaks: its sentences, and the way with figures and dates that goes with them. */
import { directionOf, knownLanguage, type Language } from "../http/languages.ts";
import { minorUnits } from "../program/exchange.ts";
import { createWords, type SayOf } from "../program/words.ts";
import type { English, HostedSentences } from "./words/language.ts";

export interface Speech {
  language: Language;
  direction: "ltr" | "rtl";
  /** BCP 47, of figures and dates. */
  locale: string;
  t: SayOf<English>;
}

/** The speech of a page in the language; figures are as in the store's own locale where that is of the language. */
export function speechOf(language: Language, sentences: HostedSentences, storeLocale = ""): Speech {
  const locale = knownLanguage(storeLocale) === language ? storeLocale : language;
  const numbers = new Intl.NumberFormat(locale);
  const { t } = createWords<English>(language, sentences, (value) => numbers.format(value));
  return { language, direction: directionOf(language), locale, t };
}

/** Writes amounts of a currency (ISO 4217), minor units. */
export function moneyIn({ locale }: Speech, currency: string): (minor: number) => string {
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    trailingZeroDisplay: "stripIfInteger",
  });
  return (minor) => format.format(minor / 10 ** minorUnits(currency));
}
