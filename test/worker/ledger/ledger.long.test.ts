import { test } from "vitest";
import { playSequences, seedOf } from "./sequences.ts";

// A few minutes; longer on a machine that is busy with other things. VITE_LEDGER_SEED plays others.
const TIMEOUT = { timeout: 1_800_000 };

test("promises 1 to 9: over hundreds of long sequences, every balance is the model's", TIMEOUT, async () => {
  await playSequences(seedOf(20_261_122), 200, 100);
});
