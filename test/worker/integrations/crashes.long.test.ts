/** The same as in crashes.test.ts, at every call. */
import { describe, test } from "vitest";
import { endsAtItsCalls } from "./ended-work.ts";
import { withTill } from "./till-system.ts";

withTill();

describe("a run that ends at each of its calls of the database", () => {
  test.each(["before", "after"] as const)("%s it was written", async (when) => endsAtItsCalls(when, 1, 1));
});
