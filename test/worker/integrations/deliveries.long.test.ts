/** Two thousand mixed deliveries end where a clean run ends, whatever happens on the way. */
import { expect, test, vi } from "vitest";
import { endsAlike } from "./deliveries.ts";
import { withTill } from "./till-system.ts";

withTill();

test("two thousand deliveries, shuffled, doubled, with one in ten answers lost and the consumer ended at random", async () => {
  const seed = Date.now() % 1_000_000_007;
  console.log(`The seed is ${seed}.`);
  const noted = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const mishaps = await endsAlike(2000, seed);
  noted.mockRestore();
  console.log(`${mishaps.lostAnswers} answers were lost, and ${mishaps.killedRuns} runs ended.`);
  expect(mishaps.lostAnswers).toBeGreaterThan(200);
  expect(mishaps.killedRuns).toBeGreaterThan(20);
});
