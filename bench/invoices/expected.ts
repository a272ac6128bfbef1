/**
 * What every customer of the invoices must have in the end, counted from the file with nothing of the Worker: by hand,
 * as an auditor would, and for this one program (bench/invoices/program.ts).
 */
import type { Telling } from "./file.ts";
import {
  CAP,
  EXPIRY_DAYS,
  FIRST_ORDER_POINTS,
  GRACE_DAYS,
  HAPPY_HOURS,
  HOLD_DAYS,
  LEVELS,
  MOST_QUARTERS,
  WARN_DAYS,
} from "./program.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;

export interface Expected {
  available: number;
  pending: number;
  debt: number;
  tier: string | null;
  /** Goods of the running year less what was sent back, minor units. */
  figure: number;
}

/** When the orders were told, when the job ran meanwhile, and when everything is compared; milliseconds. */
export interface Moments {
  toldAt: (telling: Telling) => number;
  /** The earliest first. */
  jobs: number[];
  end: number;
}

/** Points that were given together: by an order, or for reaching Gold. */
interface Given {
  points: number;
  availableAt: number;
}

interface BoughtOrder extends Given {
  placedAt: number;
  /** What of it is kept, minor units. */
  kept: number;
  /** By how many quarters its points are multiplied, and what the campaign for first orders adds. */
  quarters: number;
  added: number;
}

/** What each customer has, by their id. */
export function expectedOf(tellings: Telling[], moments: Moments): Map<string, Expected> {
  const byCustomer = new Map<string, Telling[]>();
  for (const telling of tellings) {
    const { id } = telling.order.customer;
    byCustomer.set(id, [...(byCustomer.get(id) ?? []), telling]);
  }
  return new Map([...byCustomer].map(([id, told]) => [id, expectedOfCustomer(told, moments)]));
}

function expectedOfCustomer(told: Telling[], moments: Moments): Expected {
  const orders = new Map<string, BoughtOrder>();
  let bonus: Given = { points: 0, availableAt: 0 };
  for (const telling of told) {
    const { orderId, order } = telling;
    const kept =
      order.lines.reduce((sum, line) => sum + line.amount, 0) -
      order.refunds.reduce((sum, refund) => sum + refund.amount, 0);
    const known = orders.get(orderId) ?? bought(telling, [...orders.values()]);
    orders.set(orderId, { ...known, kept, points: pointsOf(known, kept) });
    // Gold's bonus is there as long as a year's goods reach it, and dated from when it was given.
    const isGold = [...spentByYear([...orders.values()]).values()].some((spent) => levelOf(spent) === 2);
    const points = isGold ? LEVELS[1].bonus : 0;
    if (points !== bonus.points) bonus = { points, availableAt: moments.toldAt(telling) };
  }
  const all = [...orders.values()];
  const counting = [...all, bonus].filter((given) => expiryOf(given, moments.jobs) > moments.end);
  const isPending = (given: Given) => given.availableAt > moments.end;
  const year = londonYear(moments.end);
  return {
    available: pointsIn(counting.filter((given) => !isPending(given))),
    pending: pointsIn(counting.filter(isPending)),
    debt: 0,
    tier: LEVELS[tierAt(year, all) - 1]?.id ?? null,
    figure: spentByYear(all).get(year) ?? 0,
  };
}

/** A new order: what its customer had kept of their others by then decides what it earns by. */
function bought({ order }: Telling, others: BoughtOrder[]): BoughtOrder {
  const placedAt = Date.parse(order.placedAt);
  const level = LEVELS[tierAt(londonYear(placedAt), others) - 1];
  const over = (level ? level.quarters - 4 : 0) + (isInHappyHours(placedAt) ? HAPPY_HOURS.quarters - 4 : 0);
  return {
    placedAt,
    kept: 0,
    points: 0,
    quarters: Math.min(MOST_QUARTERS, 4 + over),
    added: others.length === 0 ? FIRST_ORDER_POINTS : 0,
    availableAt: placedAt + HOLD_DAYS * DAY,
  };
}

/** A point a pound, by quarters; rounded down. */
function pointsOf({ quarters, added }: BoughtOrder, kept: number): number {
  if (kept === 0) return 0;
  return Math.min(CAP, Math.floor((kept * quarters) / 400) + added);
}

/** 0 below Silver, 1 Silver, 2 Gold: reached in a year it lasts to the end of the next. */
function tierAt(year: number, orders: BoughtOrder[]): number {
  const spent = spentByYear(orders);
  return Math.max(levelOf(spent.get(year) ?? 0), levelOf(spent.get(year - 1) ?? 0));
}

function levelOf(spent: number): number {
  return LEVELS.filter(({ pounds }) => spent >= pounds * 100).length;
}

function spentByYear(orders: BoughtOrder[]): Map<number, number> {
  const spent = new Map<number, number>();
  for (const { placedAt, kept } of orders) {
    const year = londonYear(placedAt);
    spent.set(year, (spent.get(year) ?? 0) + kept);
  }
  return spent;
}

/** When the points are gone: on their day where the first job after the warning fell due came in time. */
function expiryOf({ availableAt }: Given, jobs: number[]): number {
  const due = availableAt + EXPIRY_DAYS * DAY;
  const unwarned = due + GRACE_DAYS * DAY;
  // The warning is due from the beginning of its day, in London.
  const warnFrom = startOfLondonDay(due - WARN_DAYS * DAY);
  const warned = jobs.find((job) => job >= warnFrom);
  if (warned === undefined || warned >= unwarned) return unwarned;
  return Math.max(due, Math.min(warned + WARN_DAYS * DAY, unwarned));
}

function isInHappyHours(at: number): boolean {
  const shown = new Date(at + londonOffset(at));
  const hour = shown.getUTCHours();
  return shown.getUTCDay() === 4 && hour >= HAPPY_HOURS.from && hour < HAPPY_HOURS.until;
}

function londonYear(at: number): number {
  return new Date(at + londonOffset(at)).getUTCFullYear();
}

function startOfLondonDay(at: number): number {
  const shown = at + londonOffset(at);
  const midnight = shown - (shown % DAY);
  return midnight - londonOffset(midnight);
}

/** Summer time of the file's years: from the last Sunday of March to the last of October, at one o'clock UTC. */
function londonOffset(at: number): number {
  const summers = [
    [Date.UTC(2010, 2, 28, 1), Date.UTC(2010, 9, 31, 1)],
    [Date.UTC(2011, 2, 27, 1), Date.UTC(2011, 9, 30, 1)],
    [Date.UTC(2012, 2, 25, 1), Date.UTC(2012, 9, 28, 1)],
  ] as const;
  return summers.some(([from, until]) => at >= from && at < until) ? HOUR : 0;
}

function pointsIn(given: Given[]): number {
  return given.reduce((sum, { points }) => sum + points, 0);
}
