/** Which level one set of rules gives: a function of the months and the time, without what was before. */
import type { Tiers } from "./document/tiers.ts";
import { EVER, type Figure } from "./tiers-figures.ts";
import { graceEnd, januaryOf, monthAt, startOfPeriod } from "./tiers-periods.ts";

/** A level's place in `levels`, from 0; below the first it is this. */
export const BELOW = -1;

/** The highest level whose threshold the figure reaches. */
export function rankOf({ levels }: Tiers, figure: number): number {
  return levels.findLastIndex((level) => level.threshold <= figure);
}

/**
 * The level at `at`: what the months give then, and until the grace is over at least what they gave before the
 * period began.
 */
export function rankAt(rules: Tiers, figure: Figure, at: number, zone: string): number {
  const month = monthAt(at, zone);
  let rank = rankIn(rules, figure, month);
  if (rules.graceDays === 0 || rules.over === "lifetime") return rank;
  // With a grace longer than a month more than one period may have ended within it.
  for (let start = startOfPeriod(rules, month); ; start = startOfPeriod(rules, start - 1)) {
    if (at >= graceEnd(start, rules.graceDays, zone)) return rank;
    rank = Math.max(rank, rankIn(rules, figure, start - 1));
  }
}

/** The level in a month, without grace, by what the months up to it come to. */
function rankIn(rules: Tiers, figure: Figure, month: number): number {
  const { over, upgrade, fall, levels } = rules;
  const later = upgrade === "next_period" ? 1 : 0;
  const earned = (periodsAgo: number) => rankOf(rules, figureAgo(rules, figure, month, periodsAgo));
  if (over === "lifetime") return earned(later);
  // A calendar year's tier is kept for the next year too; a rolling one as long as its window holds it.
  const kept = over === "calendar_year" ? 1 : 0;
  const furthest = fall === "one_step" ? levels.length + kept + later : Math.max(kept, later);
  let rank = BELOW;
  for (let ago = later; ago <= furthest; ago++) {
    const steps = over === "calendar_year" ? Math.max(0, ago - 1) : ago - later;
    rank = Math.max(rank, earned(ago) - steps);
  }
  return rank;
}

/**
 * The figure of the period so many periods before the one around the month, by what is known in that month: a
 * calendar year, the twelve months that end with a month, or all up to the month or to the end of an earlier year.
 */
export function figureAgo({ over }: Tiers, figure: Figure, month: number, periodsAgo: number): number {
  if (over === "rolling_12_months") return figure(month - periodsAgo - 11, month - periodsAgo);
  const january = januaryOf(month) - periodsAgo * 12;
  return figure(over === "lifetime" ? EVER : january, Math.min(month, january + 11));
}
