import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { current, currentKeyed } from "../../http/current.ts";
import { keyedBody } from "../../http/idempotency.ts";
import { BODY_PROBLEMS, KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../../http/problem.ts";
import { verifyCurrent } from "../../stores/store-context.ts";
import { connectionAnswer, connectionSchema, type Connection } from "../connections/answers.ts";
import { changeConnection } from "../connections/change.ts";
import { closeConnection } from "../connections/close.ts";
import { createConnection } from "../connections/create.ts";
import { connectionChange, newConnection } from "../connections/fields.ts";
import { findConnection } from "../connections/find.ts";

export const connectionId = z.object({
  id: z.string().min(1).max(255).meta({ example: "con_01k9zq3v5r0000000000000000" }),
});

const answer = (description: string) => ({
  description,
  content: { "application/json": { schema: connectionSchema } },
});

const create = createRoute({
  method: "post",
  path: "/v1/connections",
  summary: "Connect the store to a shop of a platform",
  description:
    "Its deliveries are taken from then on at the `deliveryUrl` of the answer. Secrets are kept sealed and never shown.",
  tags: ["Connections"],
  request: keyedBody(newConnection),
  responses: {
    201: answer("The connection."),
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "shop_connected"),
  },
});

const list = createRoute({
  method: "get",
  path: "/v1/connections",
  summary: "List the connections",
  tags: ["Connections"],
  responses: {
    200: {
      description: "Those that are open, the first one first; at most 20.",
      content: { "application/json": { schema: z.object({ items: z.array(connectionSchema) }) } },
    },
    ...problems(...SERVER_PROBLEMS),
  },
});

const read = createRoute({
  method: "get",
  path: "/v1/connections/{id}",
  summary: "Read a connection",
  tags: ["Connections"],
  request: { params: connectionId },
  responses: {
    200: answer("The connection."),
    ...problems(...SERVER_PROBLEMS, "connection_not_found", "invalid_request"),
  },
});

const change = createRoute({
  method: "patch",
  path: "/v1/connections/{id}",
  summary: "Change what a connection is signed and called with",
  description:
    "What is left out stays. A new webhookSecret leaves the one before good until the next, so that no delivery is refused " +
    "while it is replaced. The same change again changes nothing, so it takes no Idempotency-Key.",
  tags: ["Connections"],
  request: {
    params: connectionId,
    body: { required: true, content: { "application/json": { schema: connectionChange } } },
  },
  responses: {
    200: answer("The connection."),
    ...problems(...SERVER_PROBLEMS, ...BODY_PROBLEMS, "connection_not_found", "try_again"),
  },
});

const close = createRoute({
  method: "post",
  path: "/v1/connections/{id}/close",
  summary: "Disconnect a shop",
  description:
    "Its deliveries are refused from then on, and its secrets and credentials forgotten. What was delivered before is still worked.",
  tags: ["Connections"],
  request: { params: connectionId, ...keyedBody(z.strictObject({})) },
  responses: {
    200: answer("The connection as it was closed."),
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "connection_not_found"),
  },
});

/** The server API's routes about connections to platforms. */
export const connectionRoutes = router()
  .openapi(create, async (c) => {
    const input = c.req.valid("json");
    const { origin } = new URL(c.req.url);
    const made = await currentKeyed(c, "server", (context, request) =>
      createConnection(context, input, origin, request),
    );
    return c.json(made.body as Connection, 201);
  })
  .openapi(list, async (c) => {
    const rows = await current(c, async (context) => {
      await verifyCurrent(context);
      return context.configuration.connections;
    });
    const { origin } = new URL(c.req.url);
    const items = await Promise.all(rows.map((row) => connectionAnswer(c.env, origin, row)));
    return c.json({ items }, 200);
  })
  .openapi(read, async (c) => {
    const { id } = c.req.valid("param");
    const row = await current(c, async (context) => {
      await verifyCurrent(context);
      return findConnection(context, id);
    });
    return c.json(await connectionAnswer(c.env, new URL(c.req.url).origin, row), 200);
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid("param");
    const changes = c.req.valid("json");
    const row = await current(c, (context) => changeConnection(context, id, changes));
    return c.json(await connectionAnswer(c.env, new URL(c.req.url).origin, row), 200);
  })
  .openapi(close, async (c) => {
    const { id } = c.req.valid("param");
    const { origin } = new URL(c.req.url);
    const closed = await currentKeyed(c, "server", (context, request) =>
      closeConnection(context, id, origin, request),
    );
    return c.json(closed.body as Connection, 200);
  });
