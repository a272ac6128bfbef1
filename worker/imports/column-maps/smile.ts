import type { ColumnMap } from "../fields.ts";

/**
 * Smile.io. Its own import takes `email` and `points` and nothing else (help.smile.io, "Import points with a CSV
 * file"). The other names are those of its API's customer object (dev.smile.io): its export shows the same things, and
 * which headers it gives them is assumed.
 */
export const smile: ColumnMap = {
  from: "Smile.io",
  columns: {
    email: ["email", "customer email"],
    points: ["points", "points_balance", "points balance"],
    firstName: ["first_name"],
    birthday: ["date_of_birth", "birthday"],
    joinedAt: ["member_since", "joined_at", "created_at"],
    tier: ["vip_tier", "vip tier", "vip_tier_name"],
    referralCode: ["referral_url", "referral link"],
    expiresAt: ["points_expire_at", "points expiry date"],
  },
};
