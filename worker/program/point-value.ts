/** What points are worth in money, for the books. */
import type { Program } from "./document.ts";

export interface PointValue {
  /** Minor units of the store's currency for `points`. */
  amount: number;
  points: number;
  /** What says so: the program's own `pointValue`, or the reward that gives the most for a point. */
  basis: "point_value" | "reward";
  rewardId: string | null;
  rewardName: string | null;
}

/**
 * What the program says that points are worth; where it doesn't, the best rate at which a reward that has not closed
 * by `at` (milliseconds) turns points into money. null where no reward does. Prices of single tiers are left out.
 */
export function pointValue(program: Program, at: number): PointValue | null {
  if (program.pointValue)
    return { ...program.pointValue, basis: "point_value", rewardId: null, rewardName: null };
  let best: PointValue | null = null;
  for (const reward of program.rewards) {
    if (reward.type !== "amount_off" && reward.type !== "store_credit" && reward.type !== "gift_card")
      continue;
    if (reward.until !== null && Date.parse(reward.until) <= at) continue;
    const { amount, points, id, name } = reward;
    if (best === null || BigInt(amount) * BigInt(best.points) > BigInt(best.amount) * BigInt(points))
      best = { amount, points, basis: "reward", rewardId: id, rewardName: name };
  }
  return best;
}

/** The points in money, minor units, a half rounded away from zero. */
export function worthOf(points: number, value: PointValue): number {
  const exact = BigInt(Math.abs(points)) * BigInt(value.amount) * 2n + BigInt(value.points);
  return Math.sign(points) * Number(exact / (BigInt(value.points) * 2n)) || 0;
}
