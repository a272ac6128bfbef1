import { test } from "vitest";
import { LONG_RUN, longRun } from "./sequences.ts";

test(
  "promises 1 to 9: over two thousand long sequences, every balance is the model's (part 4 of 4)",
  LONG_RUN,
  async () => {
    await longRun(4);
  },
);
