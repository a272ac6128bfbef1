/** What a write gives a member for an order, or takes back: what the order comes to by now, less what was posted. */
import type { Program } from "../program/document.ts";
import type { OrderState } from "../program/order.ts";
import type { LinePoints } from "../program/order-points.ts";

export interface Difference {
  orderId: string;
  /** The revision that the write makes of the order: its entries' keys name it. */
  revision: number;
  state: OrderState;
  /** The version it was placed under. */
  program: { version: number; document: Program };
  /** To give, or to take back where negative; not zero. */
  points: number;
  /** Of what there is to give, what was spared the member before: it is used up first, and not given twice. */
  spared: number;
  /** Each line's part; they add up to `points`. null where they can't be told. */
  lines: LinePoints[] | null;
  tier: string | null;
  campaigns: string[];
  /** The cap that holds the order back. */
  cap: string | null;
  /** Whether something was posted for it to the member before. */
  before: boolean;
  /** Whether the order is another's, or nobody's, from now on. */
  left: boolean;
  /** The order that is told, where it is another one that shares a cap with this one; null where it is this one. */
  becauseOf: string | null;
}

/** What each line has more (or less) in `now` than in `before`; lines without a difference are left out. */
export function lineDifferences(before: LinePoints[], now: LinePoints[]): LinePoints[] {
  const points = new Map<string, number>();
  const add = (id: string, more: number) => points.set(id, (points.get(id) ?? 0) + more);
  // Added up: a store may call a line "shipping", which is what the part of the shipping is called.
  for (const line of now) add(line.id, line.points);
  for (const line of before) add(line.id, -line.points);
  return [...points]
    .map(([id, difference]) => ({ id, points: difference }))
    .filter((line) => line.points !== 0);
}

/** The lines of a part of a difference: cut so that they add up to `points`. */
export function partOfLines(lines: LinePoints[], points: number): LinePoints[] {
  const whole = lines.reduce((sum, line) => sum + line.points, 0);
  if (points === whole) return lines;
  let [had, given] = [0, 0];
  return lines
    .map((line) => {
      had += line.points;
      const share = Number((BigInt(had) * BigInt(points)) / BigInt(whole)) - given;
      given += share;
      return { id: line.id, points: share };
    })
    .filter((line) => line.points !== 0);
}
