/** Birthdays as days of a store's calendar. */
import { z } from "zod";
import { endOf, localDate, localTime } from "./calendar.ts";

/** Days back from today for which a birthday that was not given yet is still given. */
const CAUGHT_UP = 7;

/** Month and day as MM-DD; 29 February is one. */
export const birthday = z
  .string()
  .regex(/^\d\d-\d\d$/, "Give month and day as MM-DD, such as 11-22.")
  .refine(isDayOfLeapYear, "There is no such day in any year.");

/** A day of a store's calendar, and a birthday that falls on it. */
export interface BirthdayDay {
  /** MM-DD. */
  birthday: string;
  year: number;
  /** When the day begins, milliseconds. */
  from: number;
  /** When it is over, milliseconds: the first moment that is not in it. */
  until: number;
}

/**
 * The birthdays of the day of `now` (milliseconds) in the time zone (IANA) and of the seven days before, the earliest
 * first. Those of 29 February fall on the 28th in a year without one.
 */
export function recentBirthdays(now: number, timeZone: string): BirthdayDay[] {
  const { year, month, day } = localDate(now, timeZone);
  return Array.from({ length: CAUGHT_UP + 1 }, (_, index) => {
    const from = localTime({ year, month, day: day - CAUGHT_UP + index }, timeZone);
    return birthdaysOf(from, timeZone);
  }).flat();
}

/** The birthdays that fall on the day that begins at `from` (milliseconds) in the time zone (IANA). */
export function birthdaysOf(from: number, timeZone: string): BirthdayDay[] {
  const { year, month, day } = localDate(from, timeZone);
  const until = endOf("day", from, timeZone);
  const falling = [`${twoDigits(month)}-${twoDigits(day)}`];
  if (month === 2 && day === 28 && !isLeapYear(year)) falling.push("02-29");
  return falling.map((each) => ({ birthday: each, year, from, until }));
}

function isLeapYear(year: number): boolean {
  return new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
}

function isDayOfLeapYear(monthAndDay: string): boolean {
  const [month = 0, day = 0] = monthAndDay.split("-").map(Number);
  const date = new Date(Date.UTC(2000, month - 1, day));
  return month > 0 && day > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
