import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { current, currentKeyed } from "../../http/current.ts";
import { keyedBody } from "../../http/idempotency.ts";
import { idOfCursor, page, pageQuery } from "../../http/paging.ts";
import { KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../../http/problem.ts";
import { inboxItem, inboxItemSchema, inboxItemWithBodySchema, inboxStatus } from "../inbox/answers.ts";
import { listInbox, readDelivery } from "../inbox/read.ts";
import { retryDelivery } from "../inbox/retry.ts";

const itemId = z.object({
  id: z.string().min(1).max(255).meta({ example: "inb_01k9zq3v5r0000000000000000" }),
});

const list = createRoute({
  method: "get",
  path: "/v1/inbox",
  summary: "List what platforms delivered, and what came of it",
  description: "`status=dead` lists what nothing came of and nothing will by itself, each with the reason.",
  tags: ["Connections"],
  request: { query: pageQuery.extend({ status: inboxStatus.optional() }) },
  responses: {
    200: {
      description: "Deliveries, the last first.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(inboxItemSchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, "invalid_request"),
  },
});

const read = createRoute({
  method: "get",
  path: "/v1/inbox/{id}",
  summary: "Read a delivery with its body",
  tags: ["Connections"],
  request: { params: itemId },
  responses: {
    200: {
      description: "The delivery.",
      content: { "application/json": { schema: inboxItemWithBodySchema } },
    },
    ...problems(...SERVER_PROBLEMS, "delivery_not_found", "invalid_request"),
  },
});

const retry = createRoute({
  method: "post",
  path: "/v1/inbox/{id}/retry",
  summary: "Have a dead delivery worked again",
  description:
    "As if it had just come in, within a minute: for when what its `detail` names is mended. One that waits is due at once.",
  tags: ["Connections"],
  request: { params: itemId, ...keyedBody(z.strictObject({})) },
  responses: {
    200: {
      description: "The delivery, waiting.",
      content: { "application/json": { schema: inboxItemSchema } },
    },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "delivery_not_found", "delivery_done"),
  },
});

/** The server API's routes about deliveries. */
export const inboxRoutes = router()
  .openapi(list, async (c) => {
    const { status, limit, cursor } = c.req.valid("query");
    const before = idOfCursor(cursor);
    const rows = await current(c, (context) => listInbox(context, status, before, limit + 1));
    return c.json(page(rows, limit, inboxItem), 200);
  })
  .openapi(read, async (c) => {
    const { id } = c.req.valid("param");
    const row = await current(c, (context) => readDelivery(context, id));
    return c.json({ ...inboxItem(row), body: row.body }, 200);
  })
  .openapi(retry, async (c) => {
    const { id } = c.req.valid("param");
    const answer = await currentKeyed(c, "server", (context, request) => retryDelivery(context, id, request));
    return c.json(answer.body as z.infer<typeof inboxItemSchema>, 200);
  });
