import type { Mutant } from "./mutant.ts";

/** Tiers and their bonuses: worker/tiers/. */
export const tiers: Mutant[] = [
  {
    what: "an action between an order's reading and its writing is overlooked",
    file: "worker/tiers/settle.ts",
    is: "return byPoints ? [counted, look, changed] : [counted, look];",
    becomes: "return byPoints ? [counted, look] : [counted, look];",
    tests: ["tiers/job.test.ts", "tiers/orders.test.ts"],
  },
  {
    what: "an action counts in the month of London's clocks",
    file: "worker/tiers/settle.ts",
    is: "monthOf(at, configuration.store.timeZone)",
    becomes: 'monthOf(at, "UTC")',
    tests: ["tiers/orders.test.ts"],
  },
];
