import { test } from "vitest";
import { playSequences, seedOf } from "./sequences.ts";

test(
  "promises 1 to 9: whatever happens in whatever order, every balance is the model's",
  { timeout: 240_000 },
  async () => {
    await playSequences(seedOf(20_261_101), 30, 60);
  },
);
