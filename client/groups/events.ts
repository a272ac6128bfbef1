import type { Answer, Body, Call, Query } from "../call.ts";
import { at, Pages } from "../pages.ts";
import type { CallOptions } from "../send.ts";

/** What happened in the store, in one log: `crm.events`. */
export function events(call: Call) {
  return {
    /** All events, or those `after` the last that was handled, in the order in which they were written. */
    list: (
      { types, ...query }: Omit<Query<"getV1Events">, "types"> & { types?: string[] } = {},
      options?: CallOptions,
    ) =>
      new Pages<Answer<"getV1Events">>((cursor) => {
        const { after, ...rest } = query;
        const from = cursor === undefined && after !== undefined ? { after } : at(cursor);
        const only = types === undefined ? {} : { types: types.join(",") };
        return call("getV1Events", { query: { ...rest, ...only, ...from } }, options);
      }),

    get: (id: string, options?: CallOptions) => call("getV1EventsById", { path: { id } }, options),
  };
}

/** Where events are sent: `crm.webhookEndpoints`. */
export function webhookEndpoints(call: Call) {
  return {
    /** The answer holds the secret that deliveries are signed with, this once. */
    create: (endpoint: Body<"postV1WebhookEndpoints">, options?: CallOptions) =>
      call("postV1WebhookEndpoints", { body: endpoint }, options),

    list: (options?: CallOptions) => call("getV1WebhookEndpoints", {}, options),

    get: (id: string, options?: CallOptions) => call("getV1WebhookEndpointsById", { path: { id } }, options),

    /** Changes it, or switches it off or on: what is left out stays. */
    update: (id: string, change: Body<"patchV1WebhookEndpointsById">, options?: CallOptions) =>
      call("patchV1WebhookEndpointsById", { path: { id }, body: change }, options),

    delete: (id: string, options?: CallOptions) =>
      call("deleteV1WebhookEndpointsById", { path: { id } }, options),

    /** Gives it a new secret; for a day both sign. */
    rotateSecret: (id: string, options?: CallOptions) =>
      call("postV1WebhookEndpointsByIdRotateSecret", { path: { id }, body: {} }, options),

    /** What was sent to it, the latest event first. */
    deliveries: (
      id: string,
      query: Query<"getV1WebhookEndpointsByIdDeliveries"> = {},
      options?: CallOptions,
    ) =>
      new Pages<Answer<"getV1WebhookEndpointsByIdDeliveries">>((cursor) =>
        call(
          "getV1WebhookEndpointsByIdDeliveries",
          { path: { id }, query: { ...query, ...at(cursor) } },
          options,
        ),
      ),

    /** Sends it one event again. */
    retry: (id: string, eventId: string, options?: CallOptions) =>
      call(
        "postV1WebhookEndpointsByIdDeliveriesByEventIdRetry",
        { path: { id, eventId }, body: {} },
        options,
      ),

    /** Sends it all events after this one again; null: from the first on. */
    resendAfter: (id: string, after: string | null, options?: CallOptions) =>
      call("postV1WebhookEndpointsByIdResend", { path: { id }, body: { after } }, options),
  };
}
