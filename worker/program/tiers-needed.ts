import type { Tiers } from "./document/tiers.ts";
import { monthOfNumber } from "./tiers-figures.ts";
import { januaryOf, monthAt } from "./tiers-periods.ts";
import { historyAt, type TierHistory } from "./tiers.ts";

/** A month that never comes: nothing has to be read. */
const NO_MONTH = 999_912;

/**
 * The earliest month, as yyyymm, that a standing at `at` (milliseconds) or later depends on. With `forBonuses` the
 * earliest of all where the live rules give bonuses, since a bonus may have been reached in any period.
 */
export function monthsBack(history: TierHistory, zone: string, at: number, forBonuses: boolean): number {
  const { live, earlier } = history;
  if (forBonuses && live?.levels.some(({ bonus }) => bonus !== null)) return 0;
  if (!live && !historyAt(history, at).live) return NO_MONTH;
  const rules = live ? [{ tiers: live, supersededAt: at }, ...earlier] : earlier;
  return Math.min(
    ...rules.map(({ tiers, supersededAt }) => firstMonth(tiers, monthAt(Math.min(at, supersededAt), zone))),
  );
}

/** The earliest month, as yyyymm, that these rules look at in the month of this number; the grace included. */
function firstMonth({ over, fall, levels }: Tiers, month: number): number {
  const steps = fall === "one_step" ? levels.length + 1 : 0;
  if (over === "lifetime") return 0;
  if (over === "calendar_year") return monthOfNumber(januaryOf(month) - (2 + steps) * 12);
  // A window of 12 months, the month that the next one waits for, and the months that a grace of 90 days reaches back.
  return monthOfNumber(month - 11 - 1 - 4 - steps);
}
