import { afterEach, expect, test, vi } from "vitest";
import { crowd } from "./crowd.ts";
import { seedOf } from "./sequences.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test("promises 3 and 5: thousands of writes at once, a third of their answers lost, and sent again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const seed = seedOf(20_261_123);
  const counts = { writes: 0, lost: 0 };
  for (let each = seed; counts.lost < 4000; each++) {
    const { writes, lost } = await crowd(each, 12, { before: 0.05, after: 0.35 });
    counts.writes += writes;
    counts.lost += lost;
  }
  console.log(
    `from seed ${seed}: ${counts.writes} writes at once, ${counts.lost} answers lost after the commit`,
  );
  expect(counts.writes).toBeGreaterThan(1000);
});
