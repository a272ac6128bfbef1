import type { Answer, Body, Call, Query } from "../call.ts";
import { at, Pages } from "../pages.ts";
import type { CallOptions } from "../send.ts";

/** The platforms that the store is connected to: `crm.connections`. */
export function connections(call: Call) {
  return {
    create: (connection: Body<"postV1Connections">, options?: CallOptions) =>
      call("postV1Connections", { body: connection }, options),

    list: (options?: CallOptions) => call("getV1Connections", {}, options),

    get: (id: string, options?: CallOptions) => call("getV1ConnectionsById", { path: { id } }, options),

    /** Replaces a secret (the one before stays good until the next), credentials, or whether vouchers are published. */
    update: (id: string, change: Body<"patchV1ConnectionsById">, options?: CallOptions) =>
      call("patchV1ConnectionsById", { path: { id }, body: change }, options),

    close: (id: string, options?: CallOptions) =>
      call("postV1ConnectionsByIdClose", { path: { id }, body: {} }, options),

    /** Asks the platform for the orders that changed since then, an ISO 8601 time. */
    reconcile: (id: string, since: string, options?: CallOptions) =>
      call("postV1ConnectionsByIdReconcile", { path: { id }, body: { since } }, options),

    /** How far the last of these are. */
    reconcileRuns: (id: string, options?: CallOptions) =>
      call("getV1ConnectionsByIdReconcile", { path: { id } }, options),
  };
}

/** What platforms delivered, and what came of it: `crm.inbox`. */
export function inbox(call: Call) {
  return {
    /** The last first; `{ status: "dead" }` for what nothing came of. */
    list: (query: Query<"getV1Inbox"> = {}, options?: CallOptions) =>
      new Pages<Answer<"getV1Inbox">>((cursor) =>
        call("getV1Inbox", { query: { ...query, ...at(cursor) } }, options),
      ),

    /** One delivery, with its body. */
    get: (id: string, options?: CallOptions) => call("getV1InboxById", { path: { id } }, options),

    /** Has a dead delivery worked again. */
    retry: (id: string, options?: CallOptions) =>
      call("postV1InboxByIdRetry", { path: { id }, body: {} }, options),
  };
}
