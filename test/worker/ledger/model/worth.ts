/** What an order is worth in points: a function of its state, the rules it was placed under and its terms. */
import type { Program } from "../../../../worker/program/document.ts";
import type { OrderTerms } from "../../../../worker/program/order-terms.ts";
import type { OrderUpdate } from "../../../../worker/program/order.ts";
import { isFor } from "./campaigns.ts";
import {
  decimal,
  fraction,
  isLess,
  largest,
  NOTHING,
  rounded,
  sum,
  times,
  type Fraction,
} from "./fraction.ts";
import { kept, rateOf, total } from "./kept.ts";
import { isIn, type Line } from "./products.ts";

type Earning = NonNullable<Program["earning"]["order"]>;

/** Points before caps over several orders. */
export function worth(program: Program, order: OrderUpdate, terms: OrderTerms): number {
  const earning = program.earning.order;
  if (!earning || order.paidAt === null || order.cancelledAt !== null) return 0;
  const keeps = kept(order, order.refunds, earning.includeTax);
  const campaigns = program.earning.campaigns.filter((campaign) => isFor(campaign, order, terms));
  const exchange = rateOf(order, terms.currency);

  const parts = order.lines.map((line, at) => {
    const fitting = campaigns.filter((campaign) => isIn(line, campaign.products));
    const multiplier = multiplierOf(program, terms, multipliersOf(fitting));
    return times(times(keeps.lines[at] ?? NOTHING, rateFor(earning, line)), multiplier);
  });
  if (earning.includeShipping) {
    const fitting = campaigns.filter((campaign) => campaign.products === null);
    const multiplier = multiplierOf(program, terms, multipliersOf(fitting));
    parts.push(times(times(fraction(keeps.shipping), fraction(earning.points, earning.per)), multiplier));
  }
  const multiplied = rounded(times(sum(parts), exchange), earning.rounding);

  const added = campaigns.flatMap((campaign) => {
    if (campaign.type !== "add") return [];
    const keepsSome = order.lines.some(
      (line, at) =>
        isIn(line, campaign.products) && earns(earning, line) && (keeps.lines[at] ?? NOTHING).above > 0n,
    );
    return keepsSome ? [campaign.points] : [];
  });
  const caps = program.earning.caps.filter((cap) => cap.period === "order").map((cap) => cap.points);
  return Math.min(multiplied + total(added), ...caps);
}

function earns(earning: Earning, line: Line): boolean {
  const isExcluded = earning.exclude !== null && isIn(line, earning.exclude);
  return !line.giftCard && !isExcluded;
}

function rateFor(earning: Earning, line: Line): Fraction {
  if (!earns(earning, line)) return fraction(0);
  const { points, per } = earning.rates.find((rate) => isIn(line, rate.products)) ?? earning;
  return fraction(points, per);
}

function multipliersOf(campaigns: Program["earning"]["campaigns"]): number[] {
  return campaigns.flatMap((campaign) => (campaign.type === "multiply" ? [campaign.multiplier] : []));
}

/** What a line is multiplied by: the best of its tier's and its campaigns' multipliers, or what each has over 1 added. */
function multiplierOf({ earning, tiers }: Program, terms: OrderTerms, campaigns: number[]): Fraction {
  const level = tiers?.levels.find((each) => each.id === terms.tier);
  const all = [...(level ? [level.multiplier] : []), ...campaigns].map(decimal);
  const one = fraction(1);
  const over = all.map((each) => ({ above: each.above - each.below, below: each.below }));
  const together = earning.stacking.multipliers === "best" ? largest([one, ...all]) : sum([one, ...over]);
  const most = earning.stacking.atMost;
  return most !== null && isLess(decimal(most), together) ? decimal(most) : together;
}
