import type { Rule } from "../../worker/ledger/entry.ts";
import type { Store } from "../tag.ts";

/** Points: what can be spent, what is on its way, and what is owed after a refund of spent points. */
export interface Balance {
  available: number;
  pending: number;
  debt: number;
}

/** What a referral gives to one of its two sides. Amounts are minor units. */
export type Benefit =
  | { type: "amount_off"; amount: number; /** 0: none */ minimumOrder: number; validDays: number }
  | { type: "points"; points: number };

/** What points buy. */
export interface Reward {
  id: string;
  name: string;
  type: string;
  /** Minor units, of what its price buys; `null` where it is not about an amount of money. */
  amount: number | null;
  /** Its price; where there are several the least. */
  points: number;
  /** Minor units; 0: none. */
  minimumOrder: number;
  validDays: number;
}

/** What the days of the hold are counted from. */
export type HoldFrom = "payment" | "fulfilment" | "release";

/** What anyone may know of a store's program. */
export interface Storefront {
  store: Store;
  program: {
    version: number;
    name: string;
    earning: {
      order: { points: number; /** minor units */ per: number } | null;
      signUp: number | null;
      holdDays: number;
      /** What those days are counted from. */
      holdFrom: HoldFrom;
    };
    /** By what points expire; the dates that come of it are with the entries. */
    expiry: object | null;
    rewards: Reward[];
    referral: {
      friend: Benefit;
      advocate: Benefit;
      newCustomersOnly: boolean;
      attributionDays: number;
      holdDays: number;
    } | null;
  };
}

export interface Voucher {
  code: string;
  name: string;
  type: string;
  /** Minor units of `currency`; `null` where it is not about an amount of money. */
  amount: number | null;
  currency: string;
  minimumOrder: number;
  source: "redemption" | "referral_friend" | "referral_advocate";
  /** Paid for it; 0 for referrals. */
  points: number;
  status: "pending" | "issued" | "used" | "expired" | "released" | "void";
  availableAt: string;
  expiresAt: string | null;
  createdAt: string;
  usedAt: string | null;
  orderId: string | null;
}

/** One line of the ledger, with why it is there. */
export interface Entry {
  id: string;
  kind: "earn" | "redeem" | "refund" | "release" | "expire" | "expire_reversed" | "adjust" | "transfer";
  /** Signed. */
  points: number;
  createdAt: string;
  availableAt: string | null;
  expiresAt: string | null;
  reason: {
    rule: Rule;
    programVersion: number;
    orderId?: string;
    rewardName?: string;
    voucherCode?: string;
    description?: string;
    firstName?: string;
    lines?: { id: string; points: number }[];
  };
  sentence: string;
}

/** A friend who followed the member's link and claimed. */
export interface Friend {
  firstName: string | null;
  status: "claimed" | "pending" | "rewarded" | "void";
  orderedAt: string | null;
  availableAt: string | null;
  benefit: Benefit;
}

/** Everything the panel shows a member, in one answer. */
export interface Panel extends Storefront {
  member: { id: string; firstName: string | null; joinedAt: string };
  balance: Balance;
  /** Soonest first, at most 5. */
  pending: { points: number; availableAt: string }[];
  /** What goes next. */
  expiring: { points: number; expiresAt: string } | null;
  /** Newest first, at most 20. */
  vouchers: Voucher[];
  /** Newest first, at most 20. */
  entries: Entry[];
  referral: {
    link: Pick<ReferralLink, "code" | "url" | "clicks"> | null;
    claimed: number;
    rewarded: number;
    earned: { points: number; amount: number };
    friends: Friend[];
  } | null;
  /** The Worker's clock. */
  now: string;
}

export interface ReferralLink {
  code: string;
  url: string;
  clicks: number;
  active: boolean;
}

/** What a friend is greeted with. */
export interface Invitation {
  code: string;
  advocate: { firstName: string | null };
  offer: Benefit;
  terms: { newCustomersOnly: boolean; attributionDays: number };
}

export interface Redeemed {
  redemption: { id: string; rewardId: string; points: number; createdAt: string };
  voucher: Voucher;
  balance: Balance;
}

export interface Claimed {
  referral: { id: string; status: string };
  /** `null` where the friend's benefit is points. */
  voucher: Voucher | null;
  advocate: { firstName: string | null };
}

export interface Signed {
  session: string;
  expiresAt: string;
  panel: Panel;
}

export interface EntryPage {
  items: Entry[];
  next: string | null;
}

/** What a member shows at a till. */
export interface Card {
  /** Ten digits. */
  number: string;
  /** For the QR. */
  code: string;
  /** When the code runs out. */
  expiresAt: string;
}
