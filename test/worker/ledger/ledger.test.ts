import { test } from "vitest";
import { playSequences, seedOf } from "./sequences.ts";

test(
  "promises 1 to 9: whatever happens in whatever order, every balance is the model's",
  { timeout: 240_000 },
  async () => {
    const seed = seedOf(20_261_101);
    await playSequences({ seed, sequences: 4, length: [40, 80], on: "d1", compareEvery: 1 });
    await playSequences({ seed: seed + 4, sequences: 10, length: [40, 80], on: "quick", compareEvery: 2 });
  },
);
