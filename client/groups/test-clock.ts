import type { Answer, Body, Call } from "../call.ts";
import type { CallOptions } from "../send.ts";

/** The clock of a sandbox store: `crm.testClock`. */
export function testClock(call: Call) {
  return {
    get: (options?: CallOptions) => call("getV1TestClock", {}, options),

    /** Sets it forward, as far as one call goes: `reached` says whether it is there and all is posted. */
    advance: (change: Body<"postV1TestClock">, options?: CallOptions) =>
      call("postV1TestClock", { body: change }, options),

    /** Sets it forward to where it is to be, in as many calls as that takes. */
    async advanceTo(to: Date | string, options?: CallOptions): Promise<Answer<"postV1TestClock">> {
      const time = typeof to === "string" ? to : to.toISOString();
      for (;;) {
        // Each is a call of its own: a key that was given would be answered as the first time.
        const clock = await call(
          "postV1TestClock",
          { body: { to: time } },
          { ...options, idempotencyKey: crypto.randomUUID() },
        );
        if (clock.reached) return clock;
      }
    },
  };
}
