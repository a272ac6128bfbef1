/** When points can be spent and when they expire, by the rules they were granted under. */
import type { Program } from "../../../../worker/program/document.ts";
import { DAY, dayBegins, endOfDayAfter, local, periodAround } from "./calendar.ts";

/** Later than everything: "never" among expiries, "nobody knows yet" among days on which points become available. */
export const NEVER = Number.MAX_SAFE_INTEGER;

export interface Dates {
  availableAt: number;
  /** When they are gone. */
  expiresAt: number;
  /** What the shopper is told; without the grace that is there until somebody has warned. */
  dueAt: number;
  warnAt: number;
  grace: number;
  /** Days without activity after which they expire; 0 where activity plays no part. */
  idleDays: number;
}

/** Points that wait for a day nobody knows yet. */
export const WAITING: Dates = {
  availableAt: NEVER,
  expiresAt: NEVER,
  dueAt: NEVER,
  warnAt: NEVER,
  grace: 0,
  idleDays: 0,
};

/** The dates of points that become available at `availableAt`, milliseconds. */
export function datesFrom({ expiry }: Program, zone: string, availableAt: number): Dates {
  if (!expiry) return { ...WAITING, availableAt };
  const dueAt =
    expiry.type === "age"
      ? availableAt + expiry.afterDays * DAY
      : expiry.type === "dates"
        ? endOfNextDate(expiry.dates, availableAt, availableAt + expiry.minimumDays * DAY, zone)
        : idleUntil(availableAt, expiry.afterDays, zone);
  const grace = expiry.warnDays > 0 ? expiry.graceDays * DAY : 0;
  return {
    availableAt,
    dueAt,
    expiresAt: dueAt + grace,
    warnAt: expiry.warnDays > 0 ? warningOf(dueAt, expiry.warnDays, zone) : NEVER,
    grace,
    idleDays: expiry.type === "inactivity" ? expiry.afterDays : 0,
  };
}

/** The last millisecond of the day that is so many days after the activity. */
export function idleUntil(activityAt: number, days: number, zone: string): number {
  return endOfDayAfter(activityAt, days, zone) - 1;
}

/** The day that is so many days before falls due from its beginning, but never a whole day early. */
export function warningOf(dueAt: number, warnDays: number, zone: string): number {
  const { begins } = periodAround("day", dueAt - warnDays * DAY, zone);
  return Math.max(begins, dueAt - (warnDays + 1) * DAY + 1);
}

/** The last millisecond of the first of the dates by which points have had their fewest days. */
function endOfNextDate(dates: string[], availableAt: number, earliest: number, zone: string): number {
  const { year } = local(availableAt, zone);
  const ends = [];
  // A minimum is at most ten years.
  for (let ahead = 0; ahead <= 11; ahead++)
    for (const date of dates) {
      const [month = 1, day = 1] = date.split("-").map(Number);
      const last = new Date(Date.UTC(year + ahead, month, 0)).getUTCDate();
      ends.push(dayBegins(year + ahead, month, Math.min(day, last) + 1, zone) - 1);
    }
  return Math.min(...ends.filter((end) => end > availableAt && end + 1 >= earliest));
}
