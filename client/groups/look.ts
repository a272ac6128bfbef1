import type { Answer, Body, Call } from "../call.ts";
import type { CallOptions } from "../send.ts";

/** How the widget looks and speaks on the store's pages: `crm.look`. */
export function look(call: Call) {
  return {
    /** The store's look, whole, and how its colour reads. */
    get(options?: CallOptions): Promise<Answer<"getV1Look">> {
      return call("getV1Look", {}, options);
    },

    /** Gives the store a look: the whole document, what is left out is as every store begins with. */
    set(document: Body<"putV1Look">, options?: CallOptions): Promise<Answer<"putV1Look">> {
      return call("putV1Look", { body: document }, options);
    },

    /** What a look would change, and how its colour reads; nothing is written. */
    preview(document: Body<"putV1Look">, options?: CallOptions): Promise<Answer<"putV1Look">> {
      return call("putV1Look", { query: { dryRun: "true" }, body: document }, options);
    },
  };
}
