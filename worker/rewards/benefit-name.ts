/** The name of an amount off in the store's currency and language, such as "£10 off". `amount` is in minor units. */
export function benefitName(store: { currency: string; locale: string }, amount: number): string {
  const style = {
    style: "currency",
    currency: store.currency,
    trailingZeroDisplay: "stripIfInteger",
  } as const;
  const format = new Intl.NumberFormat(store.locale, style);
  const decimals = new Intl.NumberFormat("en", {
    style: "currency",
    currency: store.currency,
  }).resolvedOptions().maximumFractionDigits;
  return `${format.format(amount / 10 ** (decimals ?? 2))} off`;
}
