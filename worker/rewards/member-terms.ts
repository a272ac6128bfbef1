import { and, eq } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { members } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { guardOrders } from "../members/guard-orders.ts";
import type { RewardMember } from "../program/reward-access.ts";
import type { Reward } from "../program/document/rewards.ts";
import { asksForTier } from "../program/reward-price.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { selectMonths, standingAt } from "../tiers/facts.ts";

export interface MemberTerms extends RewardMember {
  /** The statements that refuse the write where the member's orders have changed since. */
  unchanged: Statement[];
}

/** What is not known, where nobody asks for it. */
const ANYONE: MemberTerms = { tier: null, segments: [], unchanged: [] };

/**
 * What the reward asks of the member; one round trip, or none where it asks for nothing. Throws the problem
 * `member_not_found`.
 */
export async function memberTerms(
  context: StoreContext,
  memberId: string,
  reward: Reward,
): Promise<MemberTerms> {
  if (!asksForTier(reward) && reward.segments.length === 0) return ANYONE;
  const { database, storeId } = context;
  const [[member], months] = await readCurrent(context, [
    database
      .select()
      .from(members)
      .where(and(eq(members.storeId, storeId), eq(members.id, memberId))),
    selectMonths(context, memberId),
  ] as const);
  if (!member) throw new Problem("member_not_found");
  const { segments, ordersRevision } = member;
  const unchanged = guardOrders(context, memberId, ordersRevision);
  const { level } = standingAt(context, { months }, context.now);
  return { tier: level?.id ?? null, segments, unchanged: [unchanged] };
}
