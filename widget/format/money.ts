import type { Store } from "../tag.ts";

/** An amount of the store's minor units as a format writes it, without decimals when there are none: "£10", "¥500". */
export function money(amount: number, format: Intl.NumberFormat, { decimals }: Store): string {
  return format.format(amount / 10 ** decimals);
}

/** The options of a number format that {@link money} writes with. */
export const moneyOptions = ({ currency }: Store): Intl.NumberFormatOptions => ({
  style: "currency",
  currency,
  trailingZeroDisplay: "stripIfInteger",
});
