/** How many points a line earns for what is kept of it, before anything multiplies them. */
import type { Program } from "./document.ts";
import { inSet, type OrderLine } from "./product-set.ts";

export type OrderEarning = NonNullable<Program["earning"]["order"]>;

export interface Rates {
  /** Points for a minor unit of the store's currency, times `under`: 0 for a line that earns nothing. null: shipping. */
  of: (line: OrderLine | null) => bigint;
  under: bigint;
}

/** The rates of lines: of those that fit a line the first, else the base rate; nothing where excluded, or a gift card. */
export function ratesOf(rule: OrderEarning): Rates {
  const under = rule.rates.reduce((all, { per }) => lowestCommonMultiple(all, BigInt(per)), BigInt(rule.per));
  const scaled = ({ points, per }: { points: number; per: number }) => BigInt(points) * (under / BigInt(per));
  const base = scaled(rule);
  const others = rule.rates.map((rate) => ({ fits: inSet(rate.products), points: scaled(rate) }));
  const isExcluded = rule.exclude ? inSet(rule.exclude) : () => false;
  const of = (line: OrderLine | null) => {
    if (!line) return base;
    if (line.giftCard || isExcluded(line)) return 0n;
    return others.find(({ fits }) => fits(line))?.points ?? base;
  };
  return { of, under };
}

function lowestCommonMultiple(a: bigint, b: bigint): bigint {
  let [rest, divisor] = [a, b];
  while (divisor > 0n) [rest, divisor] = [divisor, rest % divisor];
  return (a / rest) * b;
}
