/**
 * An amount of minor units as the locale writes it, without decimals when there are none: "£10", "£10.50", "¥500".
 * How many decimals a currency has is Intl's knowledge: 0 for JPY, 3 for KWD.
 */
export function money(amount: number, format: Intl.NumberFormat): string {
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** The options of a number format that {@link money} writes with. */
export const moneyOptions = (currency: string): Intl.NumberFormatOptions => ({
  style: "currency",
  currency,
  trailingZeroDisplay: "stripIfInteger",
});
