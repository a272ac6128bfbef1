import type { StoreContext } from "../../stores/store-context.ts";
import { callShop } from "./call-shop.ts";
import { claimOne, type PublicationStatus } from "./claim.ts";
import { settle } from "./settle.ts";

/** How long somebody who waits for the answer is made to wait for a shop, milliseconds. */
const PATIENCE = 5000;

/**
 * Does at once what is due for the voucher's publication, and gives back its status after that; null where the voucher
 * has none.
 */
export async function publishNow(
  { environment, database, storeId, realNow }: StoreContext,
  code: string,
): Promise<PublicationStatus | null> {
  const { publication, connection, claimed } = await claimOne(database, storeId, code, realNow);
  if (!claimed) return publication;
  const outcome = await callShop({ environment, connection, patience: PATIENCE }, claimed, realNow);
  return settle(database, claimed, outcome, realNow);
}
