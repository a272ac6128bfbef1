/** When a member's tier changes if nothing happens: because a period ends, a grace is over, earlier rules let go. */
import type { MemberMonth } from "./tiers-figures.ts";
import type { Tiers } from "./document/tiers.ts";
import { NEVER } from "./lot-dates.ts";
import { graceEnd, januaryOf, monthAt, startOfMonth } from "./tiers-periods.ts";
import { rankOf } from "./tiers-rank.ts";
import { historyAt, protectsUntil, standings, type Standings, type TierHistory } from "./tiers.ts";

export interface TierChange {
  /** Milliseconds. */
  at: number;
  /** The level's place among the live rules' levels from then on; -1 below the first. */
  rank: number;
}

/** The next change after `now` (milliseconds) if nothing happens; null where there is none. */
export function nextChange(
  history: TierHistory,
  months: MemberMonth[],
  zone: string,
  now: number,
): TierChange | null {
  return firstChange(history, months, zone, now, (rank, before) => rank !== before);
}

/** The next time at which the member moves down if nothing happens; null where they don't. */
export function nextFall(
  history: TierHistory,
  months: MemberMonth[],
  zone: string,
  now: number,
): TierChange | null {
  return firstChange(history, months, zone, now, (rank, before) => rank < before);
}

function firstChange(
  history: TierHistory,
  months: MemberMonth[],
  zone: string,
  now: number,
  isChange: (rank: number, before: number) => boolean,
): TierChange | null {
  const { live, earlier } = historyAt(history, now);
  if (!live) return null;
  const standingAt: Standings = standings({ live, earlier }, months, zone);
  const before = standingAt(now).rank;
  // Time alone lifts nobody where tiers are reached at once, and takes nobody below what costs nothing.
  if (live.upgrade === "at_once" && before <= rankOf(live, 0)) return null;
  const moments = earlier.flatMap(({ tiers, supersededAt }) => [
    ...turningPoints(tiers, now, zone),
    protectsUntil(tiers, supersededAt, zone),
  ]);
  const ahead = [...turningPoints(live, now, zone), ...moments].filter((at) => at > now && at < NEVER);
  for (const at of [...new Set(ahead)].sort((a, b) => a - b)) {
    const { rank } = standingAt(at);
    if (isChange(rank, before)) return { at, rank };
  }
  return null;
}

/** The moments after `now` at which these rules may give another level than just before, by what is known by now. */
function turningPoints(tiers: Tiers, now: number, zone: string): number[] {
  const month = monthAt(now, zone);
  if (tiers.over === "lifetime")
    return tiers.upgrade === "at_once" ? [] : [startOfMonth(januaryOf(month) + 12, zone)];
  const [first, length, periods] =
    tiers.over === "calendar_year"
      ? [januaryOf(month), 12, 3]
      : // A grace of 90 days may still run for months that ended three months ago, and for a 28-day one before.
        [month - 4, 1, 4 + 14];
  const steps = tiers.fall === "one_step" ? tiers.levels.length : 0;
  const starts = Array.from({ length: periods + steps + 1 }, (_, index) => first + index * length);
  return starts.flatMap((start) => [startOfMonth(start, zone), graceEnd(start, tiers.graceDays, zone)]);
}
