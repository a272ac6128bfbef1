/** The story of a failure with less to it: each leaves out one thing of the store, or of every program in it. */
import type { Program } from "../../../worker/program/document.ts";
import type { Beginning } from "./draw/program.ts";
import type { Story } from "./sequences.ts";

type Simplify = (story: Story) => Story;

const inStore =
  (change: Partial<Beginning>): Simplify =>
  (story) => ({ ...story, begins: { ...story.begins, ...change } });

const inPrograms =
  (change: (program: Program) => Partial<Program>): Simplify =>
  ({ begins, operations }) => {
    const changed = (program: Program) => ({ ...program, ...change(program) });
    return {
      begins: { ...begins, program: changed(begins.program) },
      operations: operations.map((each) =>
        each.do === "publish" ? { ...each, program: changed(each.program) } : each,
      ),
    };
  };

const inEarning = (change: Partial<Program["earning"]>): Simplify =>
  inPrograms(({ earning }) => ({ earning: { ...earning, ...change } }));

const PLAIN_ORDER = {
  points: 1,
  per: 100,
  rounding: "down",
  includeTax: false,
  includeShipping: false,
  rates: [],
  exclude: null,
} as const satisfies Record<keyof NonNullable<Program["earning"]["order"]>, unknown>;

export const simpler: Simplify[] = [
  inEarning({ campaigns: [] }),
  inEarning({ caps: [] }),
  inEarning({ actions: [] }),
  inEarning({ signUp: null }),
  inEarning({ birthday: null }),
  inEarning({ holdFrom: "payment" }),
  inEarning({ holdDays: 0 }),
  inEarning({ stacking: { multipliers: "best", atMost: null } }),
  inEarning({ order: { ...PLAIN_ORDER, rates: [] } }),
  inPrograms(() => ({ rewards: [] })),
  ...[6, 5, 4, 3, 2, 1, 0].map((place) =>
    inPrograms(({ rewards }) => ({ rewards: rewards.filter((_, index) => index !== place) })),
  ),
  inPrograms(() => ({ expiry: null })),
  inPrograms(({ expiry }) => ({ expiry: expiry && { ...expiry, warnDays: 0, graceDays: 0 } })),
  inPrograms(() => ({ tiers: null })),
  inPrograms(() => ({ minimumRedemption: null })),
  inPrograms(() => ({ transfers: null })),
  inPrograms(() => ({ debt: { policy: "allow_negative", floor: null } })),
  inStore({ currency: "GBP" }),
  inStore({ timeZone: "UTC" }),
  inStore({ sandbox: false }),
];
