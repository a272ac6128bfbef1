/** Exact fractions: the model rounds where the rules say so, and nowhere else. */
export interface Fraction {
  above: bigint;
  below: bigint;
}

export const NOTHING: Fraction = { above: 0n, below: 1n };

export function fraction(above: number | bigint, below: number | bigint = 1): Fraction {
  return { above: BigInt(above), below: BigInt(below) };
}

/** A decimal number with at most twelve places, exactly: 1.25, or "0.8571". */
export function decimal(number: number | string): Fraction {
  const [whole = "", places = ""] = String(number).split(".");
  return fraction(BigInt(whole + places), 10n ** BigInt(places.length));
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { above: a.above * b.above, below: a.below * b.below };
}

function plus(a: Fraction, b: Fraction): Fraction {
  return { above: a.above * b.below + b.above * a.below, below: a.below * b.below };
}

export function sum(fractions: Fraction[]): Fraction {
  return fractions.reduce(plus, NOTHING);
}

export function isLess(a: Fraction, b: Fraction): boolean {
  return a.above * b.below < b.above * a.below;
}

export function largest(fractions: Fraction[]): Fraction {
  return fractions.reduce((most, each) => (isLess(most, each) ? each : most));
}

/** The whole number that it is rounded to; a half goes up. */
export function rounded({ above, below }: Fraction, how: "down" | "nearest" | "up"): number {
  const down = above / below;
  const left = above % below;
  const isUp = how === "up" ? left > 0n : how === "nearest" && left * 2n >= below;
  return Number(isUp ? down + 1n : down);
}
