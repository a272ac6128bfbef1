import { and, eq } from "drizzle-orm";
import { orders } from "../database/schema.ts";
import { orderFrom, type OrderState } from "../program/order.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { decidedAnew } from "./put-order.ts";
import { readOrder, type OrderRow } from "./read-order.ts";
import { postState } from "./take-state.ts";
import { withRefunds, type Refund, type ToldState } from "./told-state.ts";

/** What became of a known order that was changed. */
export interface ChangedKnown {
  memberId: string | null;
  /** Points that were posted, negative where they were taken back; 0 where nothing of the order changed. */
  posted: number;
}

/**
 * Adds refunds that were told by themselves to the state of the order that is known. Those that the state has already
 * are left as they are. null where the order isn't known. Throws the problem `try_again`.
 */
export function addRefunds(
  context: StoreContext,
  orderId: string,
  refunds: Refund[],
): Promise<ChangedKnown | null> {
  return changeKnown(context, orderId, (state) => withRefunds(state, refunds));
}

/**
 * Cancels the order that is known, at the time `at` (milliseconds), where it isn't cancelled: its platform has it no
 * longer, and says no more of it. null where the order isn't known. Throws the problem `try_again`.
 */
export function cancelKnown(
  context: StoreContext,
  orderId: string,
  at: number,
): Promise<ChangedKnown | null> {
  const cancelledAt = new Date(at).toISOString();
  return changeKnown(context, orderId, (state) =>
    state.cancelledAt === null ? { ...state, cancelledAt } : state,
  );
}

/** The changed state stays as old as the known one: a later one of the order's own replaces it. */
async function changeKnown(
  context: StoreContext,
  orderId: string,
  change: (state: OrderState) => OrderState,
): Promise<ChangedKnown | null> {
  return decidedAnew(async () => {
    const stored = await readStored(context, orderId);
    if (!stored) return null;
    const { memberId } = stored;
    const before = orderFrom(stored.state);
    const state = change(before);
    if (state === before) return { memberId, posted: 0 };
    const { customerId, emailKey, placedAt, updatedAt, stateHash: hash } = stored;
    const customer = { id: customerId, email: null, emailKey, firstName: null, memberId: null };
    const told: ToldState = { state, customer, placedAt, updatedAt, hash };
    // What is changed is what was read: the write names the revision of `stored`.
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
