/** Where a document contradicts itself: each with the field to look at and the sentence that says so. */
import type { Program } from "../document.ts";
import { campaignContradictions } from "./contradictions/campaigns.ts";
import { earningContradictions } from "./contradictions/earning.ts";
import { expiryContradictions } from "./contradictions/expiry.ts";
import type { Contradiction } from "./contradictions/lists.ts";
import { lostMinimum, rewardContradictions } from "./contradictions/rewards.ts";
import { tierContradictions } from "./contradictions/tiers.ts";

/** Everything in which the document contradicts itself. */
export function contradictions(program: Program): Contradiction[] {
  return [
    ...earningContradictions(program),
    ...campaignContradictions(program),
    ...expiryContradictions(program),
    ...tierContradictions(program),
    ...rewardContradictions(program),
    ...debt(program),
    ...transfers(program),
    ...referral(program),
    ...security(program),
  ];
}

function debt({ debt: { policy, floor } }: Program): Contradiction[] {
  if (floor === null || policy === "allow_negative") return [];
  const message = `Nothing is ever owed under \`${policy}\`, so there is no most of it: leave the floor out.`;
  return [{ path: ["debt", "floor"], input: floor, message }];
}

function transfers({ transfers: rule }: Program): Contradiction[] {
  if (!rule || rule.minimum <= rule.dailyCap) return [];
  const message = `A member may send ${rule.dailyCap} points a day (\`dailyCap\`), so never as many as this.`;
  return [{ path: ["transfers", "minimum"], input: rule.minimum, message }];
}

function referral({ referral: rule }: Program): Contradiction[] {
  if (!rule) return [];
  const { friend, advocate } = rule;
  return [
    ...lostMinimum(["referral", "friend", "minimumOrder"], friend.minimumOrder, friend.amount),
    ...(advocate.type === "amount_off"
      ? lostMinimum(["referral", "advocate", "minimumOrder"], advocate.minimumOrder, advocate.amount)
      : []),
  ];
}

function security({ security: { codeAbove }, rewards }: Program): Contradiction[] {
  if (codeAbove === null || rewards.length === 0) return [];
  const most = Math.max(...rewards.flatMap(highestPrices));
  if (most > codeAbove) return [];
  const message = `No reward costs more than ${most} points, so no redemption would ever need a code: set it lower, or leave it out.`;
  return [{ path: ["security", "codeAbove"], input: codeAbove, message }];
}

/** What a reward costs at most, to anybody. */
function highestPrices(reward: Program["rewards"][number]): number[] {
  const slid = "sliding" in reward && reward.sliding ? [reward.sliding.maximum] : [reward.points];
  return [...slid, ...Object.values(reward.prices)];
}
