import { takeCustomer } from "../../members/take-customer.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import { answerDataRequest, mergeCustomers, redactCustomer, redactShop } from "../people.ts";
import type { Told } from "../platform.ts";
import type { Acting } from "./acting.ts";
import { done, type Outcome } from "./outcome.ts";
import { takeAbridgedOrder } from "./take-abridged-order.ts";
import { takeOrder } from "./take-order.ts";
import { takeRefund } from "./take-refund.ts";
import { takeChangedOrder } from "./take-changed-order.ts";

/**
 * Does what a delivery says, and gives back what came of it. The same again changes nothing more. Throws what
 * `outcomeOfFailure` knows.
 */
export async function actOn(context: StoreContext, told: Told, acting: Acting): Promise<Outcome> {
  switch (told.kind) {
    case "order":
      return told.abridged === true
        ? takeAbridgedOrder(context, told.orderId, told.update, acting)
        : takeOrder(context, told.orderId, told.update, acting.refunds.get(told.orderId) ?? []);
    case "refund":
      return takeRefund(context, told.orderId, told.refund, acting);
    case "order_changed":
      return takeChangedOrder(context, told.orderId, acting);
    case "customer": {
      const { memberId, detail } = await takeCustomer(
        context,
        told.customer,
        told.customer.updatedAt ?? acting.item.receivedAt,
      );
      return done(detail, memberId);
    }
    case "customer_deleted":
      return done(
        "The account is gone over there. The member keeps their points, and is known by the same customer id if an order still names it.",
      );
    case "customers_merged":
      return mergeCustomers(context, told.from, told.into);
    case "customer_redacted":
      return redactCustomer(context, { id: told.customerId, email: told.email });
    case "customer_data_requested":
      return answerDataRequest(context, { id: told.customerId, email: told.email });
    case "shop_redacted":
      return redactShop(context, acting.connection.id);
    case "nothing":
      return done(told.detail);
  }
}
