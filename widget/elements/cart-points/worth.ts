import type { Reward } from "../../api/types.ts";

/** What a reward takes off a cart of this total, minor units; `null` where it can't be had now, or not on this cart. */
function worthOn(reward: Reward, available: number, total: number): number | null {
  const { points, minimumOrder, sliding, percent, ceiling, maximumShare, amount, standing } = reward;
  if (points > available || minimumOrder > total || standing?.open === false) return null;
  const most = maximumShare === null ? total : Math.floor((total * maximumShare) / 100);
  if (percent) return Math.min(Math.floor((total * percent) / 100), ceiling ?? most, most);
  const spent = sliding && Math.min(available, sliding.maximum);
  const worth = sliding && spent ? Math.floor(spent / sliding.step) * sliding.amount : (amount ?? 0);
  return Math.min(worth, most);
}

/** The reward that takes most off the cart; of those that take nothing off it the dearest. */
export function bestOn(
  rewards: readonly Reward[],
  available: number,
  total: number,
): { reward: Reward; worth: number } | undefined {
  return rewards
    .flatMap((reward) => {
      const worth = worthOn(reward, available, total);
      return worth === null ? [] : [{ reward, worth }];
    })
    .sort((a, b) => b.worth - a.worth || b.reward.points - a.reward.points)[0];
}
