/** Money of one currency in another, exactly: by the rate the order was told with, and never by a float. */
import type { OrderState } from "./order.ts";

/** An exact fraction: `over` divided by `under`, which is above zero. */
export interface Fraction {
  over: bigint;
  under: bigint;
}

const ONE: Fraction = { over: 1n, under: 1n };

/**
 * What a minor unit of the order's currency is in minor units of `currency` (ISO 4217). 1 where they are the same, or
 * where the order has no rate.
 */
export function exchange({ currency: from, exchangeRate }: OrderState, currency: string): Fraction {
  if (from === currency || exchangeRate === undefined) return ONE;
  const [whole = "0", decimals = ""] = exchangeRate.split(".");
  return {
    over: BigInt(whole + decimals) * 10n ** BigInt(minorUnits(currency)),
    under: 10n ** BigInt(decimals.length + minorUnits(from)),
  };
}

/** Currencies whose amounts don't have two decimals, by ISO 4217. Intl goes by custom: forints have none there. */
const DECIMALS: [decimals: number, currencies: string][] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];

const decimalsOf = new Map(
  DECIMALS.flatMap(([decimals, currencies]) => currencies.split(" ").map((code) => [code, decimals])),
);

/** The decimals of a currency's amounts by ISO 4217, as platforms tell them: 2 of pounds, 0 of yen, 3 of dinars. */
export function minorUnits(currency: string): number {
  return decimalsOf.get(currency) ?? 2;
}
