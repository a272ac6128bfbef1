/** Caps over several orders of one member: the most that those placed in the same period earn together. */
import { endOf, localDate, startOf, type CalendarPeriod, type LocalDate } from "./calendar.ts";
import type { Program } from "./document.ts";

export type Cap = Program["earning"]["caps"][number];

export interface CappedOrder {
  id: string;
  /** Milliseconds. */
  placedAt: number;
  /** What its latest state is worth before these caps. */
  worth: number;
  /** The caps of the version it was placed under; left out: all that are asked with. */
  caps?: Cap[];
}

export interface Allocated {
  points: number;
  /** The period whose cap held it back the most; null where it has all it is worth. */
  cap: CalendarPeriod | null;
}

/** From the widest to the narrowest. */
const PERIODS = ["year", "month", "week", "day"] as const;

const DAY = 86_400_000;

/**
 * What each of one member's orders gets: in the order in which they were placed (then by id) each gets what it is
 * worth, as far as its caps leave room. `orders` are all that were placed in `capPeriods` of the same `caps`, which are
 * those of all versions; a pure function of them, whatever the order they were told in. The cap of an order alone is
 * no part of it.
 */
export function allocateCaps(caps: Cap[], orders: CappedOrder[], timeZone: string): Map<string, Allocated> {
  const weeksEnd = endsWeeks(caps);
  const spent = new Map<string, number>();
  const allocated = new Map<string, Allocated>();
  for (const order of [...orders].sort(byPlace)) {
    const date = localDate(order.placedAt, timeZone);
    let points = order.worth;
    let cap: CalendarPeriod | null = null;
    for (const each of order.caps ?? caps) {
      if (each.period === "order") continue;
      const left = Math.max(0, each.points - (spent.get(keyOf(each.period, date, weeksEnd)) ?? 0));
      if (left < points) [points, cap] = [left, each.period];
    }
    for (const period of PERIODS) {
      const key = keyOf(period, date, weeksEnd);
      spent.set(key, (spent.get(key) ?? 0) + points);
    }
    allocated.set(order.id, { points, cap });
  }
  return allocated;
}

/**
 * The span of time (milliseconds, `until` not included) whose orders matter to one placed at `placedAt`, and that it
 * matters to: the widest period of the caps, which all the others lie in. null where no cap is over several orders.
 */
export function capPeriods(
  caps: Cap[],
  placedAt: number,
  timeZone: string,
): { from: number; until: number } | null {
  const widest = PERIODS.find((period) => caps.some((cap) => cap.period === period));
  if (!widest) return null;
  return { from: startOf(widest, placedAt, timeZone), until: endOf(widest, placedAt, timeZone) };
}

/**
 * Which of the longer periods a week ends with. Where one of them has a cap, a week that goes on into the next counts
 * as two: so each period lies within the wider ones, and an order matters to no other month (or year) than its own.
 */
function endsWeeks(caps: Cap[]): "month" | "year" | null {
  if (caps.some(({ period }) => period === "month")) return "month";
  return caps.some(({ period }) => period === "year") ? "year" : null;
}

function keyOf(period: CalendarPeriod, date: LocalDate, weeksEnd: "month" | "year" | null): string {
  const { year, month, day, weekday } = date;
  if (period === "year") return `year ${year}`;
  if (period === "month") return `month ${year}-${month}`;
  const ordinal = Date.UTC(year, month - 1, day) / DAY;
  if (period === "day") return `day ${ordinal}`;
  const within = weeksEnd === null ? "" : weeksEnd === "year" ? year : `${year}-${month}`;
  return `week ${ordinal - weekday} ${within}`;
}

function byPlace(a: CappedOrder, b: CappedOrder): number {
  return a.placedAt - b.placedAt || (a.id < b.id ? -1 : 1);
}
