import { Problem } from "../http/problem.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { readBalance } from "./read-balance.ts";

/** The problem `insufficient_points` of a write that was to take `wanted` points of the member's. */
export async function tooFewPoints(
  context: StoreContext,
  memberId: string,
  wanted: number,
): Promise<Problem> {
  const available = (await readBalance(context, memberId))?.available ?? 0;
  // Between the refusal and this read points may have come: then it is the refusal that stands.
  const detail =
    available < wanted
      ? `The member has ${available} available points, ${wanted - available} too few for ${wanted}.`
      : "The points were in use by another write. Try again.";
  return new Problem("insufficient_points", detail);
}
