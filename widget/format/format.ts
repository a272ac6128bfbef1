import type { Benefit } from "../api/types.ts";
import type { Store } from "../tag.ts";
import type { Say } from "../words/say.ts";
import { dateFormat, numberFormat } from "./intl.ts";
import { money, moneyOptions } from "./money.ts";

/** How numbers, money and dates are written for one store in one locale. */
export interface Format {
  /** BCP 47; `undefined` is the browser's own. */
  readonly locale: string | undefined;
  number: (value: number) => string;
  /** Always with its sign: "+86", "−500". */
  signed: (value: number) => string;
  /** Minor units of the store's currency. */
  money: (amount: number) => string;
  /** "15%". */
  percent: (value: number) => string;
  /** A day in the store's time zone, with the year where it isn't this one: "6 Dec", "20 Jan 2027"; or other parts of it. */
  date: (iso: string, parts?: Intl.DateTimeFormatOptions) => string;
  /** The last day before a moment: what ends with the year is good until 31 Dec. */
  lastDay: (iso: string) => string;
  /** What a referral gives: "£10", "500 points". */
  benefit: (t: Say, given: Benefit) => string;
}

/**
 * Gives the formats for a store. `now` is the Worker's clock where it is known, since the device's may be wrong:
 * it only decides whether a year is worth writing.
 */
export function createFormat(locale: string | undefined, store: Store, now: () => string): Format {
  const year = (iso: string): string =>
    dateFormat("en", { year: "numeric", timeZone: store.timeZone }).format(new Date(iso));
  const amount = (minor: number): string => money(minor, numberFormat(locale, moneyOptions(store)), store);
  const date: Format["date"] = (iso, parts = { day: "numeric", month: "short" }) =>
    dateFormat(locale, {
      ...parts,
      year: year(iso) === year(now()) ? undefined : "numeric",
      timeZone: store.timeZone,
    }).format(new Date(iso));
  return {
    locale,
    number: (value) => numberFormat(locale, {}).format(value),
    signed: (value) =>
      numberFormat(locale, { signDisplay: "exceptZero" }).format(value).replace("-", "\u2212"),
    money: amount,
    percent: (value) => numberFormat(locale, { style: "percent" }).format(value / 100),
    benefit: (t, given) => (given.type === "points" ? t("points", given.points) : amount(given.amount)),
    date,
    lastDay: (iso) => date(new Date(Date.parse(iso) - 1).toISOString()),
  };
}
