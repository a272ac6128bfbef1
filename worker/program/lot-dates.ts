import type { Program } from "./document.ts";

const DAY = 86_400_000;

/** `expiresAt` of a lot that never expires: the largest safe integer, so that it sorts last. */
export const NEVER = Number.MAX_SAFE_INTEGER;

export interface LotDates {
  /** When the points can be spent, milliseconds. */
  availableAt: number;
  /** When what is left of them is gone, milliseconds; `NEVER` where they stay. */
  expiresAt: number;
}

/** The dates of points earned at `earnedAt` (milliseconds), held back for the program's hold if `held`. */
export function lotDates(program: Program, earnedAt: number, held: boolean): LotDates {
  return datesFrom(program, earnedAt + (held ? program.earning.holdDays * DAY : 0));
}

/** The dates of points that become available at `availableAt` (milliseconds). */
export function datesFrom(program: Program, availableAt: number): LotDates {
  return { availableAt, expiresAt: program.expiry ? availableAt + program.expiry.afterDays * DAY : NEVER };
}

/** `at` plus whole days of 24 hours, milliseconds. */
export function daysAfter(at: number, days: number): number {
  return at + days * DAY;
}
