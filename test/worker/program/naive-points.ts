/**
 * The points of an order, counted again from docs/program.md and docs/orders.md: in fractions, a line at a time, with
 * none of the Worker's code. Slow and plain, to hold the other against.
 */
import type { Program } from "../../../worker/program/document.ts";
import type { OrderTerms } from "../../../worker/program/order-terms.ts";
import type { OrderState } from "../../../worker/program/order.ts";

/** An exact number: `over` divided by `under`. */
class Exact {
  readonly over: bigint;
  readonly under: bigint;

  constructor(over: bigint | number, under: bigint | number = 1n) {
    this.over = BigInt(over);
    this.under = BigInt(under);
  }
  /** Of a decimal number as text. */
  static of(text: string): Exact {
    const [whole = "", decimals = ""] = text.split(".");
    return new Exact(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  }
  plus(other: Exact): Exact {
    return new Exact(this.over * other.under + other.over * this.under, this.under * other.under);
  }
  times(other: Exact): Exact {
    return new Exact(this.over * other.over, this.under * other.under);
  }
  less(other: Exact): Exact {
    return this.plus(new Exact(-other.over, other.under));
  }
  by(other: Exact): Exact {
    return new Exact(this.over * other.under, this.under * other.over);
  }
  isMoreThan(other: Exact): boolean {
    return this.over * other.under > other.over * this.under;
  }
  get floor(): number {
    return Number(this.over / this.under);
  }
}

const NONE = new Exact(0);
const HALF = new Exact(1, 2);
const ONE = new Exact(1);

/** One after another, whoever is owed the most gets one more: largest remainder, told otherwise. */
function shares(whole: number, weights: Exact[]): number[] {
  const all = weights.reduce((sum, each) => sum.plus(each), NONE);
  if (all.over === 0n) return weights.map(() => 0);
  const due = weights.map((each) => each.times(new Exact(whole)).by(all));
  const given = due.map((each) => each.floor);
  let left = whole - given.reduce((sum, each) => sum + each, 0);
  const owed = due.map((each, index) => each.less(new Exact(given[index] ?? 0)));
  while (left > 0) {
    let most = 0;
    owed.forEach((each, index) => {
      if (each.isMoreThan(owed[most] ?? NONE)) most = index;
    });
    given[most] = (given[most] ?? 0) + 1;
    owed[most] = new Exact(-1);
    left -= 1;
  }
  return given;
}

type Set = NonNullable<NonNullable<Program["earning"]["order"]>["exclude"]>;
type Line = OrderState["lines"][number];

function isIn(set: Set, line: Line): boolean {
  return (
    set.productIds.some((each) => each === line.productId) ||
    set.skus.some((each) => each === line.sku) ||
    set.collections.some((each) => line.collections.includes(each)) ||
    set.tags.some((each) => line.tags.includes(each))
  );
}

const DECIMALS: Record<string, number> = { JPY: 0, KWD: 3 };

function rateOf(order: OrderState, currency: string): Exact {
  if (order.currency === currency) return ONE;
  const power = (code: string) => new Exact(10n ** BigInt(DECIMALS[code] ?? 2));
  return Exact.of(order.exchangeRate ?? "1")
    .times(power(currency))
    .by(power(order.currency));
}

/** What is kept of each line in the order's own money, exactly, and of the postage. */
function kept(order: OrderState, tax: boolean): { goods: Exact[]; shipping: Exact } {
  const net = order.lines.map((line) => line.amount - line.discount);
  const sum = net.reduce((all, each) => all + each, 0);
  const discounts = shares(
    Math.min(sum, order.discount),
    net.map((each) => new Exact(each)),
  );
  let otherwise = 0;
  let postage = order.shipping.amount + (tax ? order.shipping.tax : 0);
  const worth = order.lines.map((line, index) => {
    let left = (net[index] ?? 0) - (discounts[index] ?? 0) + (tax ? line.tax : 0);
    for (const refund of order.refunds)
      for (const each of refund.lines)
        if (each.lineId === line.id) left -= each.amount + (tax ? each.tax : 0);
    if (left < 0) otherwise -= left;
    return Math.max(0, left);
  });
  for (const refund of order.refunds) {
    otherwise += refund.amount;
    if (refund.shipping) postage -= refund.shipping.amount + (tax ? refund.shipping.tax : 0);
  }
  const all = worth.reduce((total, each) => total + each, 0);
  const left = all === 0 ? NONE : new Exact(Math.max(0, all - otherwise), all);
  return {
    goods: worth.map((each) => new Exact(each).times(left)),
    shipping: new Exact(Math.max(0, postage)),
  };
}

function isOn(
  campaign: Program["earning"]["campaigns"][number],
  order: OrderState,
  terms: OrderTerms,
): boolean {
  const at = new Date(order.placedAt);
  const shown = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: terms.timeZone, ...options }).format(at);
  const goods = kept(order, false).goods.reduce((sum, each) => sum.plus(each), NONE);
  const money = goods.times(rateOf(order, terms.currency));
  const hour = Number(shown({ hour: "2-digit", hourCycle: "h23" }));
  return (
    (campaign.from === null || at >= new Date(campaign.from)) &&
    (campaign.until === null || at < new Date(campaign.until)) &&
    (campaign.weekdays.length === 0 ||
      campaign.weekdays.some((each) => each === shown({ weekday: "long" }).toLowerCase())) &&
    (campaign.hours === null || (hour >= campaign.hours.from && hour < campaign.hours.until)) &&
    (campaign.tiers.length === 0 || campaign.tiers.some((each) => each === terms.tier)) &&
    (!campaign.firstOrder || terms.firstOrder) &&
    !new Exact(campaign.minimumOrder).isMoreThan(money)
  );
}

/** The points, each part's (those of nothing left out), and whether the cap of an order held them back. */
export function naivePoints(
  program: Program,
  order: OrderState,
  terms: OrderTerms,
): { points: number; lines: { id: string; points: number }[]; capped: boolean } {
  const rule = program.earning.order;
  const nothing = { points: 0, lines: [], capped: false };
  if (!rule || order.paidAt === null || order.cancelledAt !== null) return nothing;
  const on = program.earning.campaigns.filter((campaign) => isOn(campaign, order, terms));
  const { goods, shipping } = kept(order, rule.includeTax);
  const money = rateOf(order, terms.currency);

  const parts: { id: string; line: Line | null; earned: Exact }[] = [];
  const add = (id: string, line: Line | null, left: Exact) => {
    if (line && (line.giftCard || (rule.exclude && isIn(rule.exclude, line)))) return;
    let { points, per } = rule;
    if (line)
      for (const rate of [...rule.rates].reverse()) if (isIn(rate.products, line)) ({ points, per } = rate);
    const over: Exact[] = [];
    const more = (multiplier: number) => {
      over.push(Exact.of(String(multiplier)).less(ONE));
    };
    for (const level of program.tiers?.levels ?? []) if (level.id === terms.tier) more(level.multiplier);
    for (const campaign of on)
      if (campaign.type === "multiply" && (!campaign.products || (line && isIn(campaign.products, line))))
        more(campaign.multiplier);
    const best = over.reduce((most, each) => (each.isMoreThan(most) ? each : most), NONE);
    const together = over.reduce((sum, each) => sum.plus(each), NONE);
    let times = ONE.plus(program.earning.stacking.multipliers === "add" ? together : best);
    const { atMost } = program.earning.stacking;
    if (atMost !== null && times.isMoreThan(Exact.of(String(atMost)))) times = Exact.of(String(atMost));
    const earned = left.times(money).times(new Exact(points, per)).times(times);
    if (earned.over > 0n) parts.push({ id, line, earned });
  };
  order.lines.forEach((line, index) => {
    add(line.id, line, goods[index] ?? NONE);
  });
  if (rule.includeShipping) add("shipping", null, shipping);

  const exact = parts.reduce((sum, part) => sum.plus(part.earned), NONE);
  const isWhole = exact.over % exact.under === 0n;
  const rounded = {
    down: exact.floor,
    nearest: exact.plus(HALF).floor,
    up: isWhole ? exact.floor : exact.floor + 1,
  }[rule.rounding];
  const extra = on.flatMap((campaign) =>
    campaign.type === "add" &&
    parts.some(({ line }) => line && (!campaign.products || isIn(campaign.products, line)))
      ? [{ id: `campaign:${campaign.id}`, points: campaign.points }]
      : [],
  );
  const total = extra.reduce((sum, each) => sum + each.points, rounded);
  const cap = program.earning.caps.find((each) => each.period === "order")?.points ?? total;
  const named = (whole: number, list: { id: string; earned: Exact }[]) => {
    const cut = shares(
      whole,
      list.map(({ earned }) => earned),
    );
    return list.map(({ id }, index) => ({ id, points: cut[index] ?? 0 }));
  };
  const lines =
    total > cap
      ? named(cap, [...parts, ...extra.map(({ id, points }) => ({ id, earned: new Exact(points) }))])
      : [...named(rounded, parts), ...extra];
  return {
    points: Math.min(total, cap),
    lines: lines.filter(({ points }) => points > 0),
    capped: total > cap,
  };
}
