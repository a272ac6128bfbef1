/** Where what is said of expiry contradicts itself. */
import type { Program } from "../../document.ts";
import type { Expiry } from "../expiry.ts";
import type { Contradiction } from "./lists.ts";

const DAY = 86_400_000;

/** Contradictions in `expiry`. */
export function expiryContradictions({ expiry, earning }: Program): Contradiction[] {
  if (!expiry) return [];
  return [
    ...(expiry.type === "dates"
      ? badDates(expiry.dates)
      : shorterThanHold(expiry.afterDays, earning.holdDays)),
    ...warning(expiry),
  ];
}

function shorterThanHold(afterDays: number, holdDays: number): Contradiction[] {
  if (afterDays >= holdDays) return [];
  const message = `Points are held for ${days(holdDays)} (\`earning.holdDays\`) and would then expire after ${days(afterDays)}: an expiry can't be shorter than the hold.`;
  return [{ path: ["expiry", "afterDays"], input: afterDays, message }];
}

function badDates(dates: string[]): Contradiction[] {
  return dates.flatMap((date, index) => {
    const path = ["expiry", "dates", index];
    if (!exists(date)) return [{ path, input: date, message: `No year has a day ${date} (month and day).` }];
    const first = dates.indexOf(date);
    if (first === index) return [];
    return [
      { path, input: date, message: `This date is there already, as number ${first + 1} in the list.` },
    ];
  });
}

function warning(expiry: Expiry): Contradiction[] {
  const { warnDays, graceDays } = expiry;
  if (graceDays > 0 && warnDays === 0) {
    const message =
      "Grace is for points whose owner was not warned in time, and nobody is warned: set `warnDays`.";
    return [{ path: ["expiry", "graceDays"], input: graceDays, message }];
  }
  const life = expiry.type === "dates" ? expiry.minimumDays + shortestGap(expiry.dates) : expiry.afterDays;
  if (warnDays < life) return [];
  const message = `Points last for ${days(life)} at the least, so a warning ${days(warnDays)} before their end would be due before they are there.`;
  return [{ path: ["expiry", "warnDays"], input: warnDays, message }];
}

/** Whole days between two dates of the list that follow one another, the year round; at least 1. */
function shortestGap(dates: string[]): number {
  const inYear = (year: number) => dates.filter(exists).map((date) => dayNumber(date, year));
  const ordered = [...inYear(2025), ...inYear(2026)].sort((a, b) => a - b);
  const gaps = ordered.slice(1).map((day, index) => day - (ordered[index] ?? 0));
  return Math.max(1, Math.min(365, ...gaps));
}

function exists(date: string): boolean {
  // A leap year, so that 29 February is one.
  return new Date(dayNumber(date, 2024) * DAY).toISOString().slice(5, 10) === date;
}

function dayNumber(date: string, year: number): number {
  const [month = 1, day = 1] = date.split("-").map(Number);
  return Date.UTC(year, month - 1, day) / DAY;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
