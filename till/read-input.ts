/** What somebody types at a till, understood. */
import type { Lookup } from "./types.ts";

/**
 * The ways to look up what was typed or scanned, the likeliest first: ten digits are a member number, unless nobody has
 * it; then they may be a telephone number. None for what is neither.
 */
export function lookupsOf(typed: string): Lookup[] {
  const text = typed.trim();
  if (/^RGL:/i.test(text)) return [{ code: text }];
  if (text.includes("@")) return [{ email: text }];
  const digits = text.replace(/[\s().\-/]/g, "");
  if (/^[1-9]\d{9}$/.test(digits)) return [{ number: digits }, { phone: text }];
  return /^\+?\d{5,}$/.test(digits) ? [{ phone: text }] : [];
}

/**
 * Minor units of an amount as it is typed in any language, "12.50", "12,5", "1,250.00", "£3"; null for what is none. A
 * last separator with more digits after it than the currency has decimals is one of thousands.
 */
export function minorUnitsOf(typed: string, decimals: number): number | null {
  const text = typed.replace(/[^\d.,'\s\u2019-]/gu, "").replace(/[\s'\u2019]/gu, "");
  const [, whole = "", fraction = ""] =
    new RegExp(`^([\\d.,]*?)(?:[.,](\\d{1,${Math.max(1, decimals)}}))?$`).exec(text) ?? [];
  if ((decimals === 0 && fraction) || !/^\d*([.,]\d{3})*$/.test(whole) || !/\d/.test(whole + fraction))
    return null;
  return Number(whole.replace(/[.,]/g, "") + fraction.padEnd(decimals, "0"));
}
