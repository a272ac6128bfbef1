/** Friends who were sent by a member, and what that earns the member. */
import { DAY } from "./calendar.ts";
import { datesFrom } from "./dates.ts";
import { keptMoney } from "./kept.ts";
import { live, memberOf, type Order, type Referral, type World } from "./world.ts";

/** Whether the friend, a new customer, could claim. */
export function claim(world: World, advocate: string, friend: string, now: number): boolean {
  const hasOrdered = [...world.orders.values()].some((order) => placerOf(order) === friend);
  if (hasOrdered || friend === advocate) return false;
  world.referrals.set(friend, {
    advocate,
    program: live(world),
    claimedAt: now,
    orderId: null,
    availableAt: null,
    isRewarded: false,
    posted: 0,
  });
  return true;
}

/** What an order's latest state does to the referral it belongs to. */
export function settle(world: World, order: Order, now: number): void {
  const all = [...world.referrals];
  const [friend, referral] =
    all.find(([, each]) => each.orderId === order.id) ??
    all.find(([name, each]) => each.orderId === null && name === placerOf(order)) ??
    [];
  if (friend === undefined || !referral?.program.referral) return;
  const due = rewardDue(world, referral, order);
  if (referral.orderId === null && due === null) return;
  referral.orderId = order.id;
  // The day that was promised stays, also where the order is told as paid later.
  referral.availableAt ??= due;
  if ((due !== null) === referral.isRewarded) return;
  referral.isRewarded = due !== null;
  const { advocate } = referral.program.referral;
  const points = advocate.type === "points" ? advocate.points : 0;
  const { purse } = memberOf(world, referral.advocate);
  const source = `referral ${friend}`;
  if (due === null) {
    // What the rule on debt spares the advocate stays with them, and is not given a second time.
    referral.posted = purse.takeBack(referral.posted, source, now, live(world).debt);
    return;
  }
  const dates = datesFrom(live(world), world.zone, referral.availableAt ?? due);
  const given = points - referral.posted;
  if (given > 0) purse.grant(given, source, Date.parse(order.state.placedAt), dates);
  referral.posted = points;
}

/** The customer who placed the order, by its latest state. */
export function placerOf({ state }: Order): string {
  return state.customer?.email?.split("@")[0] ?? "";
}

/** When the advocate's reward is theirs, milliseconds; null where the order earns none. */
function rewardDue(
  world: World,
  { advocate, program, claimedAt, availableAt }: Referral,
  order: Order,
): number | null {
  const { state } = order;
  const terms = program.referral;
  const placedAt = Date.parse(state.placedAt);
  const placer = placerOf(order);
  if (!terms || state.paidAt === null || placer === advocate || placedAt < claimedAt) return null;
  const others = [...world.orders.values()].filter(
    (other) => other.id !== order.id && placerOf(other) === placer,
  );
  if (others.some((other) => Date.parse(other.state.placedAt) < claimedAt)) return null;
  if (placedAt > claimedAt + terms.attributionDays * DAY) return null;
  const due = availableAt ?? Date.parse(state.paidAt) + terms.holdDays * DAY;
  if (state.cancelledAt !== null && Date.parse(state.cancelledAt) <= due) return null;
  const inHold = state.refunds.filter((refund) => Date.parse(refund.refundedAt) <= due);
  const enough = (amount: number) => amount > 0 && amount >= terms.minimumOrder;
  if (!enough(keptMoney(state, [], world.currency))) return null;
  if (inHold.length > 0 && !enough(keptMoney(state, inHold, world.currency))) return null;
  return due;
}
