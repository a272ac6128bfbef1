/** Days, weeks, months and years as a store's own clock and calendar show them. */

/** A day of the calendar, and the hour, as the clocks of a time zone show them. */
export interface LocalDate {
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
  /** 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** 0 to 23. */
  hour: number;
}

/** What a clock shows. Days and months beyond their ends count on: the 32nd of January is the 1st of February. */
export interface WallTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour?: number;
}

export type CalendarPeriod = "day" | "week" | "month" | "year";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** No zone's clock is further ahead of UTC, or further behind, than these. */
const FURTHEST_AHEAD = 15 * HOUR;
const FURTHEST_BEHIND = 13 * HOUR;

/** Making a formatter costs a hundred times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of `zone` (IANA) show at `at` (milliseconds). */
export function localDate(at: number, zone: string): LocalDate {
  const shown = new Date(at + offsetAt(at, zone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    weekday: shown.getUTCDay() || 7,
    hour: shown.getUTCHours(),
  };
}

/** The month of `at` in the zone as one number, such as 202602. */
export function monthOf(at: number, zone: string): number {
  const { year, month } = localDate(at, zone);
  return year * 100 + month;
}

/**
 * When the clocks of `zone` show this, milliseconds; midnight without an hour. Of a time that they show twice the
 * first; of a time that they jump over the moment of the jump, so that a later time is never a sooner moment.
 */
export function localTime({ year, month, day, hour = 0 }: WallTime, zone: string): number {
  return momentOf(Date.UTC(year, month - 1, day, hour), zone);
}

/** When the day of `at` begins in the zone, milliseconds: not at midnight where the clocks jump over it. */
export function startOfDay(at: number, zone: string): number {
  return startOf("day", at, zone);
}

/** When the period around `at` begins in the zone, milliseconds. Weeks begin on Monday. */
export function startOf(period: CalendarPeriod, at: number, zone: string): number {
  return localTime(firstDay(period, at, zone), zone);
}

/** When the period around `at` is over and the next begins, milliseconds: the first moment that is not in it. */
export function endOf(period: CalendarPeriod, at: number, zone: string): number {
  const { year, month, day } = firstDay(period, at, zone);
  if (period === "year") return localTime({ year: year + 1, month, day }, zone);
  if (period === "month") return localTime({ year, month: month + 1, day }, zone);
  return localTime({ year, month, day: day + (period === "week" ? 7 : 1) }, zone);
}

/** The moment `days` days later (or sooner) at which the clocks of the zone show the same time of day. */
export function addDays(at: number, days: number, zone: string): number {
  return days === 0 ? at : momentOf(at + offsetAt(at, zone) + days * DAY, zone);
}

/** The period's first day. */
function firstDay(period: CalendarPeriod, at: number, zone: string): WallTime {
  const { year, month, day, weekday } = localDate(at, zone);
  if (period === "year") return { year, month: 1, day: 1 };
  if (period === "month") return { year, month, day: 1 };
  return { year, month, day: period === "week" ? day - weekday + 1 : day };
}

/** The moment at which the clocks show `shown`, written as if they showed UTC. */
function momentOf(shown: number, zone: string): number {
  const before = offsetAt(shown - FURTHEST_AHEAD, zone);
  const after = offsetAt(shown + FURTHEST_BEHIND, zone);
  if (before === after) return shown - before;
  const first = shown - Math.max(before, after);
  const last = shown - Math.min(before, after);
  if (offsetAt(first, zone) === shown - first) return first;
  if (offsetAt(last, zone) === shown - last) return last;
  return jumpBetween(first, last, before, zone);
}

/** The moment from which the zone's offset is no longer `before`, after `early` and not after `late`. */
function jumpBetween(early: number, late: number, before: number, zone: string): number {
  let [from, to] = [early, late];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (offsetAt(middle, zone) === before) from = middle;
    else to = middle;
  }
  return to;
}

/** How far the zone's clocks are ahead of UTC at `at`, milliseconds. */
function offsetAt(at: number, zone: string): number {
  // "1, GMT-03:30"; without a figure where it is UTC, and with seconds long ago.
  const [, sign, hours, minutes, seconds = 0] =
    /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(formatterOf(zone).format(at)) ?? [];
  if (sign === undefined) return 0;
  const ahead = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  return sign === "-" ? -ahead : ahead;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const options = { timeZone: zone, day: "numeric", timeZoneName: "longOffset" } as const;
  const made = new Intl.DateTimeFormat("en-GB", options);
  formatters.set(zone, made);
  return made;
}
