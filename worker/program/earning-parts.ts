/** What each part of an order earns, exactly: before rounding, and before what campaigns add. */
import type { Campaign } from "./document/earning.ts";
import type { EarningRules } from "./earning-rules.ts";
import { ratesOf, type OrderEarning } from "./earning-rate.ts";
import { exchange } from "./exchange.ts";
import { keptParts } from "./kept.ts";
import { inThousandths, multiplied, tierMultiplier, type Multiplier } from "./multiplier.ts";
import type { OrderTerms } from "./order-terms.ts";
import type { OrderState } from "./order.ts";
import { inSet, type OrderLine } from "./product-set.ts";

export interface EarningPart {
  /** The line's id, or "shipping". */
  id: string;
  /** null for shipping. */
  line: OrderLine | null;
  /** Points that it earns, times `under`; above zero. */
  weight: bigint;
  /** What multiplied them. */
  from: Multiplier[];
}

/** The parts of an order that earn, under these campaigns. Each has its weight over one denominator, `under`. */
export function earningParts(
  program: EarningRules,
  rule: OrderEarning,
  campaigns: Campaign[],
  order: OrderState,
  terms: OrderTerms,
): { parts: EarningPart[]; under: bigint } {
  const rates = ratesOf(rule);
  const money = exchange(order, terms.currency);
  const multipliersFor = multipliersOf(program, campaigns, terms);
  const { parts, under } = keptParts(order, { tax: rule.includeTax, shipping: rule.includeShipping });
  const earning = parts.map(({ id, line, kept }) => {
    const { thousandths, from } = multiplied(multipliersFor(line), program.earning.stacking);
    return { id, line, weight: kept * money.over * rates.of(line) * BigInt(thousandths), from };
  });
  return {
    parts: earning.filter((part) => part.weight > 0n),
    under: under * money.under * rates.under * 1000n,
  };
}

/** Whether a campaign is for the line; null stands for shipping, which only those for every product are for. */
export function isFor({ products }: Campaign): (line: OrderLine | null) => boolean {
  if (!products) return () => true;
  const fits = inSet(products);
  return (line) => line !== null && fits(line);
}

/** What multiplies a line: the member's tier, then the campaigns for it in the program's order. */
function multipliersOf(
  program: EarningRules,
  campaigns: Campaign[],
  terms: OrderTerms,
): (line: OrderLine | null) => Multiplier[] {
  const tier = tierMultiplier(program, terms.tier);
  const others = campaigns.flatMap((campaign) =>
    campaign.type === "multiply"
      ? [{ fits: isFor(campaign), by: { campaign }, thousandths: inThousandths(campaign.multiplier) }]
      : [],
  );
  return (line) => [...(tier ? [tier] : []), ...others.filter(({ fits }) => fits(line))];
}
