/**
 * Tiers, counted plainly (docs/tiers.md): a function of what was bought and earned, month by month, of the rules, and of
 * the time.
 */
import type { Program } from "../../../../worker/program/document.ts";
import type { OrderUpdate } from "../../../../worker/program/order.ts";
import { dayBegins, local } from "./calendar.ts";
import { NEVER } from "./dates.ts";
import { kept, keptMoney } from "./kept.ts";
import type { Member, Order, World } from "./world.ts";

export type Tiers = NonNullable<Program["tiers"]>;

/** What counts, and in which month: months are counted on from the year 0. */
interface Contribution {
  month: number;
  spend: number;
  points: number;
  orders: number;
}

/** Below the first level. */
const NONE = -1;

/** Rules of a version that had some, and when others took their place. */
interface Rules {
  tiers: Tiers;
  supersededAt: number;
}

/** The id of the member's tier at a time, by what is known by now; `without` is an order that is left out. */
export function tierAt(world: World, member: Member, at: number, without?: Order): string | null {
  const versions = world.versions.filter(({ publishedAt }, index) => index === 0 || publishedAt <= at);
  if (!versions.at(-1)?.program.tiers) return null;
  const history = versions.flatMap(({ program: { tiers } }, index): Rules[] =>
    tiers ? [{ tiers, supersededAt: versions[index + 1]?.publishedAt ?? NEVER }] : [],
  );
  const contributions = contributionsOf(world, member, without);
  const rank = standing(history, contributions, at, world.zone);
  return history.at(-1)?.tiers.levels[rank]?.id ?? null;
}

/** The level under the last of these rules: what they give, and at least what those before them still keep. */
function standing(history: Rules[], all: Contribution[], at: number, zone: string): number {
  const rules = history.at(-1);
  if (!rules) return NONE;
  const { tiers, supersededAt } = rules;
  // By superseded rules what came after their last month counts no more, and nothing once they protect nobody.
  const counting = all.filter(({ month }) => supersededAt === NEVER || month <= monthAt(supersededAt, zone));
  const given = at < protectsUntil(rules, zone) ? rankAt(tiers, counting, at, zone) : NONE;
  const before = history.slice(0, -1);
  const former = before.at(-1);
  if (!former) return given;
  // What a member had when the rules changed stays as long as those would have let it.
  const had = standing(before, all, former.supersededAt, zone);
  const still = standing(before, all, at, zone);
  return Math.max(given, placeAmong(former.tiers, Math.min(had, still), tiers));
}

/** The figure that counts towards a bonus: the highest of any period that counts by then. */
export function highestFigure(
  rules: Pick<Tiers, "by" | "over" | "upgrade">,
  world: World,
  member: Member,
  at: number,
): number {
  const contributions = contributionsOf(world, member);
  const now = monthAt(at, world.zone);
  const months = contributions.map(({ month }) => month);
  const waits = rules.upgrade === "next_period";
  const figures = months.map((month) => {
    switch (rules.over) {
      case "lifetime":
        return figure(contributions, rules.by, 0, waits ? yearOf(now) * 12 - 1 : now);
      case "calendar_year": {
        const isOver = yearOf(month) < yearOf(now);
        if (!isOver && (waits || month > now)) return 0;
        return figure(contributions, rules.by, yearOf(month) * 12, Math.min(yearOf(month) * 12 + 11, now));
      }
      case "rolling_12_months":
        if (month > now || (waits && month === now)) return 0;
        return figure(contributions, rules.by, month - 11, month);
    }
  });
  return Math.max(0, ...figures);
}

/** The first moments after `from` and up to `to` at which time alone may change a tier: beginnings of months, ends of grace. */
export function turnsOf(world: World, from: number, to: number): number[] {
  const turns: number[] = [];
  const graces = new Set(world.versions.map(({ program }) => program.tiers?.graceDays ?? 0));
  for (let month = monthAt(from, world.zone) - 4; monthBegins(month, world.zone) <= to; month++)
    for (const grace of new Set([0, ...graces])) turns.push(graceEnds(month, grace, world.zone));
  return turns.filter((turn) => turn > from && turn <= to);
}

/** What the member's months come to, as text to compare. */
export function byMonth(world: World, member: Member): string {
  const months = new Map<number, Omit<Contribution, "month">>();
  for (const { month, spend, points, orders } of contributionsOf(world, member)) {
    const known = months.get(month) ?? { spend: 0, points: 0, orders: 0 };
    months.set(month, {
      spend: known.spend + spend,
      points: known.points + points,
      orders: known.orders + orders,
    });
  }
  const counting = [...months].filter(([, { spend, points, orders }]) => spend + points + orders > 0);
  return JSON.stringify(counting.sort(([a], [b]) => a - b));
}

function contributionsOf(world: World, member: Member, without?: Order): Contribution[] {
  const orders = [...world.orders.values()].filter(
    (order) => order.owner === member.customer && order !== without,
  );
  const ofOrders = orders.flatMap(({ state, points }) => {
    if (state.paidAt === null || state.cancelledAt !== null) return [];
    return [{ month: monthAt(Date.parse(state.paidAt), world.zone), points, ...keptOf(world, state) }];
  });
  const others = member.earned.map(({ at, points }) => ({
    month: monthAt(at, world.zone),
    spend: 0,
    points,
    orders: 0,
  }));
  return [...ofOrders, ...others];
}

/** What was kept of a state, reckoned once: a state never changes, and is asked about again and again. */
function keptOf(world: World, state: OrderUpdate): Pick<Contribution, "spend" | "orders"> {
  const known = keptOfStates.get(state);
  if (known) return known;
  const isKept = kept(state, state.refunds, false).goods > 0;
  const spend = keptMoney(state, state.refunds, world.currency);
  const reckoned = { spend, orders: isKept ? 1 : 0 };
  keptOfStates.set(state, reckoned);
  return reckoned;
}

const keptOfStates = new WeakMap<OrderUpdate, Pick<Contribution, "spend" | "orders">>();

function figure(contributions: Contribution[], by: Tiers["by"], from: number, until: number): number {
  const counting = contributions.filter(({ month }) => month >= from && month <= until);
  return Math.max(
    0,
    counting.reduce((sum, each) => sum + each[by], 0),
  );
}

/** The level of a time: what the months give, and until the grace is over at least what they gave in the period before. */
function rankAt(rules: Tiers, contributions: Contribution[], at: number, zone: string): number {
  const month = monthAt(at, zone);
  let rank = rankIn(rules, contributions, month);
  if (rules.over === "lifetime") return rank;
  const length = rules.over === "calendar_year" ? 12 : 1;
  let start = rules.over === "calendar_year" ? yearOf(month) * 12 : month;
  for (; at < graceEnds(start, rules.graceDays, zone); start -= length)
    rank = Math.max(rank, rankIn(rules, contributions, start - 1));
  return rank;
}

/** The level in a month, without grace. */
function rankIn(rules: Tiers, contributions: Contribution[], month: number): number {
  const { over, upgrade, fall, by, levels } = rules;
  const reaches = (from: number, until: number) => {
    const reached = figure(contributions, by, from, Math.min(until, month));
    return levels.findLastIndex(({ threshold }) => threshold <= reached);
  };
  const waits = upgrade === "next_period" ? 1 : 0;
  if (over === "lifetime") return reaches(0, waits ? yearOf(month) * 12 - 1 : month);
  const ranks: number[] = [];
  for (let ago = waits; ago <= levels.length + 2; ago++) {
    // A year's tier is kept for the next year too; a rolling one as long as its twelve months hold it.
    const [rank, periodsTooMany] =
      over === "calendar_year"
        ? [reaches((yearOf(month) - ago) * 12, (yearOf(month) - ago) * 12 + 11), Math.max(0, ago - 1)]
        : [reaches(month - ago - 11, month - ago), ago - waits];
    if (fall === "one_step") ranks.push(rank - periodsTooMany);
    else if (periodsTooMany === 0) ranks.push(rank);
  }
  return Math.max(NONE, ...ranks);
}

/** Until when superseded rules may keep anybody's level. */
function protectsUntil({ tiers, supersededAt }: Rules, zone: string): number {
  if (supersededAt === NEVER || tiers.over === "lifetime") return NEVER;
  const last = monthAt(supersededAt, zone);
  const over = tiers.over === "calendar_year" ? yearOf(last) * 12 + 24 : last + 13;
  return graceEnds(over, tiers.graceDays, zone);
}

/** The level among other rules that stands for one of these: no lower than what a level below it comes to. */
function placeAmong(from: Tiers, rank: number, to: Tiers): number {
  const places = from.levels.slice(0, rank + 1).map(({ id, threshold }, place) => {
    const same = to.levels.findIndex((level) => level.id === id);
    if (same !== -1) return same;
    if (from.by !== to.by) return Math.min(place, to.levels.length - 1);
    return to.levels.findLastIndex((level) => level.threshold <= threshold);
  });
  return Math.max(NONE, ...places);
}

function monthAt(at: number, zone: string): number {
  const { year, month } = local(at, zone);
  return year * 12 + month - 1;
}

function yearOf(month: number): number {
  return Math.floor(month / 12);
}

function monthBegins(month: number, zone: string): number {
  return dayBegins(yearOf(month), (month % 12) + 1, 1, zone);
}

/** When the grace after the period before a month is over: it is counted in days of the calendar. */
function graceEnds(month: number, days: number, zone: string): number {
  return dayBegins(yearOf(month), (month % 12) + 1, 1 + days, zone);
}
