import { takeCustomer } from "../../members/take-customer.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import { people } from "../people.ts";
import type { Told } from "../platform.ts";
import type { Acting } from "./acting.ts";
import { dead, done, type Outcome } from "./outcome.ts";
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
      return takeOrder(context, told.orderId, told.update, acting.refunds.get(told.orderId) ?? []);
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
      return asked(people.merge, (merge) => merge(context, told.from, told.into));
    case "customer_redacted":
      return asked(people.erase, (erase) => erase(context, told.customerId, told.email));
    case "customer_data_requested":
      return asked(people.exportData, (exportData) => exportData(context, told.customerId, told.email));
    case "shop_redacted":
      return asked(people.eraseShop, (eraseShop) => eraseShop(context, acting.connection.id));
    case "nothing":
      return done(told.detail);
  }
}

async function asked<Verb>(verb: Verb | undefined, call: (verb: Verb) => Promise<string>): Promise<Outcome> {
  return verb ? done(await call(verb)) : dead("This has to be done by hand: nothing here does it yet.");
}
