import type { OrderUpdate } from "../../program/order.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import { PlatformRefused } from "../platform.ts";
import { accessTo, type Acting } from "./acting.ts";
import type { Outcome } from "./outcome.ts";
import { takeChangedOrder } from "./take-changed-order.ts";
import { takeOrder } from "./take-order.ts";

/**
 * Takes an order whose delivery leaves something out (its refunds are told by their totals alone): as the platform has it
 * in whole, where it can be asked, else as it was delivered. The whole state outranks the other, in whatever order they come.
 */
export async function takeAbridgedOrder(
  context: StoreContext,
  orderId: string,
  update: OrderUpdate,
  acting: Acting,
): Promise<Outcome> {
  try {
    if (await accessTo(context, acting)) return await takeChangedOrder(context, orderId, acting);
  } catch (error) {
    // Credentials that don't work any more are no reason to lose the order.
    if (!(error instanceof PlatformRefused)) throw error;
  }
  return takeOrder(context, orderId, update, acting.refunds.get(orderId) ?? []);
}
