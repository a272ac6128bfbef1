/** The day of `at` (milliseconds) in the time zone (IANA): "2 November 2026". */
export function dayInWords(at: number, timeZone: string): string {
  const style = { timeZone, day: "numeric", month: "long", year: "numeric" } as const;
  return new Intl.DateTimeFormat("en-GB", style).format(at);
}

/** The time of day there: "09:30". */
export function hourInWords(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
}

/** A moment as a person there reads it: "2 November 2026, 00:00 (Europe/London)". */
export function momentInWords(at: number, timeZone: string): string {
  return `${dayInWords(at, timeZone)}, ${hourInWords(at, timeZone)} (${timeZone})`;
}
