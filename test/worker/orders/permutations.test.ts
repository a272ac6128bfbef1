/** Promise 6, at random: the deliveries of an order end alike in every order of arrival, however often each comes. */
import { test } from "vitest";
import { endAlike } from "./permutations.ts";

test(
  "promise 6: up to six deliveries of one order end alike, repeats mixed in",
  { timeout: 120_000 },
  async () => endAlike(12),
);
