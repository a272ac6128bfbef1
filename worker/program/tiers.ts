/** A member's tier at a time: what the live rules give, and what earlier ones still keep. */
import type { TierLevel, Tiers } from "./document/tiers.ts";
import { NEVER } from "./lot-dates.ts";
import { figureOf, type Figure, type MemberMonth } from "./tiers-figures.ts";
import { graceEnd, januaryOf, monthAt } from "./tiers-periods.ts";
import { BELOW, rankAt, rankOf } from "./tiers-rank.ts";

/** Rules that were live until others took their place at `supersededAt` (milliseconds). */
export interface EarlierTiers {
  tiers: Tiers;
  supersededAt: number;
}

/** A store's rules for tiers: the live ones, null for none, and those before them, the oldest first. */
export interface TierHistory {
  live: Tiers | null;
  earlier: EarlierTiers[];
}

export interface Standing {
  /** The rules that were live then; null for none. */
  rules: Tiers | null;
  /** The level's place among theirs, from 0; -1 below the first. */
  rank: number;
  level: TierLevel | null;
}

/** A member's standing at any time (milliseconds), by what is known of their months. */
export type Standings = (at: number) => Standing;

/**
 * The member's standings. A pure function of rules, months and time: nothing depends on how the figures came about.
 * Rules that were superseded keep a member from moving down until the period is over in which that happened.
 */
export function standings(history: TierHistory, months: MemberMonth[], zone: string): Standings {
  const figures = new Map<Tiers["by"], Figure>();
  const figure = (by: Tiers["by"]) => {
    const known = figures.get(by) ?? figureOf(months, by);
    figures.set(by, known);
    return known;
  };
  const kept = keptLevels(history.earlier, figure, zone);
  return (at) => {
    const { live: rules, earlier } = historyAt(history, at);
    if (!rules) return { rules, rank: BELOW, level: null };
    const last = earlier.length - 1;
    const before = earlier[last];
    const rank = Math.max(
      rankAt(rules, figure(rules.by), at, zone),
      before ? sameRank(before.tiers, kept(last, at), rules) : BELOW,
    );
    return { rules, rank, level: rules.levels[rank] ?? null };
  };
}

/** The rules as they stood at a time: those live then, and those superseded before. */
export function historyAt({ live, earlier }: TierHistory, at: number): TierHistory {
  const past = earlier.filter((each) => each.supersededAt <= at);
  return { live: earlier[past.length]?.tiers ?? live, earlier: past };
}

/**
 * The levels that superseded rules still keep at a time, each among its own: the one the member had when others took
 * their place, as far as they would still have it by what counted until then. What they had may itself have been kept
 * by rules before.
 */
function keptLevels(earlier: EarlierTiers[], figure: (by: Tiers["by"]) => Figure, zone: string) {
  const held = new Map<number, number>();
  const rankUnder = (place: number, at: number): number => {
    const rules = earlier[place];
    if (!rules) return BELOW;
    const { tiers, supersededAt } = rules;
    const last = monthAt(supersededAt, zone);
    const known: Figure = (from, until) => figure(tiers.by)(from, Math.min(until, last));
    const own = at < protectsUntil(tiers, supersededAt, zone) ? rankAt(tiers, known, at, zone) : BELOW;
    const before = earlier[place - 1];
    return before ? Math.max(own, sameRank(before.tiers, kept(place - 1, at), tiers)) : own;
  };
  const kept = (place: number, at: number): number => {
    const then = held.get(place) ?? rankUnder(place, earlier[place]?.supersededAt ?? at);
    held.set(place, then);
    return Math.min(then, rankUnder(place, at));
  };
  return kept;
}

/**
 * Until when rules superseded at this time may keep a member's level, milliseconds: as long as what was reached by
 * then lasts by those rules, grace included; `NEVER` for lifetime tiers.
 */
export function protectsUntil(tiers: Tiers, supersededAt: number, zone: string): number {
  if (tiers.over === "lifetime") return NEVER;
  const month = monthAt(supersededAt, zone);
  const over = tiers.over === "calendar_year" ? januaryOf(month) + 24 : month + 13;
  return graceEnd(over, tiers.graceDays, zone);
}

/**
 * The place among other rules of a level of these: the level with the same id; else the highest whose threshold is no
 * higher, or, where another measure is counted, the one as far up. No lower than what a level below it comes to.
 */
export function sameRank(from: Tiers, rank: number, to: Tiers): number {
  const places = from.levels.slice(0, rank + 1).map(({ id, threshold }, place) => {
    const same = to.levels.findIndex((level) => level.id === id);
    if (same !== BELOW) return same;
    return from.by === to.by ? rankOf(to, threshold) : Math.min(place, to.levels.length - 1);
  });
  return Math.max(BELOW, ...places);
}
