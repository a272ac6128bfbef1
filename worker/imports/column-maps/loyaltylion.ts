import type { ColumnMap } from "../fields.ts";

/**
 * LoyaltyLion. Its owner chooses the columns of the customer export and may rename each (help.loyaltylion.com,
 * "Export"); the profile knows customer id, email, enrolment date, approved, pending and lifetime points, tier and
 * birthday ("Managing members"). Headers are those of its API (`merchant_id`, `points_approved`), and the same in
 * words, which is assumed. Approved points are the balance; pending ones are not brought over.
 */
export const loyaltyLion: ColumnMap = {
  from: "LoyaltyLion",
  columns: {
    customerId: ["merchant_id", "customer id", "merchant customer id"],
    email: ["email", "emails", "customer email"],
    points: ["points_approved", "approved points", "points balance", "points"],
    firstName: ["first_name"],
    birthday: ["birthday", "date of birth"],
    joinedAt: ["enrolled_at", "enrollment date", "enrolment date"],
    tier: ["loyalty_tier", "tier", "current tier", "tier name"],
    referralCode: ["referral_url", "referral link", "referral_id"],
    expiresAt: ["points_expire_at", "points expiry date"],
  },
};
