/**
 * One Intl object for each locale and options: making one costs 10 to 100 µs and some kilobytes, using it next to
 * nothing. Bounded by use: a page asks for a handful of combinations, all from code, none from a shopper's input.
 */
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function once<T extends Intl.NumberFormat | Intl.DateTimeFormat, O>(
  Kind: new (locale: string | undefined, options: O) => T,
  locale: string | undefined,
  options: O,
): T {
  const name = Kind.name + String(locale) + JSON.stringify(options);
  const known = made.get(name);
  if (known instanceof Kind) return known;
  const fresh = new Kind(locale, options);
  made.set(name, fresh);
  return fresh;
}

/** A number format, made once. */
export const numberFormat = (
  locale: string | undefined,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat => once(Intl.NumberFormat, locale, options);

/** A date format, made once. */
export const dateFormat = (
  locale: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat => once(Intl.DateTimeFormat, locale, options);
