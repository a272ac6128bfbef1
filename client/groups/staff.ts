import type { Answer, Body, Call, Query } from "../call.ts";
import { at, Pages } from "../pages.ts";
import type { CallOptions } from "../send.ts";

/** Who serves at the store's tills: `crm.staff`. */
export function staff(call: Call) {
  return {
    /** Somebody new; the answer holds the PIN to hand to them, this once. */
    create: (who: Body<"postV1Staff">, options?: CallOptions) => call("postV1Staff", { body: who }, options),

    /** All of them, those who were revoked too. */
    list: (query: Query<"getV1Staff"> = {}, options?: CallOptions) =>
      new Pages<Answer<"getV1Staff">>((cursor) =>
        call("getV1Staff", { query: { ...query, ...at(cursor) } }, options),
      ),

    /** A new PIN; the old one and every session of theirs stop. */
    newPin: (id: string, options?: CallOptions) =>
      call("postV1StaffByIdPin", { path: { id }, body: {} }, options),

    /** They serve no more, at once. */
    revoke: (id: string, options?: CallOptions) =>
      call("postV1StaffByIdRevoke", { path: { id }, body: {} }, options),

    /** What they did at the tills, newest first. */
    actions: (id: string, query: Query<"getV1StaffByIdTillActions"> = {}, options?: CallOptions) =>
      new Pages<Answer<"getV1StaffByIdTillActions">>((cursor) =>
        call("getV1StaffByIdTillActions", { path: { id }, query: { ...query, ...at(cursor) } }, options),
      ),
  };
}
