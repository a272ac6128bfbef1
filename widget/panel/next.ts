import type { Reward } from "../api/types.ts";

/** The dearest reward that the points cover, and the cheapest that they don't. */
export function nextRewards(rewards: readonly Reward[], available: number): { now?: Reward; next?: Reward } {
  const byPrice = [...rewards].sort((a, b) => a.points - b.points);
  return {
    now: byPrice.filter(({ points }) => points <= available).at(-1),
    next: byPrice.find(({ points }) => points > available),
  };
}
