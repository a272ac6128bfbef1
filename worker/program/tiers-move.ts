import { BELOW, rankOf } from "./tiers-rank.ts";
import { sameRank, type Standing, type TierHistory } from "./tiers.ts";

export interface NamedTier {
  id: string;
  name: string;
}

/** How a member moved from one tier to another. */
export interface TierMove {
  /** null: below the first. */
  from: NamedTier | null;
  to: NamedTier | null;
  /** "same" where new rules put another tier in the place of the one they had. */
  direction: "up" | "down" | "same";
}

/**
 * How a member who was last told of the tier `told` (its id; null for none) came to where they stand; null where that
 * is no news: they are where they were, or at the start where everyone is.
 */
export function tierMove(history: TierHistory, told: string | null, { rules, rank, level }: Standing) {
  if (told === (level?.id ?? null)) return null;
  if (told === null && rules && rank === rankOf(rules, 0)) return null;
  const known = told === null ? null : lastKnown(history, told);
  const before = known && rules ? sameRank(known.rules, known.rank, rules) : known ? known.rank : BELOW;
  const move: TierMove = {
    from: told === null ? null : { id: told, name: known?.name ?? told },
    to: level && { id: level.id, name: level.name },
    direction: rank > before ? "up" : rank < before ? "down" : "same",
  };
  return move;
}

/** The tier of this id among the live rules, or else the latest that had it. */
function lastKnown({ live, earlier }: TierHistory, id: string) {
  const candidates = [...earlier.map(({ tiers }) => tiers), ...(live ? [live] : [])].reverse();
  for (const rules of candidates) {
    const rank = rules.levels.findIndex((level) => level.id === id);
    const name = rules.levels[rank]?.name;
    if (name !== undefined) return { rules, rank, name };
  }
  return null;
}
