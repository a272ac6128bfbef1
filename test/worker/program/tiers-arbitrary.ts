/** Rules, months and moments drawn at random, for what holds of tiers whatever they are. */
import fc from "fast-check";
import { tiers, type Tiers } from "../../../worker/program/document/tiers.ts";
import { addDays } from "../../../worker/program/calendar.ts";
import { monthOfNumber, type MemberMonth } from "../../../worker/program/tiers-figures.ts";
import { startOfMonth } from "../../../worker/program/tiers-periods.ts";

/** January 2024, counted from the year 0: the first month in which anything happens. */
export const FIRST = 2024 * 12;
/** How many months something may happen in. */
export const SPAN = 40;

const ZONES = ["Europe/London", "Pacific/Auckland", "America/St_Johns", "UTC"];
const IDS = ["bronze", "silver", "gold", "black"];

/** Rules of one to four levels; the first may begin at nothing. */
export const someRules: fc.Arbitrary<Tiers> = fc
  .record({
    by: fc.constantFrom("spend" as const, "points" as const, "orders" as const),
    over: fc.constantFrom("lifetime" as const, "calendar_year" as const, "rolling_12_months" as const),
    upgrade: fc.constantFrom("at_once" as const, "next_period" as const),
    fall: fc.constantFrom("recomputed" as const, "one_step" as const),
    graceDays: fc.constantFrom(0, 0, 10, 31, 45, 90),
    thresholds: fc.uniqueArray(fc.constantFrom(0, 10, 20, 30, 50, 80, 120), { minLength: 1, maxLength: 4 }),
  })
  .map(({ thresholds, ...rules }) =>
    tiers.parse({
      ...rules,
      levels: thresholds
        .sort((a, b) => a - b)
        .map((threshold, index) => ({ id: IDS[index], name: `The ${IDS[index] ?? ""}`, threshold })),
    }),
  );

/** Months with something in them; the same figure in each measure, so that any rules can be tried on them. */
export const someMonths: fc.Arbitrary<MemberMonth[]> = fc
  .uniqueArray(fc.record({ place: fc.nat(SPAN - 1), figure: fc.oneof(fc.nat(15), fc.nat(60)) }), {
    selector: ({ place }) => place,
    maxLength: 12,
  })
  .map((months) =>
    months
      .sort((a, b) => a.place - b.place)
      .map(({ place, figure }) => ({
        month: monthOfNumber(FIRST + place),
        spend: figure,
        points: figure,
        orders: figure,
      })),
  );

export const someZone = fc.constantFrom(...ZONES);

/** A moment by its month and where in it: often the very first or last millisecond, or the edge of a grace. */
export const someMoment = fc
  .record({
    place: fc.integer({ min: 0, max: SPAN + 30 }),
    days: fc.constantFrom(0, 0, 5, 10, 20, 31, 45, 90),
    off: fc.constantFrom(-1, 0, 1, 3_600_000),
  })
  .map(
    ({ place, days, off }) =>
      (zone: string) =>
        addDays(startOfMonth(FIRST + place, zone), days, zone) + off,
  );
