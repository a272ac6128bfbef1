/** When limits of a day, week, month, year or for ever begin to count, and when they are over. */
import { endOf, startOf } from "./calendar.ts";
import type { LimitPeriod } from "./document/fields.ts";
import { NEVER } from "./lot-dates.ts";

/** When the period around `now` began in the time zone (IANA), milliseconds; 0 for ever. */
export function limitSince(period: LimitPeriod, now: number, timeZone: string): number {
  return period === "ever" ? 0 : startOf(period, now, timeZone);
}

/** When the next period begins and the limit counts anew, milliseconds; `NEVER` for ever. */
export function limitUntil(period: LimitPeriod, now: number, timeZone: string): number {
  return period === "ever" ? NEVER : endOf(period, now, timeZone);
}
