/** Caps over several orders of one member: the most that those placed in the same period earn together. */
import { endOf, localDate, startOf, type CalendarPeriod, type LocalDate } from "./calendar.ts";
import type { Program } from "./document.ts";

export type Cap = Program["earning"]["caps"][number];

/** Milliseconds; `until` is not included. */
interface Span {
  from: number;
  until: number;
}

/** The caps of one version of the program, and when orders are placed under it: it may begin and end with infinity. */
export interface CapsOfVersion extends Span {
  caps: Cap[];
}

export interface CappedOrder {
  id: string;
  /** Milliseconds. */
  placedAt: number;
  /** What its latest state is worth before these caps. */
  worth: number;
  /** Those of the version it was placed under. */
  caps: Cap[];
}

export interface Allocated {
  points: number;
  /** The period whose cap held it back the most; null where it has all it is worth. */
  cap: CalendarPeriod | null;
}

/** From the widest to the narrowest. */
const PERIODS = ["year", "month", "week", "day"] as const;

/** What a week may end with, beside itself. */
const WEEK_ENDS = [null, "month", "year"] as const;

const DAY = 86_400_000;

/**
 * What each of one member's orders gets: in the order in which they were placed (then by id) each gets what it is
 * worth, as far as its own caps leave room. `orders` are all that were placed in a `capSpan`; a pure function of them,
 * whatever the order they were told in, and whatever was published after them. The cap of an order alone is no part of
 * it.
 */
export function allocateCaps(orders: CappedOrder[], timeZone: string): Map<string, Allocated> {
  const spent = new Map<string, number>();
  const allocated = new Map<string, Allocated>();
  for (const order of [...orders].sort(byPlace)) {
    const date = localDate(order.placedAt, timeZone);
    const weekEnds = weekEndsWith(order.caps);
    let points = order.worth;
    let cap: CalendarPeriod | null = null;
    for (const each of order.caps) {
      if (each.period === "order") continue;
      const left = Math.max(0, each.points - (spent.get(keyOf(each.period, date, weekEnds)) ?? 0));
      if (left < points) [points, cap] = [left, each.period];
    }
    for (const key of keysOf(date)) spent.set(key, (spent.get(key) ?? 0) + points);
    allocated.set(order.id, { points, cap });
  }
  return allocated;
}

/**
 * The span of time whose orders matter to one placed at `placedAt` (milliseconds), and that it matters to; null where no
 * cap is over several orders.
 *
 * It is the widest period with a cap, where all versions have the same. Where they differ, a week of one may reach into
 * a month or a year of another: then it is all of these, so that nothing outside bears on what is inside.
 */
export function capSpan(versions: CapsOfVersion[], placedAt: number, timeZone: string): Span | null {
  const widest = versions.flatMap(({ caps, from, until }) => {
    const period = PERIODS.find((each) => caps.some((cap) => cap.period === each));
    return period ? [{ period, from, until }] : [];
  });
  if (widest.length === 0) return null;
  let span: Span = { from: placedAt, until: placedAt + 1 };
  for (;;) {
    const wider = widest.reduce((so, each) => widened(so, each, timeZone), span);
    if (wider.from === span.from && wider.until === span.until) return span;
    span = wider;
  }
}

/** The span, with those orders of one version that it matters to, and with what matters to them. */
function widened(span: Span, version: Span & { period: CalendarPeriod }, timeZone: string): Span {
  const { period, from, until } = version;
  if (until <= span.from) return span;
  const end = Math.min(until, endOf(period, span.until - 1, timeZone));
  if (from >= end) return span;
  return {
    from: Math.min(span.from, startOf(period, Math.max(from, span.from), timeZone)),
    until: Math.max(span.until, end),
  };
}

/**
 * Which of the longer periods a week ends with. Where the same version has a cap for one of them, a week that goes on into
 * the next counts as two: so each of its periods lies within the wider ones, and its orders bear on no other month (or year)
 * than their own.
 */
function weekEndsWith(caps: Cap[]): (typeof WEEK_ENDS)[number] {
  if (caps.some(({ period }) => period === "month")) return "month";
  return caps.some(({ period }) => period === "year") ? "year" : null;
}

/** The periods that a day lies in, with its week in each way in which it may end. */
function keysOf(date: LocalDate): string[] {
  return PERIODS.flatMap((period) =>
    period === "week"
      ? WEEK_ENDS.map((weekEnds) => keyOf(period, date, weekEnds))
      : [keyOf(period, date, null)],
  );
}

function keyOf(
  period: CalendarPeriod,
  { year, month, day, weekday }: LocalDate,
  weekEnds: (typeof WEEK_ENDS)[number],
): string {
  if (period === "year") return `year ${year}`;
  if (period === "month") return `month ${year}-${month}`;
  const ordinal = Date.UTC(year, month - 1, day) / DAY;
  if (period === "day") return `day ${ordinal}`;
  const within = weekEnds === null ? "" : weekEnds === "year" ? year : `${year}-${month}`;
  return `week ${ordinal - weekday} ${within}`;
}

function byPlace(a: CappedOrder, b: CappedOrder): number {
  return a.placedAt - b.placedAt || (a.id < b.id ? -1 : 1);
}
