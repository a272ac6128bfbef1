/** Chance that is the same for the same seed. */
export interface Random {
  /** From 0 to under 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** True that often, of 1. */
  chance(share: number): boolean;
  /** One of these. Throws on an empty list. */
  pick<T>(from: readonly T[]): T;
  /** A waiting time with that mean, as between events that come by themselves (a Poisson process). */
  wait(mean: number): number;
}

/** Mulberry32: small, quick, and good enough for make-believe shoppers. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
    pick(from) {
      const picked = from[Math.floor(next() * from.length)];
      if (picked === undefined) throw new Error("There is nothing to pick from.");
      return picked;
    },
    wait: (mean) => -Math.log(1 - next()) * mean,
  };
}
