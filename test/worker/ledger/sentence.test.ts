/** An entry's sentence says what is known, and leaves no hole where something isn't. */
import { expect, test } from "vitest";
import { sentenceOf } from "../../../worker/ledger/sentence.ts";

test("an expiry that was undone names its order, and where it was for no order, what it was for", () => {
  expect(sentenceOf(20, { rule: "expiry_reversed", orderId: "1001" })).toBe(
    "20 points that had expired no longer count, because order 1001 changed.",
  );
  expect(sentenceOf(20, { rule: "expiry_reversed", firstName: "Bo" })).toBe(
    "20 points that had expired no longer count, because what they were given for changed.",
  );
});
