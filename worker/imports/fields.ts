/** What a column can hold. */

export const fields = [
  // Of a member, and of whom points or an order belong to.
  "customerId",
  "email",
  "phone",
  "firstName",
  "birthday",
  "segments",
  "language",
  "marketing",
  "marketingAt",
  "joinedAt",
  "tier",
  "spend",
  "orders",
  "referralCode",
  // Of points.
  "points",
  "pointsId",
  "earnedAt",
  "availableAt",
  "expiresAt",
  // Of an order.
  "orderId",
  "placedAt",
  "paidAt",
  "cancelledAt",
  "updatedAt",
  "currency",
  "total",
  "refunded",
] as const;
export type Field = (typeof fields)[number];

/** Which column of a platform's export holds what. */
export interface ColumnMap {
  /** As shoppers read it. */
  from: string;
  /** For each field the headers it may have, the likeliest first. Case, spaces and signs don't matter. */
  columns: Partial<Record<Field, readonly string[]>>;
  /** How the platform writes dates, where it isn't the year first. */
  dates?: "day-first" | "month-first";
}
