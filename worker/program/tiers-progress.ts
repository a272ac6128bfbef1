/** What is missing to the next tier, and what it takes to keep the one a member has. */
import type { TierLevel, Tiers } from "./document/tiers.ts";
import { nextChange, nextFall } from "./tiers-changes.ts";
import { EVER, figureOf, type Figure, type MemberMonth } from "./tiers-figures.ts";
import { januaryOf, monthAt, startOfMonth, startOfNext } from "./tiers-periods.ts";
import { figureAgo } from "./tiers-rank.ts";
import { standings, type TierHistory } from "./tiers.ts";

export interface TierGoal {
  level: TierLevel;
  /** In the measure; nothing where it is reached already, and begins with the next period. */
  missing: number;
  /** The moment before which it has to be reached, for then what counts today no longer counts; null for no such. */
  by: number | null;
  /** When it would begin, milliseconds; null: at once. */
  startsAt: number | null;
}

export interface TierKeep {
  /** In the measure, to be reached from `from` on and before `by`. */
  missing: number;
  /** Milliseconds; null: whenever it was. */
  from: number | null;
  by: number;
}

export interface TierProgress {
  /** Its place among the live levels, from 0; -1 below the first. */
  rank: number;
  level: TierLevel | null;
  /** What counts towards the next tier so far, in the measure. */
  figure: number;
  /** When that began to count, milliseconds; null for a lifetime. */
  since: number | null;
  /** The next tier; null at the top. */
  next: TierGoal | null;
  /** When the member moves down if nothing happens, milliseconds; null where they don't. */
  keptUntil: number | null;
  /** What keeps the tier beyond that; null where nothing has to, or can. */
  keep: TierKeep | null;
  /** What changes first if nothing happens; null where nothing does. */
  change: { at: number; level: TierLevel | null } | null;
}

/** The progress of a member at `now` (milliseconds); null where the program has no tiers. */
export function tierProgress(
  history: TierHistory,
  months: MemberMonth[],
  zone: string,
  now: number,
): TierProgress | null {
  const { rules, rank, level } = standings(history, months, zone)(now);
  if (!rules) return null;
  const figure = figureOf(months, rules.by);
  const month = monthAt(now, zone);
  const change = nextChange(history, months, zone, now);
  const fall = change && change.rank > rank ? nextFall(history, months, zone, now) : change;
  const first =
    rules.over === "lifetime" ? null : rules.over === "calendar_year" ? januaryOf(month) : month - 11;
  const above = rules.levels[rank + 1];
  return {
    rank,
    level,
    figure: figureAgo(rules, figure, month, 0),
    since: first === null ? null : startOfMonth(first, zone),
    next: above ? goalOf(rules, above, figure, month, zone) : null,
    keptUntil: fall?.at ?? null,
    keep: level && fall ? keepOf(rules, level, figure, { now, fallAt: fall.at }, zone) : null,
    change: change && { at: change.at, level: rules.levels[change.rank] ?? null },
  };
}

function goalOf(rules: Tiers, level: TierLevel, figure: Figure, month: number, zone: string): TierGoal {
  const { over, upgrade } = rules;
  const nextPeriod = startOfNext(rules, month);
  const ends = over === "calendar_year" ? nextPeriod : over === "lifetime" ? null : lapsesIn(figure, month);
  return {
    level,
    missing: Math.max(0, level.threshold - figureAgo(rules, figure, month, 0)),
    by: ends === null ? null : startOfMonth(ends, zone),
    startsAt: upgrade === "at_once" ? null : startOfMonth(nextPeriod, zone),
  };
}

/** The month with which something of the last twelve months no longer counts; null where there is nothing. */
function lapsesIn(figure: Figure, month: number): number | null {
  for (let oldest = month - 11; oldest <= month; oldest++) if (figure(oldest, oldest) > 0) return oldest + 12;
  return null;
}

/** What keeps the level beyond the time at which the member would move down. */
function keepOf(
  rules: Tiers,
  level: TierLevel,
  figure: Figure,
  { now, fallAt }: { now: number; fallAt: number },
  zone: string,
): TierKeep | null {
  const atOnce = rules.upgrade === "at_once";
  const month = monthAt(fallAt, zone);
  const missing = (from: number, until: number) => level.threshold - figure(from, until);
  if (rules.over === "rolling_12_months") {
    const last = atOnce ? month : month - 1;
    const by = atOnce ? fallAt : startOfMonth(month, zone);
    if (by <= now) return null;
    return { missing: missing(last - 11, last), from: startOfMonth(last - 11, zone), by };
  }
  const january = januaryOf(month);
  const yearStart = startOfMonth(january, zone);
  if (rules.over === "lifetime") {
    if (atOnce) return { missing: missing(EVER, month), from: null, by: fallAt };
    return yearStart <= now ? null : { missing: missing(EVER, january - 1), from: null, by: yearStart };
  }
  // The year before decides; once it is over, only what is reached within the grace.
  if (yearStart > now)
    return {
      missing: missing(january - 12, january - 1),
      from: startOfMonth(january - 12, zone),
      by: yearStart,
    };
  return atOnce ? { missing: missing(january, january + 11), from: yearStart, by: fallAt } : null;
}
