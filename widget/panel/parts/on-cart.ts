import type { Reward } from "../../api/types.ts";
import type { Host } from "../../host.ts";

/** The page's cart, minor units; `undefined` where the page doesn't say, or nothing is in it. */
export function cartTotal({ attributes }: Host): number | undefined {
  const total = Number(attributes.cartTotal);
  return Number.isSafeInteger(total) && total > 0 ? total : undefined;
}

/** What it would take off a cart, or what the cart lacks for it; minor units. */
export interface OnCart {
  off?: number;
  missing?: number;
}

const percentOf = (total: number, percent: number): number => Math.floor((total * percent) / 100);

/**
 * What a reward does for a cart of that total, going by which the Worker decides at the checkout; `amount` is what it is worth
 * at the price that is chosen. Nothing is known where it is about some of the products, or about shipping.
 */
export function onCart(reward: Reward, amount: number | null, total: number | undefined): OnCart {
  const { percent, ceiling, maximumShare, minimumOrder, someProducts, type } = reward;
  if (!total || !isForCarts(type)) return {};
  if (total < minimumOrder) return { missing: minimumOrder - total };
  const worth = percent ? Math.min(percentOf(total, percent), ceiling ?? total) : amount;
  if (worth === null || someProducts) return {};
  return { off: Math.min(worth, total, percentOf(total, maximumShare ?? 100)) };
}

/** Whether what comes of it is used at the checkout. */
export const isForCarts = (type: string): boolean =>
  type !== "experience" && type !== "partner_offer" && type !== "donation";
