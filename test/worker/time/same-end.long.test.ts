/** The same as in same-end.test.ts by every rule, and hour by hour. */
import { describe, test } from "vitest";
import { endsTheSame, rules } from "./month.ts";
import { HOUR } from "./sandbox.ts";

describe("promise 7: 31 days at once, or waited for with a job each hour, end the same", () => {
  test.each(rules)("%s", async (_rule, expiry) => endsTheSame(expiry, HOUR));
});

describe("promise 7: 31 days at once, or waited for with a job every six hours, end the same", () => {
  test.each(rules)("%s", async (_rule, expiry) => endsTheSame(expiry, 6 * HOUR));
});
