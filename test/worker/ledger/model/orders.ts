/**
 * Orders as they are told (docs/orders.md): what is posted is what the latest state comes to for its member, less what
 * was posted to them before.
 */
import type { OrderUpdate } from "../../../../worker/program/order.ts";
import type { OrderTerms } from "../../../../worker/program/order-terms.ts";
import type { Program } from "../../../../worker/program/document.ts";
import { postBonuses } from "./bonuses.ts";
import { DAY } from "./calendar.ts";
import { afterCaps } from "./caps.ts";
import { datesFrom, WAITING, type Dates } from "./dates.ts";
import { enrol, isActive } from "./members.ts";
import { placerOf, settle } from "./referrals.ts";
import { byMonth, tierAt } from "./tiers.ts";
import { captureVouchers, renewVouchers } from "./vouchers.ts";
import { worth } from "./worth.ts";
import { memberOf, programAt, type Order, type World } from "./world.ts";

const OWED = { policy: "allow_negative", floor: null } as const;

/** A difference to post to one member for one order. */
interface Difference {
  order: Order;
  member: string;
  state: OrderUpdate;
  points: number;
}

/** What telling a state came to, as the API answers it. */
export interface Told {
  posted: number;
  stale: boolean;
}

/** Takes a state of an order as delivered. A state that is not newer changes nothing, but may find its member. */
export function tell(world: World, id: string, state: OrderUpdate, now: number): Told {
  const known = world.orders.get(id);
  const placer = state.customer?.email?.split("@")[0] ?? "";
  // Who is named by the store's own id becomes a member, also by a state that comes late.
  const enrols = state.customer?.id !== undefined && !world.members.has(placer);
  const isNews = !known || known.state.updatedAt < state.updatedAt;
  const isStale = known !== undefined && state.updatedAt < known.state.updatedAt;
  if (enrols) enrol(world, placer, now);

  const latest = isNews ? state : known.state;
  const named = latest.customer?.email?.split("@")[0] ?? "";
  const owner = world.members.has(named) ? named : null;
  const findsMember = known !== undefined && owner !== known.owner && (isNews || named === placer);
  if (!isNews && !findsMember) return { posted: isStale ? 0 : known.posted, stale: isStale };
  take(world, id, latest, owner, now);
  return { posted: world.orders.get(id)?.posted ?? 0, stale: false };
}

function take(world: World, id: string, state: OrderUpdate, owner: string | null, now: number): void {
  const before = world.orders.get(id);
  const monthsBefore = new Map([...world.members.values()].map((member) => [member, byMonth(world, member)]));
  const program = programAt(world, Date.parse(state.placedAt));
  const order: Order = {
    id,
    state,
    owner,
    program,
    terms: null,
    worth: 0,
    points: 0,
    forgiven: before?.forgiven ?? new Map<string, number>(),
    posted: 0,
  };
  world.orders.set(id, order);
  if (owner !== null) {
    order.terms = before?.owner === owner ? before.terms : termsOf(world, order, owner);
    order.worth = order.terms ? worth(program, state, order.terms) : 0;
  }

  if (owner !== null && state.paidAt !== null && state.cancelledAt === null)
    if (before?.owner !== owner || before.state.paidAt === null)
      isActive(world, memberOf(world, owner), "order", now);
  if (owner !== null) {
    const dates = datesOf(world, program, state);
    if (dates !== WAITING) memberOf(world, owner).purse.release(sourceOf(id), dates);
  }
  captureVouchers(world, id, state, now);
  const differences = [
    ...(before && before.owner !== null && before.owner !== owner
      ? leaving(world, before, before.owner)
      : []),
    ...(owner === null ? [] : staying(world, order, before, owner)),
  ];
  for (const member of new Set(differences.map((each) => each.member)))
    post(
      world,
      order,
      differences.filter((each) => each.member === member),
      now,
    );
  renewVouchers(world, id, state, now);
  for (const [member, months] of monthsBefore)
    if (byMonth(world, member) !== months) postBonuses(world, member, now, "order");
  settle(world, order, now);
}

/** The order's terms are decided when it is first a member's: by what is known then of all but itself. */
function termsOf(world: World, order: Order, owner: string): OrderTerms {
  const placer = placerOf(order);
  const others = [...world.orders.values()].filter((other) => other !== order && placerOf(other) === placer);
  return {
    tier: tierAt(world, memberOf(world, owner), Date.parse(order.state.placedAt), order),
    firstOrder: others.length === 0,
    timeZone: world.zone,
    currency: world.currency,
  };
}

/** For the member whose the order was: all of it goes, and the caps are shared among the others. */
function leaving(world: World, before: Order, member: string): Difference[] {
  const gone =
    before.points === 0 ? [] : [{ order: before, member, state: before.state, points: -before.points }];
  return [...gone, ...sharedAnew(world, member, before, false)];
}

/** For the member whose the order is: what it comes to, less what they had for it. */
function staying(world: World, order: Order, before: Order | undefined, member: string): Difference[] {
  const others = sharedAnew(world, member, order, true);
  const points = order.points - (before?.owner === member ? before.points : 0);
  return [...(points === 0 ? [] : [{ order, member, state: order.state, points }]), ...others];
}

/** Shares the caps anew among all orders of the member; gives back the differences of those that are not told. */
function sharedAnew(world: World, member: string, told: Order, isTheirs: boolean): Difference[] {
  const theirs = [...world.orders.values()].filter((order) =>
    order.id === told.id ? isTheirs : order.owner === member,
  );
  const after = afterCaps(
    theirs.map((order) => ({
      id: order.id,
      placedAt: Date.parse(order.state.placedAt),
      worth: order.worth,
      caps: order.program.earning.caps,
    })),
    world.zone,
  );
  return theirs.flatMap((order) => {
    const points = (after.get(order.id) ?? 0) - order.points;
    order.points += points;
    return order === told || points === 0 ? [] : [{ order, member, state: order.state, points }];
  });
}

/**
 * What gives comes first; as much may then be taken back whatever the rule on debt says, for a cap's points only go from
 * one order to another.
 */
function post(world: World, told: Order, differences: Difference[], now: number): void {
  let given = 0;
  const count = (order: Order, member: string, points: number) => {
    // An order that is nobody's by now answers what was taken back.
    if (order.id === told.id && (told.owner ?? member) === member) told.posted += points;
  };
  for (const { order, member, state, points } of differences) {
    if (points < 0) continue;
    const spared = Math.min(points, order.forgiven.get(member) ?? 0);
    order.forgiven.set(member, (order.forgiven.get(member) ?? 0) - spared);
    if (points === spared) continue;
    given += points - spared;
    count(order, member, points - spared);
    const dates = datesOf(world, order.program, state);
    const grantedAt = Date.parse(state.paidAt ?? state.placedAt);
    memberOf(world, member).purse.grant(points - spared, sourceOf(order.id), grantedAt, dates);
  }
  for (const { order, member, points } of differences) {
    if (points > 0) continue;
    const { purse } = memberOf(world, member);
    const covered = Math.min(-points, given);
    given -= covered;
    purse.takeBack(covered, sourceOf(order.id), now, OWED);
    const rest = -points - covered;
    const forgiven = purse.takeBack(rest, sourceOf(order.id), now, order.program.debt);
    order.forgiven.set(member, (order.forgiven.get(member) ?? 0) + forgiven);
    count(order, member, points + forgiven);
  }
}

function sourceOf(id: string): string {
  return `order ${id}`;
}

/** The hold begins with the payment, or with what the program waits for, where that is later. */
function datesOf(world: World, program: Program, { paidAt, fulfilledAt, releasedAt }: OrderUpdate): Dates {
  const { holdFrom, holdDays } = program.earning;
  if (paidAt === null) return WAITING;
  const waitsFor = { payment: paidAt, fulfilment: fulfilledAt, release: releasedAt }[holdFrom];
  if (waitsFor === null) return WAITING;
  const begins = Math.max(Date.parse(paidAt), Date.parse(waitsFor));
  return datesFrom(program, world.zone, begins + holdDays * DAY);
}
