/** A clock set forward in one request, day by day, or waited for while the job runs: all end the same (the long test has more). */
import { describe, expect, test } from "vitest";
import { START } from "../store-under-test.ts";
import { endsTheSame, furnished, rules } from "./month.ts";
import { advance, HOUR, noticesOf } from "./sandbox.ts";

describe("promise 7: 31 days at once, a day at a time, or waited for with a job every six hours: all end the same", () => {
  test.each(rules.filter(([rule]) => rule === "by inactivity"))(
    "%s",
    { timeout: 60_000 },
    async (_rule, expiry) => endsTheSame(expiry, 6 * HOUR),
  );
});

test("promise 7: nobody is told, and nothing is posted, that has not fallen due", async () => {
  const store = await furnished({ afterDays: 40, warnDays: 5, graceDays: 3 });
  await advance(store, 1);
  expect(await noticesOf(store)).toEqual([]);
  expect(store.now).toBe(START + 18 * HOUR);
});
