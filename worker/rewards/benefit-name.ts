import { minorUnits } from "../program/exchange.ts";

/** The name of an amount off in the store's currency and language, such as "£10 off". `amount` is in minor units. */
export function benefitName(store: { currency: string; locale: string }, amount: number): string {
  const { currency, locale } = store;
  const style = { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" } as const;
  return `${new Intl.NumberFormat(locale, style).format(amount / 10 ** minorUnits(currency))} off`;
}
