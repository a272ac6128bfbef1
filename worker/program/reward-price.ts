/** What a reward costs a member, and what it is worth at that price. */
import { MOST_MONEY, MOST_POINTS, type Program } from "./document.ts";
import type { Reward } from "./document/rewards.ts";

/** The prices a member may choose from: `minimum`, and more in steps of `step` up to `maximum`; all in points. */
export interface Prices {
  minimum: number;
  maximum: number;
  step: number;
}

/**
 * The prices of a reward for a member of the tier (its id; null for none). A fixed price is the only one. Of a sliding
 * reward a tier's price is that of a step, and the number of steps to choose from is the same for all; the program's
 * least redemption takes away the smallest. None is left where `minimum` is above `maximum`.
 */
export function pricesOf(
  reward: Reward,
  tier: string | null,
  minimumRedemption: Program["minimumRedemption"],
): Prices {
  const step = priceForTier(reward, tier);
  const least = minimumRedemption ?? 0;
  const sliding = slidingOf(reward);
  if (!sliding) return { minimum: step, maximum: step < least ? 0 : step, step };
  const fewest = Math.max(Math.ceil(sliding.minimum / reward.points), Math.ceil(least / step));
  const most = Math.min(
    Math.floor(sliding.maximum / reward.points),
    Math.floor(MOST_POINTS / step),
    Math.floor(MOST_MONEY / sliding.amount),
  );
  return { minimum: fewest * step, maximum: most * step, step };
}

/** The price that was asked for, or the least where none was; null if it is not one of those to choose from. */
export function chosenPrice({ minimum, maximum, step }: Prices, asked: number | undefined): number | null {
  const points = asked ?? minimum;
  return points >= minimum && points <= maximum && points % step === 0 ? points : null;
}

/**
 * How much a voucher for the reward gives: minor units, per cent of a percentage off, 1 piece of anything else.
 * `points` is the price paid and `step` what a step costs.
 */
export function amountOf(reward: Reward, points: number, step: number): number {
  if (reward.type === "percentage_off") return reward.percent;
  if (!("amount" in reward)) return 1;
  return reward.sliding ? (points / step) * reward.amount : reward.amount;
}

/** Whether the price, or who may have it, depends on the member's tier. */
export function asksForTier({ tiers, prices }: Reward): boolean {
  return tiers.length > 0 || Object.keys(prices).length > 0;
}

function priceForTier(reward: Reward, tier: string | null): number {
  return (tier === null ? undefined : reward.prices[tier]) ?? reward.points;
}

function slidingOf(reward: Reward) {
  return "sliding" in reward && reward.sliding ? { ...reward.sliding, amount: reward.amount } : null;
}
