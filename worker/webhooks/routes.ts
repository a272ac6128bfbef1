import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../http/app-types.ts";
import { current, currentKeyed } from "../http/current.ts";
import { keyedBody } from "../http/idempotency.ts";
import { BODY_PROBLEMS, KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { readCurrent } from "../stores/store-context.ts";
import {
  endpointAnswer,
  endpointDescription,
  endpointSchema,
  endpointTypes,
  endpointUrl,
} from "./answers.ts";
import { changeEndpoint } from "./change-endpoint.ts";
import { createdAnswer, createEndpoint } from "./create-endpoint.ts";
import { deleteEndpoint } from "./delete-endpoint.ts";
import { findEndpoint, selectEndpoints } from "./find-endpoint.ts";
import { rotatedAnswer, rotateSecret } from "./rotate-secret.ts";
import { toolFields, type ToolName } from "./tools.ts";

const params = z.object({ id: z.string().max(64).meta({ example: "whe_01kagx3v5r7h2m4q8s6t9w0y1z" }) });
const tags = ["Webhooks"];
const one = {
  description: "The endpoint.",
  content: { "application/json": { schema: endpointSchema } },
};
const secret = z.string().meta({
  description: "What deliveries are signed with. It is shown this once. A mail tool has none.",
  example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
});

const common = { types: endpointTypes.default(null), description: endpointDescription.default(null) };
const newEndpoint = z.discriminatedUnion("format", [
  z.strictObject({ format: z.literal("standard_webhooks").optional(), url: endpointUrl, ...common }),
  z.strictObject({ format: z.literal("klaviyo"), ...toolFields.klaviyo, ...common }),
  z.strictObject({ format: z.literal("mailchimp"), ...toolFields.mailchimp, ...common }),
  z.strictObject({ format: z.literal("customer_io"), ...toolFields.customer_io, ...common }),
  z.strictObject({ format: z.literal("segment"), ...toolFields.segment, ...common }),
]);

const changes = {
  types: endpointTypes.optional(),
  description: endpointDescription.optional(),
  enabled: z.boolean().optional(),
};
const changeOf = <Name extends ToolName>(format: Name) =>
  z.strictObject({
    format: z.literal(format),
    apiKey: toolFields[format].apiKey.optional(),
    settings: toolFields[format].settings.optional(),
    ...changes,
  });
const endpointChange = z.discriminatedUnion("format", [
  z.strictObject({
    format: z.literal("standard_webhooks").optional(),
    url: endpointUrl.optional(),
    ...changes,
  }),
  changeOf("klaviyo"),
  changeOf("mailchimp"),
  changeOf("customer_io"),
  changeOf("segment"),
]);

const create = createRoute({
  method: "post",
  path: "/v1/webhook-endpoints",
  summary: "Have events sent to an address",
  description:
    "It gets the events that are written from now on, at least once each: by Standard Webhooks, or as calls of a mail " +
    "tool's own API.",
  tags,
  request: keyedBody(newEndpoint),
  responses: {
    201: {
      description: "The endpoint and its secret.",
      content: {
        "application/json": {
          schema: endpointSchema.extend({ secret: secret.nullable() }).meta({ id: "NewWebhookEndpoint" }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "webhook_endpoint_limit_reached"),
  },
});

const list = createRoute({
  method: "get",
  path: "/v1/webhook-endpoints",
  summary: "List the webhook endpoints",
  tags,
  responses: {
    200: {
      description: "All of them, the oldest first.",
      content: { "application/json": { schema: z.object({ items: z.array(endpointSchema) }) } },
    },
    ...problems(...SERVER_PROBLEMS),
  },
});

const read = createRoute({
  method: "get",
  path: "/v1/webhook-endpoints/{id}",
  summary: "Read a webhook endpoint",
  tags,
  request: { params },
  responses: {
    200: one,
    ...problems(...SERVER_PROBLEMS, "webhook_endpoint_not_found", "invalid_request"),
  },
});

const change = createRoute({
  method: "patch",
  path: "/v1/webhook-endpoints/{id}",
  summary: "Change a webhook endpoint, or switch it off or on",
  description:
    "What is left out stays. A mail tool's key and settings change where its `format` is said. One that is switched on goes on where it stopped, and gets what it missed; " +
    "`POST /v1/webhook-endpoints/{id}/resend` has it pass over that.",
  tags,
  request: {
    params,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: endpointChange,
        },
      },
    },
  },
  responses: {
    200: one,
    ...problems(
      ...SERVER_PROBLEMS,
      ...BODY_PROBLEMS,
      "webhook_endpoint_not_found",
      "webhook_endpoint_other_format",
    ),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/v1/webhook-endpoints/{id}",
  summary: "Delete a webhook endpoint",
  tags,
  request: { params },
  responses: {
    200: {
      description: "It is gone; deleting it again says the same.",
      content: { "application/json": { schema: z.object({ id: z.string(), deleted: z.literal(true) }) } },
    },
    ...problems(...SERVER_PROBLEMS, "webhook_endpoint_not_found", "invalid_request"),
  },
});

const rotate = createRoute({
  method: "post",
  path: "/v1/webhook-endpoints/{id}/rotate-secret",
  summary: "Give a webhook endpoint a new secret",
  description:
    "For a day deliveries are signed with both, so that none is refused while the new one is put in place.",
  tags,
  request: { params, ...keyedBody(z.strictObject({})) },
  responses: {
    201: {
      description: "The new secret.",
      content: {
        "application/json": {
          schema: z.object({ id: z.string(), secret, previousUntil: z.iso.datetime() }).meta({
            id: "RotatedWebhookSecret",
          }),
        },
      },
    },
    ...problems(
      ...SERVER_PROBLEMS,
      ...KEYED_PROBLEMS,
      "webhook_endpoint_not_found",
      "webhook_endpoint_other_format",
    ),
  },
});

/** The server API's routes about where events are sent. */
export const webhookRoutes = router()
  .openapi(create, async (c) => {
    const endpoint = c.req.valid("json");
    const answer = await currentKeyed(c, "server", (context, request) =>
      createEndpoint(context, endpoint, request),
    );
    const { id: storeId } = c.get("configuration").store;
    return c.json(await createdAnswer({ environment: c.env, storeId }, answer), 201);
  })
  .openapi(list, async (c) => {
    const [rows] = await current(c, (context) => readCurrent(context, [selectEndpoints(context)]));
    return c.json({ items: rows.map(endpointAnswer) }, 200);
  })
  .openapi(read, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(endpointAnswer(await current(c, (context) => findEndpoint(context, id))), 200);
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid("param");
    const changed = c.req.valid("json");
    return c.json(endpointAnswer(await current(c, (context) => changeEndpoint(context, id, changed))), 200);
  })
  .openapi(remove, async (c) => {
    const { id } = c.req.valid("param");
    await current(c, (context) => deleteEndpoint(context, id));
    return c.json({ id, deleted: true as const }, 200);
  })
  .openapi(rotate, async (c) => {
    const { id } = c.req.valid("param");
    const answer = await currentKeyed(c, "server", (context, request) => rotateSecret(context, id, request));
    return c.json(await rotatedAnswer(c.env, answer), 201);
  });
