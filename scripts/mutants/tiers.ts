import type { Mutant } from "./mutant.ts";

/** Tiers and their bonuses: worker/tiers/. */
export const tiers: Mutant[] = [
  {
    what: "a month's spend is that of its last order",
    file: "worker/tiers/settle.ts",
    is: "spend = spend + excluded.spend",
    becomes: "spend = excluded.spend",
    tests: ["tiers/orders.test.ts"],
  },
  {
    what: "a bonus that was spared once is given a second time",
    file: "worker/tiers/outcome.ts",
    is: "Math.min(Math.max(0, owed), before.forgiven)",
    becomes: "Math.min(Math.max(0, owed), 0)",
    tests: ["tiers/bonus.test.ts"],
  },
  {
    what: "the terms that a bonus stands by are not kept where the points are the same",
    file: "worker/tiers/outcome.ts",
    is: "if (owed === 0 && bonus.terms.length === before.terms.length) return [];",
    becomes: "if (owed === 0) return [];",
    tests: ["tiers/bonus.test.ts", "tiers/change-of-rules.test.ts"],
  },
  {
    what: "time takes a bonus back",
    file: "worker/tiers/give-bonuses.ts",
    is: "filter(({ difference }) => difference >= 0)",
    becomes: "filter(() => true)",
    tests: [
      "tiers/bonus.test.ts",
      "tiers/change-of-rules.test.ts",
      "tiers/job.test.ts",
      "ledger/ledger.test.ts",
    ],
  },
  {
    what: "nobody looks at a member who reached a tier by an action",
    file: "worker/tiers/settle.ts",
    is: "next_at = min(next_at, excluded.next_at)",
    becomes: "next_at = next_at",
    tests: ["tiers/job.test.ts", "tiers/bonus.test.ts", "ledger/ledger.test.ts"],
  },
  {
    what: "a month's points are those of its last order",
    file: "worker/tiers/settle.ts",
    is: "points = points + excluded.points",
    becomes: "points = excluded.points",
    tests: ["tiers/orders.test.ts"],
  },
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
  {
    what: "the job overlooks an order that came between",
    file: "worker/tiers/post-tier-changes.ts",
    is: "orders_revision <> due.value ->> 'read'",
    becomes: "orders_revision < due.value ->> 'read'",
    tests: ["tiers/job.test.ts"],
  },
  {
    what: "an order between whose reading and writing the job came gives the bonus again",
    file: "worker/tiers/post-tier-changes.ts",
    is: "SET orders_revision = orders_revision + 1",
    becomes: "SET orders_revision = orders_revision",
    tests: ["tiers/job.test.ts"],
  },
  {
    what: "a bonus that is taken back is owed whatever the rule says",
    file: "worker/tiers/post-bonus.ts",
    is: "program?.document.debt ?? OWED",
    becomes: "program === null ? OWED : OWED",
    tests: ["tiers/bonus.test.ts"],
  },
  {
    what: "a bonus is given again each time that the tier is reached",
    file: "worker/tiers/outcome.ts",
    is: "bonus.points - before.points;",
    becomes: "bonus.points;",
    tests: ["tiers/bonus.test.ts"],
  },
];
