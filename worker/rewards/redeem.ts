import { z } from "@hono/zod-openapi";
import { refusalOf } from "../database/refusal.ts";
import type { ProblemCode } from "../http/catalogue.ts";
import type { KeyedAnswer, KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { INSUFFICIENT_POINTS } from "../ledger/spend.ts";
import { MEMBER_ORDERS_CHANGED } from "../members/guard-orders.ts";
import { MOST_POINTS } from "../program/document.ts";
import { barrierOf } from "../program/reward-access.ts";
import type { Reward } from "../program/document/rewards.ts";
import { amountOf, chosenPrice, pricesOf } from "../program/reward-price.ts";
import { liveProgram, type StoreContext } from "../stores/store-context.ts";
import { giveReward, type RedeemedBy } from "./give-reward.ts";
import { memberTerms } from "./member-terms.ts";
import { barred, insufficientPoints, notGiven, notOffered } from "./refusals.ts";
import { requireCode } from "./require-code.ts";
import { returnVouchersOf } from "./return-vouchers.ts";

/** What a member asks for, as both doors take it. */
export const wish = z.strictObject({
  rewardId: z.string().min(1).max(63),
  points: z.int().min(1).max(MOST_POINTS).optional().meta({
    description:
      "What to pay: of a sliding reward any of its prices, of any other its price, so that it is refused where that has changed. Left out: the least it costs.",
  }),
});
export type Wish = z.infer<typeof wish>;

/** What a redemption may be refused with. */
export const REDEEM_PROBLEMS = [
  "insufficient_points",
  "member_not_found",
  "reward_not_found",
  "reward_not_open",
  "reward_not_for_member",
  "points_not_offered",
  "reward_out_of_stock",
  "reward_codes_missing",
  "reward_limit_reached",
  "program_not_found",
] as const satisfies ProblemCode[];

/** Tries after the member's tier changed, or expired vouchers gave points back, while the reward was given. */
const MOST_TRIES = 4;

/**
 * Redeems a member's points for a reward of the live program; the answer holds the redemption, the
 * voucher and the balance after it. One round trip, and one more where the reward asks for the member's tier
 * or segments. Throws the problems of
 * `REDEEM_PROBLEMS`. `by` says who of the store's people does it for the member.
 */
export async function redeem(
  context: StoreContext,
  memberId: string,
  wish: Wish,
  request: KeyedRequest,
  by?: RedeemedBy,
): Promise<KeyedAnswer> {
  const { rewards } = liveProgram(context).document;
  const reward = rewards.find((each) => each.id === wish.rewardId);
  if (!reward) throw new Problem("reward_not_found", `The program has no reward "${wish.rewardId}".`);
  for (let tries = 1; ; tries++) {
    const { points, amount, unchanged } = await settle(context, memberId, reward, wish.points);
    try {
      return await giveReward(context, reward, { memberId, points, amount, unchanged, by }, request);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === INSUFFICIENT_POINTS) {
        // Points of vouchers that have expired may be theirs again, though no job has said so yet.
        if (tries === MOST_TRIES || (await returnVouchersOf(context, memberId)) === 0)
          throw await insufficientPoints(context, memberId, points);
      } else if (refusal !== MEMBER_ORDERS_CHANGED) throw await notGiven(context, memberId, reward, error);
      else if (tries === MOST_TRIES) throw new Problem("try_again");
    }
  }
}

/** What the member pays and gets, and the statements that refuse the write if that was decided from something old. */
async function settle(context: StoreContext, memberId: string, reward: Reward, asked: number | undefined) {
  const program = liveProgram(context).document;
  const { timeZone } = context.configuration.store;
  const member = await memberTerms(context, memberId, reward);
  const barrier = barrierOf(reward, member, context.now);
  if (barrier) throw barred(barrier, reward, program, timeZone);
  const prices = pricesOf(reward, member.tier, program.minimumRedemption);
  const points = chosenPrice(prices, asked);
  if (points === null) throw notOffered(prices, program);
  requireCode(context, points);
  return { points, amount: amountOf(reward, points, prices.step), unchanged: member.unchanged };
}
