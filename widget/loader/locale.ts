/**
 * The locale for numbers and dates: what the tag asks for, else the page's, else `undefined`: Intl takes the browser's.
 * A page may say `lang="en_GB"` or nothing, which Intl throws at.
 */
export function chooseLocale(asked: string | undefined): string | undefined {
  try {
    return new Intl.Locale(asked ?? document.documentElement.lang).baseName;
  } catch {
    return undefined;
  }
}
