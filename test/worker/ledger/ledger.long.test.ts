import { test } from "vitest";
import { playSequences, seedOf } from "./sequences.ts";

test("promises 1 to 9: over hundreds of long sequences, every balance is the model's", async () => {
  await playSequences(seedOf(Math.floor(Date.now() / 1000)), 500, 100);
});
