import { addRefunds } from "../../orders/change-known.ts";
import { putOrder } from "../../orders/put-order.ts";
import type { OrderUpdate } from "../../program/order.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import type { ToldRefund } from "../platform.ts";
import { done, type Outcome } from "./outcome.ts";

/** Takes a state of an order, to which belong the refunds that were told by themselves. */
export async function takeOrder(
  context: StoreContext,
  orderId: string,
  update: OrderUpdate,
  refunds: ToldRefund[],
): Promise<Outcome> {
  const { order, posted, stale } = await putOrder(context, orderId, update, { refunds });
  // A refund that was told while the state was on its way may be missing from the one that stands.
  const added = refunds.length > 0 ? await addRefunds(context, orderId, refunds) : null;
  const points = `it is worth ${order.points} points, and ${posted + (added?.posted ?? 0)} were posted`;
  return done(
    stale
      ? `A later state of order ${orderId} was known already.`
      : order.memberId === null
        ? `Order ${orderId} is known; it is no member's.`
        : `Order ${orderId} is known: ${points}.`,
    order.memberId,
  );
}
