import { write } from "../../database/client.ts";
import { addRefunds } from "../../orders/change-known.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import type { ToldRefund } from "../platform.ts";
import { accessTo, type Acting } from "./acting.ts";
import { done, waitsForAnother, type Outcome } from "./outcome.ts";
import { takeChangedOrder } from "./take-changed-order.ts";
import { noteToldRefund } from "./told-refunds.ts";

/**
 * Takes a refund that comes without its order. It is noted first, so that it counts in whatever state of the order comes
 * later, and then added to the one that is known. Where none is, the platform is asked for it.
 */
export async function takeRefund(
  context: StoreContext,
  orderId: string,
  refund: ToldRefund,
  acting: Acting,
): Promise<Outcome> {
  await write(context.database, [noteToldRefund(context, orderId, refund)]);
  const added = await addRefunds(context, orderId, [refund]);
  if (added)
    return done(
      `The refund is part of order ${orderId}; ${added.posted} points were posted.`,
      added.memberId,
    );
  const noted = (acting.refunds.get(orderId) ?? []).filter(({ id }) => id !== refund.id);
  const more = { ...acting, refunds: new Map([[orderId, [...noted, refund]]]) };
  if (await accessTo(context, acting)) return takeChangedOrder(context, orderId, more);
  return waitsForAnother(
    context.realNow - acting.item.receivedAt,
    `Order ${orderId} isn't known yet; the refund counts as soon as it is.`,
  );
}
