import type { Body, Call } from "../call.ts";
import type { CallOptions } from "../send.ts";

/** What members share: `crm.referrals`. */
export function referrals(call: Call) {
  return {
    /** The member's link; made at the first call, the same ever after. */
    link: (member: Body<"postV1ReferralLinks">, options?: CallOptions) =>
      call("postV1ReferralLinks", { body: member }, options),
  };
}
