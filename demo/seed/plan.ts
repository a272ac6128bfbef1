import { crowd } from "./crowd.ts";
import { inOrder, type Family } from "./history.ts";
import { seededRandom } from "./random.ts";
import { regulars } from "./regulars.ts";

/** The number of the shop's first order. */
export const firstOrder = 10_001;

/**
 * The shop's history up to `now` (milliseconds): the shoppers that a visitor can be, and a crowd of others. The same
 * seed at the same time gives the same history.
 */
export function planHistory(options: { seed: number; now: number; members: number }): Family[] {
  const { seed, now, members } = options;
  return inOrder([...regulars(now), ...crowd(seededRandom(seed), now, members)], firstOrder);
}
