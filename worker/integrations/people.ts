import type { StoreContext } from "../stores/store-context.ts";

/**
 * What platforms ask about people. Each says what it did in a sentence without personal data, may be called again with
 * the same, and throws a Problem where it can't be done. One that isn't there leaves the delivery dead, to be done by hand.
 */
interface People {
  /** Makes two customers one: what the first has becomes the second's. */
  merge?: (context: StoreContext, from: string, into: string) => Promise<string>;
  erase?: (context: StoreContext, customerId: string, email: string | null) => Promise<string>;
  exportData?: (context: StoreContext, customerId: string, email: string | null) => Promise<string>;
  /** Forgets everybody who came by the connection. */
  eraseShop?: (context: StoreContext, connectionId: string) => Promise<string>;
}

export const people: People = {};
