/** Joining, and what members are given beside their orders. */
import { DAY, periodAround } from "./calendar.ts";
import { datesFrom, type Dates } from "./dates.ts";
import { Purse } from "./purse.ts";
import { isLimited, live, memberOf, type Member, type World } from "./world.ts";

type Activity = "order" | "action" | "redemption";

/** Makes a member of the customer; points for joining are never held. */
export function enrol(world: World, customer: string, now: number): void {
  const member: Member = {
    customer,
    purse: new Purse(),
    joinedAt: now,
    birthday: null,
    birthdayYear: 0,
    segments: [],
    actions: [],
    references: new Set(),
    earned: [],
    bonuses: new Map(),
    sent: [],
  };
  world.members.set(customer, member);
  const { signUp } = live(world).earning;
  if (signUp !== null) member.purse.grant(signUp, "sign-up", now, datesAt(world, now, false));
}

/** Points that the store gives for something of its own. */
export function earn(world: World, customer: string, points: number, hold: boolean, now: number): void {
  const member = memberOf(world, customer);
  isActive(world, member, "action", now);
  member.purse.grant(points, "action", now, datesAt(world, now, hold));
  member.earned.push({ at: now, points });
}

/**
 * Points for one of the program's actions, once for each reference: whether they were given, or the code of the refusal.
 */
export function act(
  world: World,
  customer: string,
  id: string,
  reference: string | null,
  now: number,
): { given: boolean; refusal: string | null } {
  const member = memberOf(world, customer);
  const action = live(world).earning.actions.find((each) => each.id === id);
  if (!action) return refused("action_not_found");
  if (reference !== null && member.references.has(`${id} ${reference}`))
    return { given: false, refusal: null };
  const times = member.actions.filter((done) => done.id === id).map(({ at }) => at);
  if (isLimited(action.limits, times, now, world.zone)) return refused("action_limit_reached");
  if (reference !== null) member.references.add(`${id} ${reference}`);
  member.actions.push({ id, at: now });
  isActive(world, member, "action", now);
  member.purse.grant(action.points, "action", now, datesAt(world, now, action.hold));
  member.earned.push({ at: now, points: action.points });
  return { given: true, refusal: null };
}

function refused(refusal: string): { given: boolean; refusal: string } {
  return { given: false, refusal };
}

/** Points by hand; what is taken has to be there. */
export function adjust(world: World, customer: string, points: number, now: number): string | null {
  const { purse } = memberOf(world, customer);
  if (points > 0) purse.grant(points, "adjustment", now, datesAt(world, now, false));
  else if (!purse.spend(-points, now)) return "insufficient_points";
  return null;
}

/** Points from one member to another, with the dates they have. */
export function transfer(world: World, from: string, to: string, points: number, now: number): string | null {
  const terms = live(world).transfers;
  if (!terms) return "transfers_not_offered";
  if (points < terms.minimum || from === to) return "invalid_request";
  const sender = memberOf(world, from);
  const { begins } = periodAround("day", now, world.zone);
  const today = sender.sent.filter(({ at }) => at >= begins).reduce((sum, sent) => sum + sent.points, 0);
  if (today + points > terms.dailyCap) return "transfer_limit_reached";
  const taken = sender.purse.spend(points, now);
  if (!taken) return "insufficient_points";
  sender.sent.push({ at: now, points });
  memberOf(world, to).purse.receive(taken, "transfer");
  return null;
}

/** What expires by inactivity stays for longer, where the newest rules about that count this. */
export function isActive(world: World, { purse }: Member, kind: Activity, now: number): void {
  const rules = world.versions
    .map(({ program }) => program.expiry)
    .filter((each) => each?.type === "inactivity");
  if (rules.at(-1)?.activities.includes(kind)) purse.touch(now, world.zone);
}

/** The dates of points earned now. */
export function datesAt(world: World, earnedAt: number, held: boolean): Dates {
  const program = live(world);
  return datesFrom(program, world.zone, earnedAt + (held ? program.earning.holdDays * DAY : 0));
}
