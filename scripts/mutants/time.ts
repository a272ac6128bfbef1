import type { Mutant } from "./mutant.ts";

/** What time does: worker/time/, and what the job posts. */
export const time: Mutant[] = [
  {
    what: "a sandbox's clock jumps over birthdays",
    file: "worker/time/next-due.ts",
    is: "if (program?.document.earning.birthday)",
    becomes: "if (program?.document.earning.birthday && false)",
    tests: ["members/birthdays.test.ts", "time/test-clock.test.ts"],
  },
  {
    what: "any store's clock can be set forward",
    file: "worker/time/set-clock.ts",
    is: '  if (!context.configuration.store.sandbox) throw new Problem("not_a_sandbox");\n',
    becomes: "",
    tests: ["time/test-clock.test.ts"],
  },
  {
    what: "a clock can be set back",
    file: "worker/time/set-clock.ts",
    is: "if (asked < now) throw refuse(`",
    becomes: "if (asked < 0) throw refuse(`",
    tests: ["time/test-clock.test.ts"],
  },
  {
    what: "a clock can be set forward by a century",
    file: "worker/time/set-clock.ts",
    is: "if (asked > daysAfter(now, MOST_DAYS))",
    becomes: "if (asked > daysAfter(now, MOST_DAYS * 1000))",
    tests: ["time/test-clock.test.ts"],
  },
  {
    what: "31 days sent again are 31 days more",
    file: "worker/time/set-clock.ts",
    is: "const to = earlier?.to ?? timeOf(context, change);",
    becomes: "const to = timeOf(context, change);",
    tests: ["time/test-clock.test.ts", "time/test-clock-again.test.ts"],
  },
  {
    what: "a clock that stopped half-way says that it arrived",
    file: "worker/time/set-clock.ts",
    is: "const reached = mayGoOn();",
    becomes: "const reached = true;",
    tests: ["time/test-clock.test.ts", "time/test-clock-again.test.ts"],
  },
  {
    what: "points that have expired are warned of",
    file: "worker/ledger/warn.ts",
    is: "AND lots.warn_at < 9007199254740991 AND lots.expires_at > ${now}\n    LIMIT",
    becomes: "AND lots.warn_at < 9007199254740991\n    LIMIT",
    tests: ["time/warnings.test.ts"],
  },
  {
    what: "members are warned a millisecond late",
    file: "worker/ledger/warn.ts",
    is: "AND lots.warn_at <= ${now}",
    becomes: "AND lots.warn_at < ${now}",
    tests: ["time/warnings.test.ts"],
  },
  {
    what: "a lot is warned of twice",
    file: "worker/ledger/warn.ts",
    is: "AND lots.warned_at IS NULL AND lots.warn_at < 9007199254740991`",
    becomes: "AND lots.warn_at < 9007199254740991`",
    tests: ["time/warnings.test.ts", "time/slices.test.ts"],
  },
  {
    what: "activity brings points back that were idle too long",
    file: "worker/ledger/activity.ts",
    is: " AND expires_at > ${now}\n",
    becomes: "\n",
    tests: ["time/inactivity.test.ts"],
  },
  {
    what: "points granted for another number of idle days go by the new number",
    file: "worker/ledger/activity.ts",
    is: "AND idle_days = ${afterDays} AND",
    becomes: "AND",
    tests: ["time/inactivity.test.ts"],
  },
  {
    what: "what the program doesn't name as activity puts the expiry off",
    file: "worker/ledger/activity.ts",
    is: "if (!idle?.activities.includes(kind)) return [];",
    becomes: "if (!idle) return [];",
    tests: ["time/inactivity.test.ts"],
  },
];
