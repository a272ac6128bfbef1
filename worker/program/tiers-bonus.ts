/** The bonus for reaching a tier: given once, and kept as long as what reached it stands. */
import type { Tiers } from "./document/tiers.ts";
import { NEVER } from "./lot-dates.ts";
import { EVER, figureOf, monthNumber, type MemberMonth } from "./tiers-figures.ts";
import { januaryOf, monthAt, startOfMonth, startOfNext } from "./tiers-periods.ts";

/** What had to be reached for a bonus, and what it is. Kept with it, so that new rules don't take it back. */
export interface BonusTerms {
  by: Tiers["by"];
  over: Tiers["over"];
  upgrade: Tiers["upgrade"];
  threshold: number;
  points: number;
  /** The tier's name then. */
  name: string;
}

/** A bonus that was given (or given and taken back), by its tier's id. */
export interface GivenBonus {
  tier: string;
  /** All under which something was given, the oldest first: new rules take none of them away. */
  terms: BonusTerms[];
}

/** What a tier's bonus comes to. */
export interface BonusStanding extends GivenBonus {
  points: number;
  /** The tier's name in the terms that are met, or in those it was first given under. */
  name: string;
}

/**
 * What each tier's bonus comes to at `at` (milliseconds), for tiers whose bonus was given before or is due now. What was
 * given stands by the first of its terms that is met; where none is, by the live rules, which are then among its terms.
 */
export function bonusesAt(
  live: Tiers | null,
  given: GivenBonus[],
  months: MemberMonth[],
  at: number,
  zone: string,
): BonusStanding[] {
  const offered = live ? live.levels.flatMap((level) => offerOf(live, level)) : [];
  return [...new Set([...given, ...offered].map(({ tier }) => tier))].flatMap((tier): BonusStanding[] => {
    const kept = given.find((each) => each.tier === tier)?.terms ?? [];
    const offer = offered.find((each) => each.tier === tier)?.terms ?? [];
    const met = [...kept, ...offer].find((terms) => isReached(terms, months, at, zone));
    const terms = met && !kept.includes(met) ? [...kept, met] : kept;
    const [first] = terms;
    return first ? [{ tier, points: met?.points ?? 0, terms, name: (met ?? first).name }] : [];
  });
}

/** When a bonus that waits for the next period falls due, milliseconds; `NEVER` where none does. */
export function nextBonusAt(
  live: Tiers | null,
  given: GivenBonus[],
  months: MemberMonth[],
  now: number,
  zone: string,
): number {
  const waits = [...given.flatMap(({ terms }) => terms), ...(live && hasBonus(live) ? [live] : [])].filter(
    ({ upgrade }) => upgrade === "next_period",
  );
  const month = monthAt(now, zone);
  const starts = waits.map((terms) => startOfMonth(startOfNext(terms, month), zone));
  const figures = (at: number) =>
    JSON.stringify(bonusesAt(live, given, months, at, zone).map(({ tier, points }) => [tier, points]));
  const before = starts.length > 0 ? figures(now) : "";
  return Math.min(NEVER, ...starts.filter((at) => figures(at) !== before));
}

function hasBonus({ levels }: Tiers): boolean {
  return levels.some(({ bonus }) => bonus !== null);
}

function offerOf({ by, over, upgrade }: Tiers, level: Tiers["levels"][number]): GivenBonus[] {
  const { id, threshold, bonus, name } = level;
  return bonus === null ? [] : [{ tier: id, terms: [{ by, over, upgrade, threshold, points: bonus, name }] }];
}

/** Whether the threshold was reached in any period that counts by `at`. */
function isReached(terms: BonusTerms, months: MemberMonth[], at: number, zone: string): boolean {
  return months.length > 0 && highestFigure(terms, months, monthAt(at, zone)) >= terms.threshold;
}

/** The highest figure of a period: the running one included where tiers are reached at once. */
function highestFigure({ by, over, upgrade }: BonusTerms, months: MemberMonth[], now: number): number {
  const figure = figureOf(months, by);
  const year = januaryOf(now);
  if (over === "lifetime") return figure(EVER, upgrade === "at_once" ? now : year - 1);
  const last = upgrade === "at_once" ? now : over === "calendar_year" ? year - 1 : now - 1;
  const highest = months
    .map(({ month }) => monthNumber(month))
    .filter((month) => month <= last)
    .map((month) =>
      over === "calendar_year"
        ? figure(januaryOf(month), Math.min(januaryOf(month) + 11, last))
        : figure(month - 11, month),
    );
  return Math.max(0, ...highest);
}
