import type { Body, Call } from "../call.ts";
import type { CallOptions } from "../send.ts";

/** The store's orders: `crm.orders`. */
export function orders(call: Call) {
  return {
    /**
     * Tells the latest state of an order, the whole of it: what it is worth less what was posted for it before is
     * posted. The same state may be told as often as you like.
     */
    tell: (id: string, order: Body<"putV1OrdersById">, options?: CallOptions) =>
      call("putV1OrdersById", { path: { id }, body: order }, options),

    get: (id: string, options?: CallOptions) => call("getV1OrdersById", { path: { id } }, options),
  };
}
