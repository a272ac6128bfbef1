import { minorUnits } from "./exchange.ts";

/** Minor units of the currency (ISO 4217) as a person reads them in English: £20, £12.50, ¥500. */
export function moneyInWords(amount: number, currency: string): string {
  const style = { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" } as const;
  return new Intl.NumberFormat("en", style).format(amount / 10 ** minorUnits(currency));
}
