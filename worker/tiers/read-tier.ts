import { and, eq, isNull } from "drizzle-orm";
import { members } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { tierAnswer, type TierAnswer } from "./answers.ts";
import { selectMonths } from "./facts.ts";

/**
 * The member's tier now, in one round trip; null where the program has no tiers. Throws the problem
 * `member_not_found`.
 */
export async function readTier(context: StoreContext, memberId: string): Promise<TierAnswer | null> {
  const { database, storeId } = context;
  const [[member], months] = await readCurrent(context, [
    database
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.storeId, storeId), eq(members.id, memberId), isNull(members.erasedAt))),
    selectMonths(context, memberId),
  ] as const);
  if (!member) throw new Problem("member_not_found");
  return tierAnswer(context, months);
}
