/** All there is of one store, in memory: what the model's rules read and change. */
import type { Program } from "../../../../worker/program/document.ts";
import type { OrderTerms } from "../../../../worker/program/order-terms.ts";
import type { OrderUpdate } from "../../../../worker/program/order.ts";
import { periodAround } from "./calendar.ts";
import type { Purse, Taken } from "./purse.ts";

export interface Version {
  publishedAt: number;
  program: Program;
}

export interface Member {
  customer: string;
  purse: Purse;
  joinedAt: number;
  /** MM-DD. */
  birthday: string | null;
  /** The last year whose birthday was given; 0 for none. */
  birthdayYear: number;
  segments: string[];
  /** The id of the action that was done, and when. */
  actions: { id: string; at: number }[];
  /** The actions' ids with the store's own names for each time. */
  references: Set<string>;
  /** Points that count towards a tier and came from no order. */
  earned: { at: number; points: number }[];
  bonuses: Map<string, Bonus>;
  sent: { at: number; points: number }[];
}

/** What has to be reached for a bonus, and what it is. */
export interface BonusTerms {
  tiers: NonNullable<Program["tiers"]>;
  threshold: number;
  points: number;
}

/** The bonus of a tier that was given. */
export interface Bonus {
  /** Those under which it was, the oldest first: new rules take none of them away. */
  terms: BonusTerms[];
  posted: number;
  /** What a taking back spared the member. */
  forgiven: number;
}

export interface Order {
  id: string;
  state: OrderUpdate;
  /** The customer whose member it was posted to; null for nobody. */
  owner: string | null;
  /** The version it was placed under. */
  program: Program;
  terms: OrderTerms | null;
  /** What its latest state is worth, before and after caps over several orders. */
  worth: number;
  points: number;
  /** What members were spared for it, by customer. */
  forgiven: Map<string, number>;
  /** What its latest state posted. */
  posted: number;
}

export interface Voucher {
  customer: string;
  rewardId: string;
  points: number;
  taken: Taken[];
  createdAt: number;
  expiresAt: number;
  onCancel: "keep" | "give_back";
  /** Whether the points come back when it expires. */
  returns: boolean;
  cancellable: boolean;
  isStocked: boolean;
  isLimited: boolean;
  status: "issued" | "used" | "released";
  orderId: string | null;
  releasedAt: number | null;
}

export interface Referral {
  advocate: string;
  program: Program;
  claimedAt: number;
  orderId: string | null;
  /** The first day on which the reward was promised, which stays. */
  availableAt: number | null;
  isRewarded: boolean;
  /** What the advocate has for it. */
  posted: number;
}

export interface World {
  zone: string;
  currency: string;
  /** The oldest first; the last is the live one. */
  versions: Version[];
  members: Map<string, Member>;
  orders: Map<string, Order>;
  vouchers: Map<string, Voucher>;
  referrals: Map<string, Referral>;
  /** Codes left in the pool. */
  codes: number;
  /** How many of a reward with a stock are taken, by its id. */
  redeemed: Map<string, number>;
}

/** The live program. */
export function live({ versions }: World): Program {
  const last = versions.at(-1);
  if (!last) throw new Error("The world has no program.");
  return last.program;
}

/** The program that was live at a time; the first one before there was any. */
export function programAt({ versions }: World, at: number): Program {
  const version = versions.filter(({ publishedAt }) => publishedAt <= at).at(-1) ?? versions[0];
  if (!version) throw new Error("The world has no program.");
  return version.program;
}

export function memberOf({ members }: World, customer: string): Member {
  const member = members.get(customer);
  if (!member) throw new Error(`${customer} is no member of the model.`);
  return member;
}

type Limits = Program["earning"]["actions"][number]["limits"];

/** Whether one of the limits is reached by what was done at these times. */
export function isLimited(limits: Limits, times: number[], now: number, zone: string): boolean {
  return limits.some(({ count, period }) => {
    const since = period === "ever" ? 0 : periodAround(period, now, zone).begins;
    return times.filter((at) => at >= since).length >= count;
  });
}
