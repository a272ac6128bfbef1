/** Whether a reward is open, and to whom. */
import type { Reward } from "./document/rewards.ts";

/** What a reward asks of a member beside points. */
export interface RewardMember {
  /** The id of their tier; null for none. */
  tier: string | null;
  /** The store's own groups that they are in. */
  segments: string[];
}

/** What keeps a reward from a member: its dates, or who it is for. */
export type Barrier = "not_open_yet" | "closed" | "other_tiers" | "other_segments";

/** What keeps the reward from the member at `now` (milliseconds); null where nothing does. */
export function barrierOf(reward: Reward, member: RewardMember, now: number): Barrier | null {
  return opening(reward, now) ?? audience(reward, member);
}

/** Whether the reward is for everyone, and open at `now`. */
export function isForAnyone(reward: Reward, now: number): boolean {
  return opening(reward, now) === null && reward.tiers.length === 0 && reward.segments.length === 0;
}

function opening({ from, until }: Reward, now: number): Barrier | null {
  if (from !== null && Date.parse(from) > now) return "not_open_yet";
  return until !== null && Date.parse(until) <= now ? "closed" : null;
}

function audience({ tiers, segments }: Reward, member: RewardMember): Barrier | null {
  if (tiers.length > 0 && (member.tier === null || !tiers.includes(member.tier))) return "other_tiers";
  if (segments.length > 0 && !segments.some((each) => member.segments.includes(each)))
    return "other_segments";
  return null;
}
