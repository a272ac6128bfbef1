/** The same as in permutations.test.ts, of many more orders. */
import { test } from "vitest";
import { endAlike } from "./permutations.ts";

test("promise 6: up to six deliveries of any of 100 orders end alike, repeats mixed in", async () =>
  endAlike(100));
