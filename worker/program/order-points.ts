/** Points for an order: a function of its state, the rules it was placed under and its terms, and of nothing else. */
import { campaignsOf } from "./campaigns.ts";
import type { Campaign } from "./document/earning.ts";
import { earningParts, isFor, type EarningPart } from "./earning-parts.ts";
import type { OrderEarning } from "./earning-rate.ts";
import type { EarningRules } from "./earning-rules.ts";
import { keptMoney } from "./kept.ts";
import type { OrderTerms } from "./order-terms.ts";
import type { OrderState } from "./order.ts";
import { split } from "./split.ts";

export { keptGoods, keptMoney } from "./kept.ts";

export interface LinePoints {
  /** The line's id, "shipping", or "campaign:" and the id of a campaign that gave points of its own. */
  id: string;
  points: number;
}

export interface OrderPoints {
  points: number;
  /** Each line's part; they add up to `points`. Lines that earn nothing are left out. */
  lines: LinePoints[];
  /** The name of the tier that multiplied something; null for none. */
  tier: string | null;
  /** Names of the campaigns that had a part in it, in the program's order. */
  campaigns: string[];
  /** "order" where the program's cap of an order held it back. */
  cap: "order" | null;
}

const NOTHING: OrderPoints = { points: 0, lines: [], tier: null, campaigns: [], cap: null };

/** The points that an order in this state is worth: none before it is paid, none once it is cancelled. */
export function orderPoints(program: EarningRules, order: OrderState, terms: OrderTerms): OrderPoints {
  const { order: rule, caps } = program.earning;
  if (!rule || order.paidAt === null || order.cancelledAt !== null) return NOTHING;

  const goods = keptMoney(order, order.refunds, terms.currency);
  const campaigns = campaignsOf(program.earning.campaigns, Date.parse(order.placedAt), terms, goods);
  const { parts, under } = earningParts(program, rule, campaigns, order, terms);
  const additions = additionsOf(campaigns, parts, under);
  const earned = rounded(sum(parts.map((part) => part.weight)), under, rule.rounding);
  const points = earned + Number(sum(additions.map(({ weight }) => weight)) / under);
  if (points === 0) return NOTHING;

  const most = caps.find(({ period }) => period === "order")?.points ?? Infinity;
  const lines =
    points > most
      ? shared(most, [...parts, ...additions])
      : [...shared(earned, parts), ...shared(points - earned, additions)];
  return {
    points: Math.min(points, most),
    lines,
    ...partakers(campaigns, parts, additions),
    cap: points > most ? "order" : null,
  };
}

/** Each line's part where caps over several orders left the order no more than `points`. */
export function linesOf(worth: OrderPoints, points: number): LinePoints[] {
  if (points >= worth.points) return worth.lines;
  return shared(
    points,
    worth.lines.map((line) => ({ id: line.id, weight: BigInt(line.points) })),
  );
}

interface Addition {
  id: string;
  campaign: Campaign;
  weight: bigint;
}

/** What campaigns add to the order as a whole: once, as long as goods that they are for are kept and earn. */
function additionsOf(campaigns: Campaign[], parts: EarningPart[], under: bigint): Addition[] {
  return campaigns.flatMap((campaign) => {
    if (campaign.type !== "add") return [];
    const fits = isFor(campaign);
    if (!parts.some(({ line }) => line !== null && fits(line))) return [];
    return [{ id: `campaign:${campaign.id}`, campaign, weight: BigInt(campaign.points) * under }];
  });
}

/** Who had a part in it: the tier, and the campaigns that multiplied or added. */
function partakers(
  campaigns: Campaign[],
  parts: EarningPart[],
  additions: Addition[],
): Pick<OrderPoints, "tier" | "campaigns"> {
  const multipliers = parts.flatMap(({ from }) => from.map(({ by }) => by));
  const tier = multipliers.find((by) => "tier" in by)?.tier ?? null;
  const had = new Set([
    ...multipliers.flatMap((by) => ("campaign" in by ? [by.campaign] : [])),
    ...additions.map(({ campaign }) => campaign),
  ]);
  return { tier, campaigns: campaigns.filter((each) => had.has(each)).map(({ name }) => name) };
}

/** `points` cut by what each part weighs; those that get nothing are left out. */
function shared(points: number, parts: { id: string; weight: bigint }[]): LinePoints[] {
  const shares = split(
    points,
    parts.map(({ weight }) => weight),
  );
  return parts.map(({ id }, index) => ({ id, points: shares[index] ?? 0 })).filter((line) => line.points > 0);
}

function rounded(over: bigint, under: bigint, rounding: OrderEarning["rounding"]): number {
  const added = rounding === "up" ? under - 1n : rounding === "nearest" ? under / 2n : 0n;
  return Number((over + added) / under);
}

function sum(numbers: bigint[]): bigint {
  return numbers.reduce((total, each) => total + each, 0n);
}
