/** What a cell says, as a value; throws Refused with a sentence where it says nothing that counts. */
import { z } from "zod";
import { endOf, localTime } from "../program/calendar.ts";
import { MOST_MONEY, MOST_POINTS } from "../program/document.ts";
import { Refused } from "./refused.ts";
import type { Choices } from "./settings.ts";

/** How cells are to be read. */
export interface Reading extends Pick<Choices, "decimal" | "dates"> {
  /** IANA: for dates without an offset. */
  timeZone: string;
}

const EARLIEST = Date.UTC(1990, 0);
const LATEST = Date.UTC(2100, 0);

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;
const OFFSET = /\s*(?:Z|UTC|GMT|([+-]\d{2}):?(\d{2}))$/i;

/**
 * The moment that a cell names, milliseconds. A day alone is its beginning on the store's clocks or, with `ends`, its
 * last millisecond: points that expire on a day are good on it.
 */
export function timeOf(cell: string, what: string, reading: Reading, ends = false): number {
  const text = cell.trim();
  const [day = "", clock, ...rest] = text
    .replace(OFFSET, "")
    .replace(/^(\S{8,10})T/, "$1 ")
    .split(/\s+/);
  const date = dayOf(day, what, reading);
  if (clock === undefined) {
    const at = localTime(date, reading.timeZone);
    return inRange(ends ? endOf("day", at, reading.timeZone) - 1 : at, what);
  }
  const time = CLOCK.exec(clock);
  if (!time || rest.length > 0) throw noTime(what);
  const [, hour = "0", minute = "0", second = "0"] = time;
  const within = Number(minute) * 60_000 + Number(second) * 1000;
  const offset = OFFSET.exec(text);
  if (!offset) return inRange(localTime({ ...date, hour: Number(hour) }, reading.timeZone) + within, what);
  const [, hours = "+00", minutes = "00"] = offset;
  const ahead = Number(hours) * 60 + Math.sign(Number(`${hours}1`)) * Number(minutes);
  const { year, month, day: dayOfMonth } = date;
  return inRange(Date.UTC(year, month - 1, dayOfMonth, Number(hour)) + within - ahead * 60_000, what);
}

function dayOf(text: string, what: string, { dates }: Reading) {
  const first = YEAR_FIRST.exec(text);
  if (first) return dateOf(Number(first[1]), Number(first[2]), Number(first[3]), what);
  const last = YEAR_LAST.exec(text);
  if (!last) throw noTime(what);
  const [one, two, year] = [Number(last[1]), Number(last[2]), Number(last[3])];
  if (dates === "day-first") return dateOf(year, two, one, what);
  if (dates === "month-first") return dateOf(year, one, two, what);
  if (one <= 12 && two <= 12 && one !== two)
    throw new Refused(
      `The ${what} may be the ${ordinal(one)} day of month ${two} or the ${ordinal(two)} of month ${one}. Say which with \`dates\`: day-first or month-first.`,
    );
  return one > 12 ? dateOf(year, two, one, what) : dateOf(year, one, two, what);
}

function ordinal(number: number): string {
  const ending = number > 3 && number < 21 ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}

function dateOf(year: number, month: number, day: number, what: string) {
  const isDay =
    month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (!isDay) throw new Refused(`The ${what} names a day that there isn't. Write it as 2025-04-30.`);
  return { year, month, day };
}

function inRange(at: number, what: string): number {
  if (at >= EARLIEST && at < LATEST) return at;
  throw new Refused(`The ${what} is before 1990 or after 2100. Write it as 2025-04-30.`);
}

function noTime(what: string): Refused {
  return new Refused(`The ${what} is no date that we can read. Write it as 2025-04-30 or 2025-04-30 14:05.`);
}

/** Month and day as MM-DD; the year doesn't matter, and may be left out. */
export function birthdayOf(cell: string, reading: Reading): string {
  const text = cell.trim().split(/[\sT]/)[0] ?? "";
  const short = /^(\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (!short) {
    const { month, day } = dayOf(text, "birthday", reading);
    return monthDay(month, day);
  }
  const [, one = "", two = ""] = short;
  // 02-29 is month and day, as we write it; anything else may be either, as with a year.
  const { month, day } = text.includes("-")
    ? dateOf(2024, Number(one), Number(two), "birthday")
    : dayOf(`${one}/${two}/2024`, "birthday", reading);
  return monthDay(month, day);
}

function monthDay(month: number, day: number): string {
  return `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Whether a cell says yes or no; null where it says neither. */
export function agreementOf(cell: string): boolean | null {
  const text = cell.trim().toLowerCase();
  if (["yes", "y", "true", "1", "subscribed"].includes(text)) return true;
  return ["no", "n", "false", "0", "unsubscribed", "not subscribed"].includes(text) ? false : null;
}

/** Whole points, negative where they are owed. Thousands may be set apart. */
export function pointsOf(cell: string, { decimal }: Reading): number {
  const points = Number(plainNumber(cell, decimal, "points"));
  if (!Number.isInteger(points))
    throw new Refused(
      decimal === "."
        ? 'The points are no whole number. If the dot sets thousands apart, say `decimal`: ",".'
        : "The points are no whole number.",
    );
  if (Math.abs(points) > MOST_POINTS) throw new Refused("Those are more than 1,000,000,000 points.");
  return points;
}

/** An amount in minor units of the currency (ISO 4217), read as digits and never as a float. */
export function moneyOf(cell: string, what: string, currency: string, { decimal }: Reading): number {
  const text = plainNumber(cell, decimal, what);
  const [whole = "0", fraction = ""] = text.split(".");
  const digits = decimalsOf(currency);
  if (/[1-9]/.test(fraction.slice(digits)))
    throw new Refused(`The ${what} has more decimals than ${currency} has.`);
  const minor = Number(`${whole}${fraction.slice(0, digits).padEnd(digits, "0")}`);
  if (!Number.isSafeInteger(minor) || minor < 0 || minor > MOST_MONEY)
    throw new Refused(`The ${what} is below nothing or above what an order may come to.`);
  return minor;
}

function decimalsOf(currency: string): number {
  try {
    return (
      new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ??
      2
    );
  } catch {
    throw new Refused(`${currency} is no currency of ISO 4217.`);
  }
}

/** The number as JavaScript writes it: without what sets thousands apart, and without signs of a currency. */
function plainNumber(cell: string, decimal: "." | ",", what: string): string {
  const text = cell.replace(/[\s\u00a0\u202f'’]|\p{Sc}/gu, "");
  const grouping = decimal === "." ? "," : ".";
  const pattern = new RegExp(`^-?(\\d+|\\d{1,3}(\\${grouping}\\d{3})+)(\\${decimal}\\d+)?$`);
  if (!pattern.test(text)) throw new Refused(`The ${what} column holds no number.`);
  return text.replaceAll(grouping, "").replace(decimal, ".");
}

const address = z.email().max(254);

/** An email address. */
export function emailOf(cell: string): string {
  const parsed = address.safeParse(cell.trim());
  if (!parsed.success) throw new Refused("The email is no address.");
  return parsed.data;
}

/** An id as a platform writes it; spreadsheets put an apostrophe before a long number. */
export function idOf(cell: string, what: string): string {
  const text = cell.trim().replace(/^'/, "");
  if (/^\d(?:\.\d+)?E\+\d+$/i.test(text))
    throw new Refused(
      `The ${what} was rounded by a spreadsheet (1.23E+12). Export the file again and don't open it in between.`,
    );
  if (text.length > 255) throw new Refused(`The ${what} has more than 255 characters.`);
  return text;
}

/** The code of a referral link: as it stands, or the last part of an address. */
export function referralCodeOf(cell: string): string {
  const text = cell.trim();
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  return [...url.searchParams.values()].at(-1) ?? url.pathname.split("/").filter(Boolean).at(-1) ?? "";
}
