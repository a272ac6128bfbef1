/** What a row says, in our words, whatever file it comes from. */
import type { LotDates } from "../program/lot-dates.ts";
import type { OrderUpdate } from "../program/order.ts";
import type { MemberMonth } from "../program/tiers-figures.ts";

/** Points that were earned together. */
export interface ImportedLot extends LotDates {
  points: number;
  /** Milliseconds. */
  grantedAt: number;
  warnedAt: number | null;
}

/** What somebody said about marketing mail before. */
export interface ImportedConsent {
  marketing: boolean;
  /** Milliseconds. */
  saidAt: number;
  words: string | null;
}

/** Of whom a row is. */
export interface Person {
  customerId: string | null;
  email: string | null;
  firstName: string | null;
}

export interface MemberRecord extends Person {
  type: "member";
  /** As it is kept (E.164). */
  phone: string | null;
  /** The member number they had. */
  number: string | null;
  birthday: string | null;
  /** The last year whose birthday was given, where the file knows. */
  birthdayYear: number | null;
  segments: string[];
  /** BCP 47. */
  language: string | null;
  /** The oldest first. */
  consents: ImportedConsent[];
  /** Milliseconds; null where the file doesn't say. */
  joinedAt: number | null;
  lots: ImportedLot[];
  debt: number;
  /** What the row's points are known by: with it they are given once, else once a member. */
  pointsKey: string | null;
  /** What their tier is counted from. */
  months: MemberMonth[];
  /** As the file calls it. */
  tier: string | null;
  referralCode: string | null;
}

export interface OrderRecord {
  type: "order";
  orderId: string;
  update: OrderUpdate;
  /** Whether it counts in its member's months; those of our own export come with the member. */
  counts: boolean;
}

/** A line that is in an export for reading. */
export interface OtherRecord {
  type: "other";
  sentence: string;
}

export type ImportRecord = MemberRecord | OrderRecord | OtherRecord;
