import { addDays, endOf, localDate, localTime, startOfDay } from "./calendar.ts";
import type { Program } from "./document.ts";
import type { Expiry } from "./document/expiry.ts";

const DAY = 86_400_000;

/** A time that never comes, such as `expiresAt` of a lot that never expires: the largest safe integer, so that it sorts last. */
export const NEVER = Number.MAX_SAFE_INTEGER;

export interface LotDates {
  /** When the points can be spent, milliseconds; `NEVER` while nobody knows. */
  availableAt: number;
  /** When what is left of them is gone, milliseconds, grace included; `NEVER` where they stay. */
  expiresAt: number;
  /** The expiry that the shopper is told, without grace. */
  dueAt: number;
  /** When the warning of it falls due; `NEVER` for none. */
  warnAt: number;
  /** What `expiresAt` has on top of `dueAt` until somebody warns, milliseconds. */
  grace: number;
  /** Days without activity after which they expire; 0 where activity plays no part. */
  idleDays: number;
}

/** What the expiry that a shopper is told is read from. */
export interface ToldDates extends Pick<LotDates, "dueAt" | "expiresAt"> {
  /** When somebody warned of it, milliseconds; null or left out before. */
  warnedAt?: number | null;
}

/** Dates of points that wait for a day nobody knows yet. */
export const WAITING: LotDates = {
  availableAt: NEVER,
  expiresAt: NEVER,
  dueAt: NEVER,
  warnAt: NEVER,
  grace: 0,
  idleDays: 0,
};

/**
 * The dates of points earned at `earnedAt` (milliseconds) in a store of the time zone (IANA), held back for the
 * program's hold if `held`.
 */
export function lotDates(program: Program, timeZone: string, earnedAt: number, held: boolean): LotDates {
  return datesFrom(program, timeZone, earnedAt + (held ? program.earning.holdDays * DAY : 0));
}

/** The dates of points that become available at `availableAt` (milliseconds). */
export function datesFrom(program: Program, timeZone: string, availableAt: number): LotDates {
  const { expiry } = program;
  if (!expiry) return { ...WAITING, availableAt };
  const dueAt = dueFrom(expiry, timeZone, availableAt);
  const isWarned = expiry.warnDays > 0;
  const grace = isWarned ? expiry.graceDays * DAY : 0;
  return {
    availableAt,
    expiresAt: dueAt + grace,
    dueAt,
    warnAt: isWarned ? warningOf(dueAt, expiry.warnDays, timeZone) : NEVER,
    grace,
    idleDays: expiry.type === "inactivity" ? expiry.afterDays : 0,
  };
}

function dueFrom(expiry: Expiry, timeZone: string, availableAt: number): number {
  switch (expiry.type) {
    case "age":
      return availableAt + expiry.afterDays * DAY;
    case "dates":
      return nextDate(expiry.dates, timeZone, availableAt, availableAt + expiry.minimumDays * DAY);
    case "inactivity":
      return idleUntil(availableAt, expiry.afterDays, timeZone);
  }
}

/**
 * When points expire that nothing happened to since `at`: at the last millisecond of the store's day `days` days
 * later, so that the day that is shown is the last on which they are good.
 */
export function idleUntil(at: number, days: number, timeZone: string): number {
  return lastMoment(addDays(at, days, timeZone), timeZone);
}

/**
 * When the warning of an expiry falls due: at the start of the store's day that is `warnDays` times 24 hours before
 * it, and never so much sooner that it would be a whole day more. So whoever warns on that day warns in time.
 */
export function warningOf(dueAt: number, warnDays: number, timeZone: string): number {
  return Math.max(startOfDay(dueAt - warnDays * DAY, timeZone), dueAt - (warnDays + 1) * DAY + 1);
}

/**
 * The expiry that the shopper is told: the day in the program's rules, and once somebody has warned of it, the moment
 * that the warning said.
 */
export function toldExpiry(lot: ToldDates): number {
  return (lot.warnedAt ?? null) === null ? lot.dueAt : lot.expiresAt;
}

/** The end of the first of the dates (MM-DD) that is not before `earliest`, and after `availableAt`. */
function nextDate(dates: string[], timeZone: string, availableAt: number, earliest: number): number {
  const { year } = localDate(earliest - 1, timeZone);
  const ends = [year, year + 1].flatMap((each) => dates.map((date) => endOfDate(date, each, timeZone)));
  return Math.min(...ends.filter((end) => end + 1 >= earliest && end > availableAt));
}

/** The last millisecond of MM-DD in the year; of 29 February in other years that of the 28th. */
function endOfDate(date: string, year: number, timeZone: string): number {
  const [month = 1, day = 1] = date.split("-").map(Number);
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return lastMoment(localTime({ year, month, day: Math.min(day, daysInMonth) }, timeZone), timeZone);
}

function lastMoment(at: number, timeZone: string): number {
  return endOf("day", at, timeZone) - 1;
}

/** `at` plus whole days of 24 hours, milliseconds. */
export function daysAfter(at: number, days: number): number {
  return at + days * DAY;
}
