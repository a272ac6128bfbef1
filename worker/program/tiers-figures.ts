/** What tiers are counted from: a member's months, added up over spans of them. */
import type { Tiers } from "./document/tiers.ts";

/** What a member's orders and actions of one month come to, net of refunds, whenever those were. */
export interface MemberMonth {
  /** As yyyymm, in the store's time zone. */
  month: number;
  /** Goods, minor units of the store's currency. */
  spend: number;
  points: number;
  orders: number;
}

/** Months counted on from the year 0, so that one can be added to another: January 2026 is 24312. */
export function monthNumber(month: number): number {
  return Math.floor(month / 100) * 12 + (month % 100) - 1;
}

/** The month of a number as yyyymm. */
export function monthOfNumber(number: number): number {
  return Math.floor(number / 12) * 100 + (number % 12) + 1;
}

/** What the months from one to another come to, both included and given by their numbers; never below nothing. */
export type Figure = (from: number, until: number) => number;

/** Further back than any month: the beginning of a lifetime. */
export const EVER = 0;

/** The figure of these months in the measure: minor units, points or orders. */
export function figureOf(months: MemberMonth[], by: Tiers["by"]): Figure {
  const numbers = months.map(({ month }) => monthNumber(month));
  const first = Math.min(...numbers);
  const last = Math.max(...numbers);
  const added = new Array<number>(months.length === 0 ? 0 : last - first + 1).fill(0);
  months.forEach((month, index) => {
    const place = (numbers[index] ?? first) - first;
    added[place] = (added[place] ?? 0) + month[by];
  });
  for (let place = 1; place < added.length; place++)
    added[place] = (added[place] ?? 0) + (added[place - 1] ?? 0);
  const upTo = (number: number) =>
    number < first || added.length === 0 ? 0 : (added[Math.min(number, last) - first] ?? 0);
  return (from, until) => (until < from ? 0 : Math.max(0, upTo(until) - upTo(from - 1)));
}

/** The months with the changes added to them, the earliest first. */
export function monthsWith(months: MemberMonth[], changes: MemberMonth[]): MemberMonth[] {
  const added = new Map(months.map((each) => [each.month, each]));
  for (const { month, spend, points, orders } of changes) {
    const before = added.get(month) ?? { spend: 0, points: 0, orders: 0 };
    added.set(month, {
      month,
      spend: before.spend + spend,
      points: before.points + points,
      orders: before.orders + orders,
    });
  }
  return [...added.values()].sort((a, b) => a.month - b.month);
}
