import { and, eq } from "drizzle-orm";
import { orders } from "../database/schema.ts";
import { orderFrom } from "../program/order.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { decidedAnew } from "./put-order.ts";
import { readOrder, type OrderRow } from "./read-order.ts";
import { postState } from "./take-state.ts";
import { withRefunds, type Refund, type ToldState } from "./told-state.ts";

/** What became of refunds that were told by themselves. */
export interface AddedRefunds {
  memberId: string | null;
  /** Points that they took back, negative; 0 where the order had them all. */
  posted: number;
}

/**
 * Adds refunds that were told by themselves to the state of the order that is known, which stays as old as it is: a
 * later one of its own replaces it. Those that the state has already are left as they are. null where the order isn't
 * known. Throws the problem `try_again`.
 */
export async function addRefunds(
  context: StoreContext,
  orderId: string,
  refunds: Refund[],
): Promise<AddedRefunds | null> {
  return decidedAnew(async () => {
    const stored = await readStored(context, orderId);
    if (!stored) return null;
    const { memberId } = stored;
    const before = orderFrom(stored.state);
    const state = withRefunds(before, refunds);
    if (state === before) return { memberId, posted: 0 };
    const { customerId, emailKey, placedAt, updatedAt, stateHash: hash } = stored;
    const customer = { id: customerId, email: null, emailKey, firstName: null, memberId: null };
    const told: ToldState = { state, customer, placedAt, updatedAt, hash };
    // What is added to is what was read: the write names the revision of `stored`.
    const facts = { ...(await readOrder(context, orderId, told)), stored };
    const latest = { state, hash, placedAt, updatedAt, customerId, emailKey };
    const { posted } = await postState(context, orderId, latest, facts, { memberId, enrolment: [] });
    return { memberId, posted };
  });
}

async function readStored(context: StoreContext, orderId: string): Promise<OrderRow | undefined> {
  const { database, storeId } = context;
  const [[stored]] = await readCurrent(context, [
    database
      .select()
      .from(orders)
      .where(and(eq(orders.storeId, storeId), eq(orders.id, orderId))),
  ]);
  return stored;
}
