/** A member's tier found out the long way: walked month by month, as a person with a ledger and a calendar would. */
import { addDays, localTime, monthOf } from "../../../worker/program/calendar.ts";
import type { Tiers } from "../../../worker/program/document/tiers.ts";
import type { MemberMonth } from "../../../worker/program/tiers-figures.ts";

/** The place among the levels at `at` (milliseconds), from 0; -1 below the first. */
export function walkedRank(rules: Tiers, months: MemberMonth[], at: number, zone: string): number {
  const last = monthOf(at, zone);
  const graces: { rank: number; until: number }[] = [];
  const reached = (sum: number) => rules.levels.filter(({ threshold }) => threshold <= sum).length - 1;
  const sumOf = (which: (month: number) => boolean) =>
    months.filter(({ month }) => which(month)).reduce((sum, month) => sum + month[rules.by], 0);
  let rank = reached(0);
  for (let month = 202301; month <= last; month = following(month)) {
    const start = localTime({ year: yearOf(month), month: month % 100, day: 1 }, zone);
    if (beginsPeriod(rules, month)) {
      const before = rank;
      const earned = reached(sumOf(periodThatCounts(rules, month)));
      rank = rules.fall === "one_step" && rules.over !== "lifetime" ? Math.max(earned, before - 1) : earned;
      if (rank < before) graces.push({ rank: before, until: addDays(start, rules.graceDays, zone) });
    }
    if (rules.upgrade === "at_once") rank = Math.max(rank, reached(sumOf(runningPeriod(rules, month))));
  }
  return Math.max(rank, ...graces.filter(({ until }) => at < until).map((grace) => grace.rank));
}

function beginsPeriod({ over }: Tiers, month: number): boolean {
  return over === "rolling_12_months" || month % 100 === 1;
}

/** The months that decide what a period begins with. */
function periodThatCounts({ over, upgrade }: Tiers, month: number): (each: number) => boolean {
  if (over === "lifetime") return (each) => each < month;
  if (over === "calendar_year") return (each) => yearOf(each) === yearOf(month) - 1;
  const end = upgrade === "at_once" ? month : preceding(month);
  return (each) => each <= end && each > end - 100;
}

/** The months that count while the period is running. */
function runningPeriod({ over }: Tiers, month: number): (each: number) => boolean {
  if (over === "lifetime") return (each) => each <= month;
  if (over === "calendar_year") return (each) => yearOf(each) === yearOf(month) && each <= month;
  return (each) => each <= month && each > month - 100;
}

function yearOf(month: number): number {
  return Math.floor(month / 100);
}

function following(month: number): number {
  return month % 100 === 12 ? month + 89 : month + 1;
}

function preceding(month: number): number {
  return month % 100 === 1 ? month - 89 : month - 1;
}
