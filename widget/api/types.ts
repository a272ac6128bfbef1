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
  /** The prices to choose from, points, and what each step is worth, minor units. */
  sliding: { minimum: number; maximum: number; step: number; amount: number } | null;
  percent?: number;
  /** The most that a percentage takes off, minor units. */
  ceiling?: number;
  productName?: string;
  description?: string;
  partner?: string;
  url?: string;
  cause?: string;
  /** Minor units; 0: none. */
  minimumOrder: number;
  /** The most of an order that it pays for, per cent. */
  maximumShare: number | null;
  someProducts: boolean;
  validDays: number;
  /** How often a member can have it. */
  limits: { count: number; period: Period }[];
  from: string | null;
  until: string | null;
  /** Ids of the tiers it is for; empty: everyone. */
  tiers: string[];
  cancellable: boolean;
  /** How it stands for the member; `null` where nobody is signed in. */
  standing: Standing | null;
}

export interface Standing {
  open: boolean;
  why: "not_open_yet" | "other_tiers" | "out_of_stock" | "limit_reached" | null;
  /** Of a limit that is reached: from when on there is another; `null`: never. */
  againAt: string | null;
  /** How many there are for everyone; `null`: as many as are wanted. */
  left: number | null;
}

/** What the days of the hold are counted from. */
export type HoldFrom = "payment" | "fulfilment" | "release";

export type Period = "order" | "day" | "week" | "month" | "year" | "ever";

/** Something that gives points when it is done. */
export interface Way {
  id: string;
  name: string;
  points: number;
  by: "store" | "shopper";
  limits: { count: number; period: Period }[];
  /** Where it is done. */
  url: string | null;
}

/** Products by any of these. */
export interface ProductSet {
  productIds: string[];
  skus: string[];
  collections: string[];
  tags: string[];
}

/** What is earned for every `per`, minor units. */
interface Rate {
  points: number;
  per: number;
}

export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

export interface Campaign {
  id: string;
  name: string;
  type: "multiply" | "add";
  multiplier: number | null;
  points: number | null;
  until: string | null;
  /** In the store's time zone; empty: every day. */
  weekdays: Weekday[];
  /** Of the day there; `until` is not included. */
  hours: { from: number; until: number } | null;
  /** Ids of the tiers it is for; empty: everyone. */
  tiers: string[];
  /** What it gives and when, in plain English. */
  sentence: string;
  firstOrder: boolean;
  /** `null`: all. */
  products: ProductSet | null;
  /** Minor units; 0: none. */
  minimumOrder: number;
}

export interface TierLevel {
  id: string;
  name: string;
  /** Minor units, points or orders, as `by` says. */
  threshold: number;
  multiplier: number;
  /** Points for reaching it, once. */
  bonus: number | null;
  benefits: string[];
}

/** What tiers count. */
export type TierBasis = "spend" | "points" | "orders";

/** Where the member stands. */
export interface MemberTier {
  /** `null` below the first tier. */
  id: string | null;
  name: string | null;
  benefits: string[];
  multiplier: number;
  by: TierBasis;
  figure: number;
  /** Nothing is missing where it is reached already, and begins with the next period. */
  next: {
    id: string;
    name: string;
    threshold: number;
    missing: number;
    /** The moment before which it has to be reached. */
    by: string | null;
    /** When it would begin; `null`: at once. */
    startsAt: string | null;
  } | null;
  /** When they move down if nothing happens. */
  keptUntil: string | null;
  /** What keeps it beyond that, and the moment before which it has to come. */
  keep: { missing: number; by: string } | null;
  /** How it changes next if nothing happens. */
  change: { at: string; to: { id: string; name: string } | null } | null;
}

/** What anyone may know of a store's program. */
export interface Storefront {
  store: Store & {
    /** How shoppers may prove who they are, besides by the store's own sign-in. */
    signIn?: { email: boolean };
    /** The store's own sentences in the panel's language. */
    words?: Record<string, string>;
  };
  program: {
    version: number;
    name: string;
    earning: {
      order:
        | (Rate & {
            rounding: "down" | "nearest" | "up";
            includeTax: boolean;
            includeShipping: boolean;
            rates: (Rate & { products: ProductSet })[];
            exclude: ProductSet | null;
          })
        | null;
      /** How multipliers of the tier and of campaigns go together. */
      stacking: { multipliers: "best" | "add"; atMost: number | null };
      caps: { points: number; period: Exclude<Period, "ever"> }[];
      signUp: number | null;
      birthday: number | null;
      actions: Way[];
      campaigns: Campaign[];
      holdDays: number;
      /** What those days are counted from. */
      holdFrom: HoldFrom;
    };
    tiers: { by: TierBasis; levels: TierLevel[] } | null;
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
  percent?: number;
  productName?: string;
  description?: string;
  partner?: string;
  url?: string;
  cause?: string;
  status: "pending" | "issued" | "used" | "expired" | "released" | "void";
  /** Whether the member may give it back now and have the points again. */
  cancellable: boolean;
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
    /** The tier that the order earned by, or whose bonus it is. */
    tier?: string;
    campaigns?: string[];
    cap?: string;
    otherOrderId?: string;
    /** Points that a refund did not take back, by the program's rule on debt. */
    forgiven?: number;
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
  /** `null` where the program has no tiers. */
  tier: MemberTier | null;
  balance: Balance;
  /** Soonest first, at most 5. */
  pending: { points: number; availableAt: string }[];
  /** What goes next. */
  expiring: { points: number; expiresAt: string } | null;
  /** How each of the program's actions stands for the member. */
  actions: { id: string; counts: boolean; countsAgainAt: string | null }[];
  /** Rewards that are not open to the member now, and may be. */
  otherRewards: Reward[];
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

/** A session of the rung that a shopper climbs by emailed codes: the refresh token gets the next one. */
export interface SignedByCode extends Signed {
  refresh: string;
}

/** A code is on its way. */
export interface CodeSent {
  expiresAt: string;
  /** When another may be asked for. */
  askAgainAfter: string;
  /** The member's address, all but its first letter and host hidden; only where they are signed in. */
  sentTo?: string;
}

/** What members say of themselves. */
export interface Profile {
  firstName: string | null;
  email: string | null;
  /** MM-DD. */
  birthday: string | null;
  birthdayChangeable: boolean;
  /** BCP 47; `null`: that of the page. */
  language: string | null;
  consent: { marketing: boolean; changedAt: string | null };
  joinedAt: string;
  /** Ten digits. */
  number: string | null;
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
