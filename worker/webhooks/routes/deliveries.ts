import { createRoute, z } from "@hono/zod-openapi";
import { eventId } from "../../events/event-id.ts";
import { requireEventNumber } from "../../events/read-events.ts";
import { router } from "../../http/app-types.ts";
import { current, currentKeyed } from "../../http/current.ts";
import { keyedBody } from "../../http/idempotency.ts";
import { cursorAfter, idOfCursor, pageQuery } from "../../http/paging.ts";
import { KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../../http/problem.ts";
import { deliveryAnswer, deliverySchema } from "../answers.ts";
import { readDeliveries } from "../read-deliveries.ts";
import { resendAfter } from "../resend.ts";
import { retryDelivery } from "../retry-delivery.ts";

const id = z.string().max(64).meta({ example: "whe_01kagx3v5r7h2m4q8s6t9w0y1z" });
const event = z.string().max(64).meta({ example: "evt_01kagx3v5r7h2m4q8s6t9w0y1z0000000042" });
const tags = ["Webhooks"];

const list = createRoute({
  method: "get",
  path: "/v1/webhook-endpoints/{id}/deliveries",
  summary: "List what was sent to a webhook endpoint",
  description: "Those that are done with are kept for 30 days.",
  tags,
  request: {
    params: z.object({ id }),
    query: pageQuery.extend({
      status: deliverySchema.shape.status.optional().meta({
        description: "Only these; a page may then hold less than its limit and still have a `next`.",
      }),
    }),
  },
  responses: {
    200: {
      description: "Deliveries, the latest event first.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(deliverySchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, "webhook_endpoint_not_found", "event_not_found", "invalid_request"),
  },
});

const retried = z
  .object({ eventId: z.string(), status: z.literal("pending"), nextAttemptAt: z.iso.datetime() })
  .meta({ id: "RetriedWebhookDelivery" });

const retry = createRoute({
  method: "post",
  path: "/v1/webhook-endpoints/{id}/deliveries/{eventId}/retry",
  summary: "Send an event to a webhook endpoint again",
  description: "At once, whatever became of it before; an endpoint that is off gets it when it is on.",
  tags,
  request: { params: z.object({ id, eventId: event }), ...keyedBody(z.strictObject({})) },
  responses: {
    200: { description: "It is on its way.", content: { "application/json": { schema: retried } } },
    ...problems(
      ...SERVER_PROBLEMS,
      ...KEYED_PROBLEMS,
      "webhook_endpoint_not_found",
      "event_not_found",
      "webhook_delivery_not_found",
    ),
  },
});

const moved = z
  .object({ id: z.string(), lastEventId: z.string().nullable() })
  .meta({ id: "MovedWebhookEndpoint" });

const resend = createRoute({
  method: "post",
  path: "/v1/webhook-endpoints/{id}/resend",
  summary: "Send a webhook endpoint all events after one",
  description:
    "Those of its types, each under the same `webhook-id` as before. With the latest event it passes over what it has " +
    "not got yet.",
  tags,
  request: {
    params: z.object({ id }),
    ...keyedBody(
      z.strictObject({
        after: event.nullable().meta({ description: "The event to go on after; null: from the first on." }),
      }),
    ),
  },
  responses: {
    200: { description: "Where it goes on.", content: { "application/json": { schema: moved } } },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "webhook_endpoint_not_found", "event_not_found"),
  },
});

/** The server API's routes about what is sent to webhook endpoints. */
export const deliveryRoutes = router()
  .openapi(list, async (c) => {
    const { id: endpointId } = c.req.valid("param");
    const { limit, cursor, status } = c.req.valid("query");
    const { id: storeId } = c.get("configuration").store;
    const from = idOfCursor(cursor);
    const before = from === null ? Number.MAX_SAFE_INTEGER : requireEventNumber(storeId, from);
    const { rows, next } = await current(c, (context) =>
      readDeliveries(context, endpointId, before, status, limit),
    );
    return c.json(
      { items: rows.map(deliveryAnswer), next: next === null ? null : cursorAfter(eventId(storeId, next)) },
      200,
    );
  })
  .openapi(retry, async (c) => {
    const { id: endpointId, eventId: which } = c.req.valid("param");
    const { body } = await currentKeyed(c, "server", (context, request) =>
      retryDelivery(context, endpointId, which, request),
    );
    return c.json(body as z.infer<typeof retried>, 200);
  })
  .openapi(resend, async (c) => {
    const { id: endpointId } = c.req.valid("param");
    const { after } = c.req.valid("json");
    const { body } = await currentKeyed(c, "server", (context, request) =>
      resendAfter(context, endpointId, after, request),
    );
    return c.json(body as z.infer<typeof moved>, 200);
  });
