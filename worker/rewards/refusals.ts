/** What a shopper is told when a reward can't be theirs. */
import { refusalOf } from "../database/refusal.ts";
import { Problem } from "../http/problem.ts";
import { readBalance } from "../members/read-balance.ts";
import { countsAgainAt } from "../members/limits.ts";
import { memberMissing } from "../members/require-member.ts";
import type { Program } from "../program/document.ts";
import { pointsInWords } from "../program/plain-words.ts";
import { dayInWords } from "../program/moment-words.ts";
import { NEVER } from "../program/lot-dates.ts";
import type { Barrier } from "../program/reward-access.ts";
import type { Reward } from "../program/document/rewards.ts";
import type { Prices } from "../program/reward-price.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { CODES_MISSING } from "./take-code.ts";
import { LIMIT_REACHED, OUT_OF_STOCK, selectReachedRewards } from "./take-place.ts";

/** Why the reward is kept from the member. */
export function barred(barrier: Barrier, reward: Reward, program: Program, timeZone: string): Problem {
  switch (barrier) {
    case "not_open_yet":
      return new Problem("reward_not_open", `This reward opens on ${dayOf(reward.from, timeZone)}.`);
    case "closed":
      return new Problem("reward_not_open", `This reward closed on ${dayOf(reward.until, timeZone)}.`);
    case "other_tiers":
      return new Problem(
        "reward_not_for_member",
        `This reward is for ${tierNames(reward, program)} members.`,
      );
    case "other_segments":
      return new Problem(
        "reward_not_for_member",
        "This reward is for a group of members that you are not in.",
      );
  }
}

/** Why the reward can't be had for the points that were asked for. */
export function notOffered({ minimum, maximum, step }: Prices, program: Program): Problem {
  const least = program.minimumRedemption ?? 0;
  const detail =
    maximum < minimum
      ? `A redemption takes at least ${pointsInWords(least)}, which this reward does not cost.`
      : minimum === maximum
        ? `This reward costs ${pointsInWords(minimum)}.`
        : `This reward takes ${minimum.toLocaleString("en")} to ${pointsInWords(maximum)}, in steps of ${step.toLocaleString("en")}.`;
  return new Problem("points_not_offered", detail);
}

/** The problem for what the database refused to give; anything that is no such refusal is thrown on. */
export async function notGiven(
  context: StoreContext,
  memberId: string,
  reward: Reward,
  error: unknown,
): Promise<Problem> {
  switch (refusalOf(error)) {
    case OUT_OF_STOCK:
      return new Problem("reward_out_of_stock");
    case CODES_MISSING:
      return new Problem("reward_codes_missing");
    case LIMIT_REACHED:
      return limitReached(context, memberId, reward);
    default:
      return memberMissing(error);
  }
}

async function limitReached(context: StoreContext, memberId: string, reward: Reward): Promise<Problem> {
  const [reached] = await readCurrent(context, [selectReachedRewards(context, memberId, [reward])]);
  const until = countsAgainAt(reward.id, reached);
  const { timeZone } = context.configuration.store;
  const again =
    until === 0 || until === NEVER ? "" : ` You can have it again from ${dayOf(until, timeZone)}.`;
  return new Problem("reward_limit_reached", `You have had this reward as often as you can.${again}`);
}

/** What is missing for the price, points. */
export async function insufficientPoints(
  context: StoreContext,
  memberId: string,
  price: number,
): Promise<Problem> {
  const balance = await readBalance(context, memberId);
  const missing = price - (balance?.available ?? 0);
  const pending = balance?.pending ? ` ${balance.pending} more are on their way.` : "";
  // Between the refusal and this read points may have come: then it is the refusal that stands.
  const detail =
    missing > 0
      ? `This reward costs ${price} points, and ${missing} are missing.${pending}`
      : "The points were in use by another redemption. Try again.";
  return new Problem("insufficient_points", detail);
}

function tierNames({ tiers }: Reward, program: Program): string {
  const names = tiers.map((id) => program.tiers?.levels.find((level) => level.id === id)?.name ?? id);
  return new Intl.ListFormat("en", { type: "disjunction" }).format(names);
}

function dayOf(at: string | number | null, timeZone: string): string {
  return dayInWords(new Date(at ?? 0).getTime(), timeZone);
}
