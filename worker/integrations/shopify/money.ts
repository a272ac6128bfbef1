import { minorUnits } from "../../program/exchange.ts";
import { NotUnderstood } from "../platform.ts";

/**
 * Decimal text in minor units of the currency: "199.00" of dollars is 19900, "199" of yen 199, "1.5" of dinars 1500.
 * Exact; what is finer than the currency's smallest unit is rounded, a half away from zero.
 */
export function minorUnitsOf(amount: string, currency: string): number {
  const read = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!read) throw new NotUnderstood("An amount is not a decimal number.");
  const [, sign = "", whole = "", decimals = ""] = read;
  const places = minorUnits(currency);
  const digits = BigInt(whole + decimals.slice(0, places).padEnd(places, "0"));
  const rest = decimals.charAt(places);
  const units = Number(digits + (rest >= "5" ? 1n : 0n));
  if (!Number.isSafeInteger(units)) throw new NotUnderstood("An amount is larger than any that is kept.");
  return sign === "-" && units !== 0 ? -units : units;
}

/** Minor units as the decimal text that Shopify takes: 500 of pounds is "5.00". */
export function decimalOf(units: number, currency: string): string {
  const places = minorUnits(currency);
  const digits = String(units).padStart(places + 1, "0");
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
