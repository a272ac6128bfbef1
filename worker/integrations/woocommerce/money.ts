/** WooCommerce's decimal texts as integer minor units, and back. */
import { minorUnits } from "../../program/exchange.ts";

/**
 * Each amount in minor units of the currency (ISO 4217). Where the shop shows more decimals than the currency has,
 * their sum is rounded once, halves away from zero, and handed out by largest remainder: so what the lines come to is
 * never further from the exact sum than half a minor unit, however many they are.
 */
export function toMinorUnits(amounts: string[], currency: string): number[] {
  const decimals = Math.max(minorUnits(currency), ...amounts.map((text) => decimalsIn(text)));
  const scale = 10n ** BigInt(decimals - minorUnits(currency));
  const exact = amounts.map((text) => scaled(text, decimals));
  const parts = exact.map((amount, index) => {
    const remainder = ((amount % scale) + scale) % scale;
    return { index, remainder, whole: Number((amount - remainder) / scale) };
  });
  const sum = exact.reduce((total, each) => total + each, 0n);
  const left = Number(rounded(sum, scale)) - parts.reduce((total, each) => total + each.whole, 0);
  const byRemainder = [...parts].sort((a, b) => Number(b.remainder - a.remainder) || a.index - b.index);
  for (const part of byRemainder.slice(0, left)) part.whole += 1;
  return parts.map((part) => part.whole);
}

/** One amount in minor units, rounded once, halves away from zero. */
export function toMinorUnit(amount: string, currency: string): number {
  return toMinorUnits([amount], currency)[0] ?? 0;
}

/** Minor units as WooCommerce takes an amount: 1250 of GBP is "12.50", of JPY "1250". */
export function toDecimal(amount: number, currency: string): string {
  const decimals = minorUnits(currency);
  if (decimals === 0) return String(amount);
  const digits = String(amount).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function rounded(amount: bigint, scale: bigint): bigint {
  const half = amount < 0n ? -scale / 2n : scale / 2n;
  return (amount + half) / scale;
}

function scaled(text: string, decimals: number): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}

function decimalsIn(text: string): number {
  return text.split(".")[1]?.length ?? 0;
}
