/** What a line's points are multiplied by: the member's tier and the campaigns, together. */
import type { Campaign } from "./document/earning.ts";
import type { EarningRules } from "./earning-rules.ts";

/** Something that multiplies, by `thousandths`: 1250 is 1.25. */
export interface Multiplier {
  by: { tier: string } | { campaign: Campaign };
  thousandths: number;
}

export interface Multiplied {
  thousandths: number;
  /** Those that it comes from; none where it is 1000. */
  from: Multiplier[];
}

const ONCE = 1000;

/** A multiplier of the program's (at most three decimals), in whole thousandths. */
export function inThousandths(multiplier: number): number {
  return Math.round(multiplier * ONCE);
}

/** The multiplier of the member's tier (its id); null for no tier, or one that the program doesn't have. */
export function tierMultiplier({ tiers }: EarningRules, tier: string | null): Multiplier | null {
  const level = tiers?.levels.find(({ id }) => id === tier);
  return level ? { by: { tier: level.name }, thousandths: inThousandths(level.multiplier) } : null;
}

/** What the multipliers come to under the program's rule of stacking. Of two that are equally good the first counts. */
export function multiplied(
  multipliers: Multiplier[],
  { multipliers: rule, atMost }: EarningRules["earning"]["stacking"],
): Multiplied {
  const more = multipliers.filter((each) => each.thousandths > ONCE);
  const best = Math.max(ONCE, ...more.map((each) => each.thousandths));
  const from = rule === "add" ? more : more.filter((each) => each.thousandths === best).slice(0, 1);
  const together = ONCE + from.reduce((sum, each) => sum + each.thousandths - ONCE, 0);
  const most = atMost === null ? together : Math.min(together, inThousandths(atMost));
  return most > ONCE ? { thousandths: most, from } : { thousandths: ONCE, from: [] };
}
