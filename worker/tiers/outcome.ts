/** Where a member's figures put them now, beside what they were last told: what is to be posted and told. */
import { NEVER } from "../program/lot-dates.ts";
import { bonusesAt, nextBonusAt, type BonusStanding } from "../program/tiers-bonus.ts";
import { nextChange } from "../program/tiers-changes.ts";
import type { MemberMonth } from "../program/tiers-figures.ts";
import { tierMove, type TierMove } from "../program/tiers-move.ts";
import { rankOf } from "../program/tiers-rank.ts";
import { standings, type TierHistory } from "../program/tiers.ts";
import type { BonusRow, ToldTier } from "./facts.ts";

/** A bonus of which there is something to post, or at least to keep: terms under which it stands by now. */
export interface BonusChange extends BonusStanding {
  /** Points to give, or to take back where negative. */
  difference: number;
  /** The row as it is to be, before what a taking back spares the member. */
  forgiven: number;
  revision: number;
}

export interface TierOutcome {
  /** The tier's id; null below the first. */
  tier: string | null;
  /** When it, or a bonus, changes next if nothing happens, milliseconds; `NEVER` for never. */
  nextAt: number;
  /** How the member moved; null where they stayed. */
  move: TierMove | null;
  bonuses: BonusChange[];
}

/** The tier of someone who has done nothing yet. */
export function startOf({ live }: TierHistory): string | null {
  return live?.levels[rankOf(live, 0)]?.id ?? null;
}

/** The outcome at `now` (milliseconds) for a member of a store in the zone (IANA) with these months. */
export function tierOutcome(
  history: TierHistory,
  zone: string,
  months: MemberMonth[],
  { told, bonuses: given }: { told: Pick<ToldTier, "tier"> | null; bonuses: BonusRow[] },
  now: number,
): TierOutcome {
  const standing = standings(history, months, zone)(now);
  const changesAt = nextChange(history, months, zone, now)?.at ?? NEVER;
  return {
    tier: standing.level?.id ?? null,
    nextAt: Math.min(changesAt, nextBonusAt(history.live, given, months, now, zone)),
    move: tierMove(history, told ? told.tier : startOf(history), standing),
    bonuses: bonusesAt(history.live, given, months, now, zone).flatMap((bonus) => {
      const row = given.find((each) => each.tier === bonus.tier);
      const before = row ?? { points: 0, forgiven: 0, revision: 0, terms: [] };
      const owed = bonus.points - before.points;
      if (owed === 0 && bonus.terms.length === before.terms.length) return [];
      // What was forgiven once is not given a second time.
      const kept = Math.min(Math.max(0, owed), before.forgiven);
      const { forgiven, revision } = before;
      return [{ ...bonus, difference: owed - kept, forgiven: forgiven - kept, revision: revision + 1 }];
    }),
  };
}
