import type { Store } from "../tag.ts";

/** The locale to write in: a page in "en" of a store in "en-GB" writes its dates as the store does. */
export function localeFor(locale: string | undefined, { locale: home }: Store): string | undefined {
  return home.split("-")[0] === locale ? home : locale;
}
