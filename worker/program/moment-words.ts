/** A moment as a person in the time zone (IANA) reads it: "2 November 2026, 00:00 (Europe/London)". */
export function momentInWords(at: number, timeZone: string): string {
  const date = new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "long", year: "numeric" });
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  return `${date.format(at)}, ${time.format(at)} (${timeZone})`;
}
