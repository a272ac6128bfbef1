/** The program that a real shop's invoices are told under: tiers, campaigns, a hold, and an expiry with a warning. */

/** A tier, the pounds a year from which on it is reached, and what it multiplies points by, in quarters. */
export const LEVELS = [
  { id: "silver", name: "Silver", pounds: 500, quarters: 5, bonus: null },
  { id: "gold", name: "Gold", pounds: 2000, quarters: 6, bonus: 250 },
] as const;
export const HOLD_DAYS = 14;
export const EXPIRY_DAYS = 150;
export const WARN_DAYS = 14;
export const GRACE_DAYS = 10;
export const FIRST_ORDER_POINTS = 100;
/** Double points on orders placed on Thursdays from noon to four in London. */
export const HAPPY_HOURS = { weekday: "thursday", from: 12, until: 16, quarters: 8 } as const;
/** Nobody's points are multiplied by more than 2½, the tier's multiplier and the campaign's added up. */
export const MOST_QUARTERS = 10;
/** The most points of an order. */
export const CAP = 5000;

export const program = {
  name: "Invoices",
  earning: {
    order: { points: 1, per: 100 },
    campaigns: [
      {
        id: "happy-hours",
        name: "Happy hours",
        type: "multiply",
        multiplier: HAPPY_HOURS.quarters / 4,
        weekdays: [HAPPY_HOURS.weekday],
        hours: { from: HAPPY_HOURS.from, until: HAPPY_HOURS.until },
      },
      { id: "welcome", name: "Welcome", type: "add", points: FIRST_ORDER_POINTS, firstOrder: true },
    ],
    stacking: { multipliers: "add", atMost: MOST_QUARTERS / 4 },
    caps: [{ points: CAP, period: "order" }],
    holdDays: HOLD_DAYS,
  },
  expiry: { type: "age", afterDays: EXPIRY_DAYS, warnDays: WARN_DAYS, graceDays: GRACE_DAYS },
  tiers: {
    by: "spend",
    over: "calendar_year",
    upgrade: "at_once",
    levels: LEVELS.map(({ id, name, pounds, quarters, bonus }) => ({
      id,
      name,
      threshold: pounds * 100,
      multiplier: quarters / 4,
      bonus,
    })),
  },
} as const;
