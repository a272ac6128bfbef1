/** Work that ends between any two steps is done once in the end: the same balances, and each delivery settled. */
import { describe, test } from "vitest";
import { endsAtItsCalls } from "./ended-work.ts";
import { withTill } from "./till-system.ts";

withTill();

// Each third call here, and every one in the long tests.
describe("a run that ends at any of its calls of the database", () => {
  test("before it was written", async () => endsAtItsCalls("before", 1, 3));
  test("after it was written", async () => endsAtItsCalls("after", 2, 3));
});
