import type { Body, Call } from "../call.ts";
import type { CallOptions } from "../send.ts";

/** Points that are no order's: `crm.points`. */
export function points(call: Call) {
  return {
    /** Gives points for something that is not an order. */
    earn: (earning: Body<"postV1Earn">, options?: CallOptions) =>
      call("postV1Earn", { body: earning }, options),

    /** Tells that a member did one of the program's actions; `reference` makes it count once. */
    act: (done: Body<"postV1Actions">, options?: CallOptions) =>
      call("postV1Actions", { body: done }, options),

    /** Gives or takes points by hand, with a reason and who decided it. */
    adjust: (adjustment: Body<"postV1Adjustments">, options?: CallOptions) =>
      call("postV1Adjustments", { body: adjustment }, options),

    /** Moves points from one member to another, with their dates. */
    transfer: (transfer: Body<"postV1Transfers">, options?: CallOptions) =>
      call("postV1Transfers", { body: transfer }, options),
  };
}
