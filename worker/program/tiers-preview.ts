/** Where a member would move if other rules took the place of the live ones. */
import type { TierLevel, Tiers } from "./document/tiers.ts";
import type { MemberMonth } from "./tiers-figures.ts";
import { nextChange, nextFall } from "./tiers-changes.ts";
import { monthAt, startOfMonth, startOfNext } from "./tiers-periods.ts";
import { BELOW } from "./tiers-rank.ts";
import { sameRank, standings, type TierHistory } from "./tiers.ts";

export interface ExpectedMove {
  direction: "up" | "down";
  /** null: below the first. */
  from: TierLevel | null;
  to: TierLevel | null;
  /** When, milliseconds. */
  at: number;
}

/** The rules as they would stand if `next` were published at `now` (milliseconds). */
export function historyWith({ live, earlier }: TierHistory, next: Tiers | null, now: number): TierHistory {
  return { live: next, earlier: live ? [...earlier, { tiers: live, supersededAt: now }] : earlier };
}

/**
 * How a member would move because of new rules, by the figures they have now; null where they wouldn't. Who would
 * stand lower by them keeps the tier until its period is over, and moves then: unless the tier itself is taken out,
 * and none is in its place.
 */
export function expectedMove(
  history: TierHistory,
  next: Tiers | null,
  months: MemberMonth[],
  zone: string,
  now: number,
): ExpectedMove | null {
  const before = standings(history, months, zone)(now);
  const from = before.level;
  if (!next) return from && { direction: "down", from, to: null, at: now };
  const after = historyWith(history, next, now);
  const then = standings(after, months, zone);
  const same = before.rules ? sameRank(before.rules, before.rank, next) : BELOW;
  const { rank, level } = then(now);
  // Their tier is taken out, and none that is left asks for so little.
  if (from && rank === BELOW) return { direction: "down", from, to: null, at: now };
  if (rank > same) return { direction: "up", from, to: level, at: now };
  const byFigures = rankByFigures(next, months, zone, now);
  if (byFigures < rank) {
    const fall = nextFall(after, months, zone, now);
    return fall && { direction: "down", from, to: next.levels[byFigures] ?? null, at: fall.at };
  }
  const change = nextChange(after, months, zone, now);
  if (!change || change.rank <= rank) return null;
  // They may be on their way up by the live rules as well.
  const anyway = standings(history, months, zone)(change.at);
  const rise = anyway.rules ? sameRank(anyway.rules, anyway.rank, next) : BELOW;
  return rise >= change.rank
    ? null
    : { direction: "up", from, to: next.levels[change.rank] ?? null, at: change.at };
}

/** The level that the rules alone give for today's figures: with the next period, where those count for that. */
function rankByFigures(rules: Tiers, months: MemberMonth[], zone: string, now: number): number {
  const by = standings({ live: rules, earlier: [] }, months, zone);
  if (rules.upgrade === "at_once") return by(now).rank;
  const next = startOfMonth(startOfNext(rules, monthAt(now, zone)), zone);
  return Math.max(by(now).rank, by(next).rank);
}
