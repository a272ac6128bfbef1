import { newId, randomText } from "../database/id.ts";
import { refusedAsDuplicateOf } from "../database/refusal.ts";
import { staff } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { staffAnswer, type StaffRow } from "./staff.ts";

/** Draws of a number that nobody of the store's staff has: enough for a store with thousands of them. */
const MOST_TRIES = 20;

/**
 * Makes a member of staff, and gives them a number. The answer is what is kept of it: without the PIN, which belongs to
 * their first revision. Throws the problem `try_again` where no free number was found.
 */
export async function createStaff(
  context: StoreContext,
  name: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, realNow } = context;
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const row: StaffRow = {
      storeId,
      id: newId("stf", realNow),
      name,
      number: randomText(4, "0123456789"),
      revision: 1,
      wrongPins: 0,
      lockedUntil: 0,
      createdAt: realNow,
      revokedAt: null,
    };
    try {
      return await keyedWrite(context, request, [database.insert(staff).values(row)], {
        status: 201,
        body: { staff: staffAnswer(row), revision: row.revision },
      });
    } catch (error) {
      if (!refusedAsDuplicateOf(error, "staff")) throw error;
    }
  }
  throw new Problem("try_again", "No free number was found for another member of staff. Try again.");
}
