import type { Mutant } from "./mutant.ts";

/** What falls due, and the clocks that it goes by: worker/time/ and the job. */
export const time: Mutant[] = [
  {
    what: "the clock stops short of what falls due at its goal",
    file: "worker/time/next-due.ts",
    is: "AND ${moment} <= ${until}`;",
    becomes: "AND ${moment} < ${until}`;",
    tests: ["time/test-clock.test.ts", "time/same-end.test.ts"],
  },
  {
    what: "the clock jumps over vouchers that expire",
    file: "worker/time/next-due.ts",
    is: "AND returns = 1 AND status = 'issued'`,",
    becomes: "AND returns = 1 AND status = 'used'`,",
    tests: ["time/test-clock.test.ts", "time/same-end.test.ts"],
  },
  {
    what: "the clock jumps over tiers that change",
    file: "worker/time/next-due.ts",
    is: "AND next_at < 9007199254740991`,",
    becomes: "AND next_at < 0`,",
    tests: ["time/test-clock.test.ts", "time/same-end.test.ts"],
  },
  {
    what: "two requests at once set the clock from where each found it",
    file: "worker/time/set-clock.ts",
    is: "    guardConfiguration(database, configuration),\n",
    becomes: "",
    tests: ["time/test-clock-again.test.ts"],
  },
  {
    what: "the clock goes back",
    file: "worker/time/set-clock.ts",
    is: "if (asked < now) throw",
    becomes: "if (asked < 0) throw",
    tests: ["time/test-clock.test.ts"],
  },
  {
    what: "what other Workers remember of the clock stays",
    file: "worker/time/set-clock.ts",
    is: "store.configurationVersion + 1",
    becomes: "store.configurationVersion",
    tests: ["time/test-clock.test.ts", "time/test-clock-again.test.ts"],
  },
  {
    what: "the job goes by real time in stores whose clock is ahead",
    file: "worker/ledger/job-clock.ts",
    is: "stores.clock_offset = 0",
    becomes: "stores.clock_offset >= 0",
    tests: ["time/slices.test.ts", "rewards/return.test.ts"],
  },
  {
    what: "sandboxes are looked at by real time",
    file: "worker/scheduled.ts",
    is: "{ now: now + clockOffset, storeId: id }",
    becomes: "{ now, storeId: id }",
    tests: ["time/slices.test.ts", "time/test-clock.test.ts"],
  },
  {
    what: "points that nobody warned of are shown past their day",
    file: "worker/ledger/expiring.ts",
    is: "(warned_at IS NOT NULL OR due_at > ${now})",
    becomes: "(warned_at IS NOT NULL OR due_at > 0)",
    tests: ["time/warnings.test.ts"],
  },
];
