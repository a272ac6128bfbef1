import type { Answer, Call, Query } from "../call.ts";
import { at, Pages } from "../pages.ts";
import type { CallOptions } from "../send.ts";

/** What is to be told to members: `crm.notices`. */
export function notices(call: Call) {
  return {
    /** All of them, or those `after` the last that was handled, the oldest first. */
    list: (query: Query<"getV1Notices"> = {}, options?: CallOptions) =>
      new Pages<Answer<"getV1Notices">>((cursor) => {
        const { after, ...rest } = query;
        const from = cursor === undefined && after !== undefined ? { after } : at(cursor);
        return call("getV1Notices", { query: { ...rest, ...from } }, options);
      }),
  };
}
