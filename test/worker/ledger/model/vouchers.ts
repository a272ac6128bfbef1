/** What points buy, and what becomes of it. */
import type { Program } from "../../../../worker/program/document.ts";
import type { OrderUpdate } from "../../../../worker/program/order.ts";
import { DAY } from "./calendar.ts";
import { isActive } from "./members.ts";
import { tierAt } from "./tiers.ts";
import { isLimited, live, memberOf, type Member, type Voucher, type World } from "./world.ts";

type Reward = Program["rewards"][number];

/**
 * Redeems points: gives back the code of a refusal, or the voucher, which gets its code from the real one. `steps` is what
 * the member chose of a sliding reward; null for the least.
 */
export function redeem(
  world: World,
  customer: string,
  rewardId: string,
  asked: number | null,
  now: number,
): { refusal: string } | { voucher: Voucher } {
  const member = memberOf(world, customer);
  const reward = live(world).rewards.find((each) => each.id === rewardId);
  if (!reward) return { refusal: "reward_not_found" };
  const tier = tierAt(world, member, now);
  if (isClosed(reward, now)) return { refusal: "reward_not_open" };
  if (!isFor(reward, member, tier)) return { refusal: "reward_not_for_member" };
  const points = priceOf(reward, tier, live(world).minimumRedemption, asked);
  if (points === null) return { refusal: "points_not_offered" };
  const times = [...world.vouchers.values()]
    .filter((each) => each.rewardId === rewardId && each.customer === customer)
    .filter(({ isLimited: counts, status }) => counts && status !== "released")
    .map(({ createdAt }) => createdAt);
  if (isLimited(reward.limits, times, now, world.zone)) return { refusal: "reward_limit_reached" };
  const redeemed = world.redeemed.get(rewardId) ?? 0;
  if (reward.stock !== null && redeemed >= reward.stock) return { refusal: "reward_out_of_stock" };
  if (reward.codes !== null && world.codes === 0) return { refusal: "reward_codes_missing" };
  let taken = member.purse.spend(points, now);
  if (!taken) {
    // Points of expired vouchers come back before it is said that there are too few.
    returnExpired(world, now, customer);
    taken = member.purse.spend(points, now);
  }
  if (!taken) return { refusal: "insufficient_points" };
  isActive(world, member, "redemption", now);
  if (reward.stock !== null) world.redeemed.set(rewardId, (world.redeemed.get(rewardId) ?? 0) + 1);
  if (reward.codes !== null) world.codes -= 1;
  return {
    voucher: {
      customer,
      rewardId,
      points,
      taken,
      createdAt: now,
      expiresAt: now + reward.validDays * DAY,
      onCancel: reward.onCancel,
      returns: reward.onExpiry === "give_back",
      cancellable: reward.cancellable && reward.codes === null,
      isStocked: reward.stock !== null,
      isLimited: reward.limits.length > 0,
      status: "issued",
      orderId: null,
      releasedAt: null,
    },
  };
}

/** Whether the voucher could be released, by the store or (where the reward allows it) by the member. */
export function release(world: World, voucher: Voucher, byMember: boolean, now: number): boolean {
  if (voucher.status !== "issued") return false;
  if (byMember && (voucher.expiresAt <= now || !voucher.cancellable)) return false;
  undo(world, voucher, now);
  return true;
}

/** Whether the voucher could be used on the order, at the time `at`. */
export function use(voucher: Voucher, orderId: string, at: number): boolean {
  if (isUsedOn(voucher, orderId)) return true;
  if (!isUsable(voucher, at)) return false;
  voucher.status = "used";
  voucher.orderId = orderId;
  return true;
}

/** Gives back the points of vouchers that expired unused, where their reward says so: the first to expire first. */
export function returnExpired(world: World, now: number, customer?: string): void {
  const due = [...world.vouchers.values()]
    .filter((each) => each.returns && each.status === "issued" && each.expiresAt <= now)
    .filter((each) => customer === undefined || each.customer === customer)
    .sort((a, b) => a.expiresAt - b.expiresAt);
  for (const voucher of due) undo(world, voucher, now);
}

/** What an order's latest state does to vouchers before its own points are posted: uses, frees and gives back. */
export function captureVouchers(world: World, orderId: string, order: OrderUpdate, now: number): void {
  const placedAt = Date.parse(order.placedAt);
  const isCancelled = order.cancelledAt !== null;
  const gone: Voucher[] = [];
  for (const [code, voucher] of world.vouchers) {
    const isNamed = order.vouchers.includes(code);
    if (isNamed && !isCancelled) {
      if (!isUsedOn(voucher, orderId) && isUsable(voucher, placedAt)) use(voucher, orderId, placedAt);
      continue;
    }
    const mayBeUsed = isUsedOn(voucher, orderId) || isUsable(voucher, placedAt);
    if (isNamed && voucher.onCancel === "give_back" && mayBeUsed) {
      voucher.orderId = orderId;
      gone.push(voucher);
    } else if (isUsedOn(voucher, orderId)) {
      voucher.status = "issued";
      voucher.orderId = null;
    }
  }
  for (const voucher of gone) undo(world, voucher, now);
}

/**
 * What it does after them: takes again the price of vouchers that were given back, and are used on it after all, or that
 * it no longer names, which leaves them as they were before.
 */
export function renewVouchers(world: World, orderId: string, order: OrderUpdate, now: number): void {
  const placedAt = Date.parse(order.placedAt);
  const standsAgain = (voucher: Voucher) => {
    const expiredUnused =
      voucher.returns && voucher.releasedAt !== null && voucher.releasedAt >= voucher.expiresAt;
    const wasInTime =
      voucher.orderId === null && voucher.createdAt <= placedAt && placedAt < voucher.expiresAt;
    return voucher.orderId === orderId || (expiredUnused && wasInTime);
  };
  if (order.cancelledAt === null)
    for (const code of order.vouchers) {
      const voucher = world.vouchers.get(code);
      if (voucher?.status === "released" && standsAgain(voucher)) redo(world, voucher, orderId, now);
    }
  for (const [code, voucher] of [...world.vouchers].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (voucher.status === "released" && voucher.orderId === orderId && !order.vouchers.includes(code))
      redo(world, voucher, null, now);
}

function redo(world: World, voucher: Voucher, orderId: string | null, now: number): void {
  voucher.taken = memberOf(world, voucher.customer).purse.spendOrOwe(voucher.points, now);
  voucher.status = orderId === null ? "issued" : "used";
  voucher.orderId = orderId;
  voucher.releasedAt = null;
  if (voucher.isStocked)
    world.redeemed.set(voucher.rewardId, (world.redeemed.get(voucher.rewardId) ?? 0) + 1);
}

function undo(world: World, voucher: Voucher, now: number): void {
  voucher.status = "released";
  voucher.releasedAt = now;
  memberOf(world, voucher.customer).purse.giveBack(voucher.taken);
  if (voucher.isStocked)
    world.redeemed.set(voucher.rewardId, (world.redeemed.get(voucher.rewardId) ?? 0) - 1);
}

function isUsedOn(voucher: Voucher, orderId: string): boolean {
  return voucher.status === "used" && voucher.orderId === orderId;
}

function isUsable(voucher: Voucher, at: number): boolean {
  return voucher.status === "issued" && voucher.createdAt <= at && at < voucher.expiresAt;
}

function isClosed({ from, until }: Reward, now: number): boolean {
  return (from !== null && now < Date.parse(from)) || (until !== null && now >= Date.parse(until));
}

function isFor({ tiers, segments }: Reward, member: Member, tier: string | null): boolean {
  const isInTier = tiers.length === 0 || (tier !== null && tiers.includes(tier));
  return isInTier && (segments.length === 0 || segments.some((segment) => member.segments.includes(segment)));
}

/** What the member pays; null where the reward can't be had for that. */
function priceOf(
  reward: Reward,
  tier: string | null,
  least: number | null,
  asked: number | null,
): number | null {
  const step = (tier === null ? undefined : reward.prices[tier]) ?? reward.points;
  const sliding = "sliding" in reward ? reward.sliding : null;
  const steps = sliding ? sliding.maximum / reward.points : 1;
  const prices = Array.from({ length: Math.floor(steps) }, (_, index) => (index + 1) * step)
    .filter((price) => price >= (least ?? 0))
    .filter((price) => !sliding || price / step >= sliding.minimum / reward.points);
  const [cheapest = null] = prices;
  if (asked === null) return cheapest;
  return prices.includes(asked) ? asked : null;
}
