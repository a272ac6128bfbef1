/** Mixed deliveries end alike however they arrive; deliveries.long.test.ts does it with two thousand. */
import { expect, test, vi } from "vitest";
import { endsAlike } from "./deliveries.ts";
import { withTill } from "./till-system.ts";

withTill();

test("sixty deliveries, shuffled, doubled, with answers lost and the consumer ended at random", async () => {
  // Each lost answer is noted, as it has to be.
  const noted = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const mishaps = await endsAlike(60, 20_261_101);
  noted.mockRestore();
  expect(mishaps.lostAnswers).toBeGreaterThan(5);
});
