/** A member's number: what they read aloud at a counter, or type. */
import { and, eq, isNull } from "drizzle-orm";
import { randomText } from "../database/id.ts";
import { refusalOf } from "../database/refusal.ts";
import { members } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { checkDigit } from "../program/check-digit.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { writeCurrent, type StoreContext } from "../stores/store-context.ts";

/** Tries to find a number that nobody in the store has: there are 900 million. */
const MOST_TRIES = 5;

/** A new number of ten digits: drawn, so that it tells nothing of how many members there are, with its check digit. */
export function newMemberNumber(): string {
  const drawn = randomText(1, "123456789") + randomText(8, "0123456789");
  return drawn + checkDigit(drawn);
}

/** Whether the write was refused because another member of the store has the number that was drawn. */
function isNumberTaken(error: unknown): boolean {
  return refusalOf(error)?.includes("members.number") ?? false;
}

/** What the write gives back, done again with another number where somebody has the one that was drawn. */
export async function withFreeNumber<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (!isNumberTaken(error) || tries === MOST_TRIES) throw error;
    }
  }
}

/** The member's number, given now where they have none yet; throws the problem `member_not_found`. */
export async function memberNumber(context: StoreContext, memberId: string): Promise<string> {
  const { database, storeId, configuration } = context;
  const thisMember = and(eq(members.storeId, storeId), eq(members.id, memberId));
  const results = await withFreeNumber(() =>
    writeCurrent(context, [
      guardConfiguration(database, configuration),
      database
        .update(members)
        .set({ number: newMemberNumber() })
        .where(and(thisMember, isNull(members.number))),
      database.select({ number: members.number }).from(members).where(thisMember),
    ]),
  );
  const [found] = results.at(-1) as { number: string | null }[];
  if (!found?.number) throw new Problem("member_not_found");
  return found.number;
}
