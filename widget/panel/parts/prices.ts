import type { Reward } from "../../api/types.ts";
import { onCart } from "./on-cart.ts";

/** The most that a member can pay for it, points; less than the least where they can't have it. */
export function mostOf({ points, sliding }: Reward, available: number): number {
  if (!sliding) return points;
  const { maximum, step } = sliding;
  return Math.min(maximum, Math.floor(available / step) * step);
}

/** What it is worth for that many points, minor units; `null` where it is not about an amount of money. */
export const amountFor = ({ amount, sliding }: Reward, points: number): number | null =>
  sliding ? (points / sliding.step) * sliding.amount : amount;

/**
 * The price to begin with: of several the least, or on a cart that is known the least that takes off the most, of those
 * that the points are there for.
 */
export function firstPrice(reward: Reward, available: number, total: number | undefined): number {
  const { points, sliding } = reward;
  if (!sliding) return points;
  const most = mostOf(reward, available);
  const { off } = onCart(reward, amountFor(reward, most), total);
  if (off === undefined) return points;
  return Math.min(most, Math.max(points, Math.ceil(off / sliding.amount) * sliding.step));
}
