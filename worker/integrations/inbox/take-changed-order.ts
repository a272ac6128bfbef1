import type { StoreContext } from "../../stores/store-context.ts";
import { NotUnderstood } from "../platform.ts";
import { platformOf } from "../platforms.ts";
import { cancelKnown } from "../../orders/change-known.ts";
import { accessTo, type Acting } from "./acting.ts";
import { dead, done, type Outcome } from "./outcome.ts";
import { takeOrder } from "./take-order.ts";

/** Reads an order from the platform, as it stands over there, and takes that state. */
export async function takeChangedOrder(
  context: StoreContext,
  orderId: string,
  acting: Acting,
): Promise<Outcome> {
  const access = await accessTo(context, acting);
  if (!access)
    return dead(
      `This says that order ${orderId} changed, and not into what; give the connection credentials with which to read it.`,
    );
  const platform = platformOf(acting.connection.platform);
  const delivery = await platform.readOrder(access, orderId);
  if (!delivery) return takeGoneOrder(context, orderId, acting.item.receivedAt);
  const told = platform.translate(delivery);
  if (told.kind !== "order") throw new NotUnderstood(`Order ${orderId} could not be read from the platform.`);
  return takeOrder(context, told.orderId, told.update, acting.refunds.get(told.orderId) ?? []);
}

/** The order was deleted over there: as it was cancelled, for nobody can say any more that it wasn't. */
async function takeGoneOrder(context: StoreContext, orderId: string, at: number): Promise<Outcome> {
  const cancelled = await cancelKnown(context, orderId, at);
  return cancelled
    ? done(
        `Order ${orderId} isn't there any more, and counts as cancelled; ${cancelled.posted} points were posted.`,
        cancelled.memberId,
      )
    : done(`Order ${orderId} isn't there any more, and was never known here.`);
}
