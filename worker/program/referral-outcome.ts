/** Whether a friend's order earns the advocate their reward, and why not. */
import type { ReferralTerms } from "./document.ts";
import { daysAfter } from "./lot-dates.ts";
import { keptMoney } from "./kept.ts";
import type { OrderState } from "./order.ts";

export interface ReferralFacts {
  /** When the friend claimed, milliseconds. */
  claimedAt: number;
  /** The store's, in which minimums are told (ISO 4217). */
  currency: string;
  /** The order was placed by the advocate, by customer id or address. */
  byAdvocate: boolean;
  /** The order used the friend's voucher. */
  voucherUsed: boolean;
  /** When the same customer first placed another order, milliseconds; null for never. */
  otherOrderAt: number | null;
  /** The date that was promised to the advocate when the order first qualified, milliseconds; null before. */
  promisedAt: number | null;
}

export type ReferralRefusal =
  | "not_paid"
  | "own_order"
  | "not_a_new_customer"
  | "placed_before_claim"
  | "claim_too_old"
  | "below_minimum"
  | "cancelled"
  | "refunded";

export type ReferralOutcome =
  { qualifies: true; availableAt: number } | { qualifies: false; refusal: ReferralRefusal };

/**
 * Whether this order, in this state, earns the referral's reward. Cancelling and refunding count
 * until the hold ends; what happens after it takes nothing back.
 */
export function referralOutcome(
  terms: ReferralTerms,
  order: OrderState,
  facts: ReferralFacts,
): ReferralOutcome {
  if (order.paidAt === null) return refused("not_paid");
  if (facts.byAdvocate) return refused("own_order");
  const placedAt = Date.parse(order.placedAt);
  if (placedAt < facts.claimedAt) return refused("placed_before_claim");
  if (terms.newCustomersOnly && facts.otherOrderAt !== null && facts.otherOrderAt < facts.claimedAt)
    return refused("not_a_new_customer");
  if (!facts.voucherUsed && placedAt > daysAfter(facts.claimedAt, terms.attributionDays))
    return refused("claim_too_old");
  const goods = keptMoney(order, [], facts.currency);
  if (goods === 0 || goods < terms.minimumOrder) return refused("below_minimum");
  const availableAt = facts.promisedAt ?? daysAfter(Date.parse(order.paidAt), terms.holdDays);
  if (order.cancelledAt !== null && Date.parse(order.cancelledAt) <= availableAt) return refused("cancelled");
  const refundsInHold = order.refunds.filter((refund) => Date.parse(refund.refundedAt) <= availableAt);
  const kept = keptMoney(order, refundsInHold, facts.currency);
  if (refundsInHold.length > 0 && (kept === 0 || kept < terms.minimumOrder)) return refused("refunded");
  return { qualifies: true, availableAt };
}

/** The sentence in which a person reads why a referral earned nothing. */
export function refusalSentence(refusal: ReferralRefusal): string {
  return {
    not_paid: "The friend's order has not been paid yet.",
    own_order: "The order was placed by the member who shared the link.",
    not_a_new_customer: "The friend had ordered from this store before.",
    placed_before_claim: "The order was placed before the friend claimed the welcome reward.",
    claim_too_old: "The friend ordered too long after claiming the welcome reward.",
    below_minimum: "The friend's order was below the minimum for this reward.",
    cancelled: "The friend's order was cancelled before the reward was due.",
    refunded: "The friend's order was refunded before the reward was due.",
  }[refusal];
}

function refused(refusal: ReferralRefusal): ReferralOutcome {
  return { qualifies: false, refusal };
}
