/**
 * What an order's points depend on beside its own state and the program's version. Decided when the order is first
 * posted to a member, and kept with it, so that each of its states is counted alike whenever it arrives.
 */
export interface OrderTerms {
  /** The member's tier then; null below the first, or where the program has none. */
  tier: string | null;
  /** Whether the store had told of no other order of the customer's. */
  firstOrder: boolean;
  /** The store's time zone (IANA) and currency (ISO 4217). */
  timeZone: string;
  currency: string;
}
