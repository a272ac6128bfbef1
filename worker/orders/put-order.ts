import { refusalOf } from "../database/refusal.ts";
import { Problem } from "../http/problem.ts";
import { MEMBER_MERGED } from "../ledger/merge.ts";
import { MEMBER_ORDERS_CHANGED } from "../members/guard-orders.ts";
import { isEnrolledMeanwhile } from "../members/identify.ts";
import type { OrderUpdate } from "../program/order.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { OrderAnswer } from "./answers.ts";
import { requireRate } from "./require-rate.ts";
import { ORDER_CHANGED } from "./store-order.ts";
import { takeState, type Telling } from "./take-state.ts";
import { toldState } from "./told-state.ts";

/** Tries after other writes were quicker: enough for 50 deliveries of one member's orders at once. */
const MOST_TRIES = 20;

/** The longest wait before another try, milliseconds. */
const LONGEST_WAIT = 250;

/**
 * Takes the latest state of an order: posts what it is worth less what was posted for it (promise 6),
 * enrols its customer, marks its vouchers, and settles a referral it belongs to. One read, and one
 * write that is refused if anything it read has changed; then it is decided anew.
 *
 * A state older than the one known changes nothing of the order; the same state again answers the same. Throws the
 * problems `exchange_rate_missing`, `points_out_of_range` and, after many tries, `try_again`; and OrderMovedOn where the
 * telling says which revision it was decided from, and there is another.
 */
export async function putOrder(
  context: StoreContext,
  orderId: string,
  update: OrderUpdate,
  telling: Telling = {},
): Promise<OrderAnswer> {
  requireRate(update, context.configuration.store.currency);
  const told = await toldState(context.storeId, update, telling);
  return decidedAnew(() => takeState(context, orderId, told, telling));
}

/**
 * What deciding and writing gives back; after it was refused because something had changed, both are done again. Throws
 * the problem `try_again` after many tries.
 */
export async function decidedAnew<Result>(decideAndWrite: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await decideAndWrite();
    } catch (error) {
      if (!isChangedMeanwhile(error)) throw error;
      if (tries === MOST_TRIES) throw new Problem("try_again");
      // Those that were refused together would meet again together.
      const longest = Math.min(5 * 2 ** tries, LONGEST_WAIT);
      await new Promise((resume) => setTimeout(resume, Math.random() * longest));
    }
  }
}

const CHANGED = new Set([
  ORDER_CHANGED,
  MEMBER_ORDERS_CHANGED,
  MEMBER_MERGED,
  "voucher_changed",
  "referral_changed",
  "member_erased",
]);

/** Whether the write was refused because what it was decided from has changed: then it is decided anew. */
function isChangedMeanwhile(error: unknown): boolean {
  const refusal = refusalOf(error);
  return (
    isEnrolledMeanwhile(error) ||
    (refusal !== null && (CHANGED.has(refusal) || /^(orders|referrals|vouchers)\./.test(refusal)))
  );
}
