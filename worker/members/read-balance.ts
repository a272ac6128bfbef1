import { selectBalance, type Balance } from "../ledger/balance.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";

/** What the member has now; null for nobody. */
export async function readBalance(context: StoreContext, memberId: string): Promise<Balance | null> {
  const { database, storeId, now } = context;
  const [[balance]] = await readCurrent(context, [
    database.all<Balance>(selectBalance(storeId, memberId, now)),
  ]);
  return balance ?? null;
}
