/** Months and periods by their numbers, and when they begin on a store's clocks. */
import { addDays, localTime } from "./calendar.ts";
import type { Tiers } from "./document/tiers.ts";
import { monthNumber } from "./tiers-figures.ts";

/** Asking a time zone costs a thousand times what remembering its answer does; a store asks for few months. */
const known = new Map<string, Map<number, number>>();
const MOST_KNOWN = 1000;

/** When the month of this number begins in the zone (IANA), milliseconds. */
export function startOfMonth(number: number, zone: string): number {
  return graceEnd(number, 0, zone);
}

/** When the grace after the period that ended with the beginning of this month is over, milliseconds. */
export function graceEnd(start: number, graceDays: number, zone: string): number {
  const name = `${zone} ${graceDays}`;
  const ends = known.get(name) ?? new Map<number, number>();
  const found = ends.get(start);
  if (found !== undefined) return found;
  const begins = localTime({ year: Math.floor(start / 12), month: (start % 12) + 1, day: 1 }, zone);
  const at = addDays(begins, graceDays, zone);
  if (known.size >= MOST_KNOWN) known.clear();
  if (ends.size >= MOST_KNOWN) ends.clear();
  known.set(name, ends.set(start, at));
  return at;
}

/** The number of the month around `at` (milliseconds) in the zone. */
export function monthAt(at: number, zone: string): number {
  const utc = new Date(at);
  const number = monthNumber(utc.getUTCFullYear() * 100 + utc.getUTCMonth() + 1);
  if (at < startOfMonth(number, zone)) return number - 1;
  return at < startOfMonth(number + 1, zone) ? number : number + 1;
}

/** The number of the January of the month's year. */
export function januaryOf(month: number): number {
  return month - (month % 12);
}

/** The month with which the period around the month begins: a calendar year's January, or the month itself. */
export function startOfPeriod({ over }: Pick<Tiers, "over">, month: number): number {
  return over === "calendar_year" ? januaryOf(month) : month;
}

/** The month with which the next period begins: the next one of rolling months, else the next January. */
export function startOfNext({ over }: Pick<Tiers, "over">, month: number): number {
  return over === "rolling_12_months" ? month + 1 : januaryOf(month) + 12;
}
