import { createRoute, z } from "@hono/zod-openapi";
import { and, eq } from "drizzle-orm";
import { orders } from "../database/schema.ts";
import { router } from "../http/app-types.ts";
import { current } from "../http/current.ts";
import { BODY_PROBLEMS, Problem, problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { withdrawUsedAfterwards } from "../integrations/vouchers/answered.ts";
import { orderUpdate } from "../program/order.ts";
import { readCurrent } from "../stores/store-context.ts";
import { orderAnswer, orderAnswerSchema, orderSchema } from "./answers.ts";
import { putOrder } from "./put-order.ts";

const orderId = z.object({
  id: z.string().min(1).max(255).meta({ description: "The store's id of the order." }),
});

const put = createRoute({
  method: "put",
  path: "/v1/orders/{id}",
  summary: "Tell the latest state of an order",
  description:
    "Send the whole order whenever it changes: paid, edited, refunded, cancelled, in whatever order and however often. " +
    "What it is worth less what was posted for it is posted. A customer with an id is enrolled.",
  tags: ["Orders"],
  request: {
    params: orderId,
    body: { required: true, content: { "application/json": { schema: orderUpdate } } },
  },
  responses: {
    200: {
      description: "The order, and what its state did.",
      content: { "application/json": { schema: orderAnswerSchema } },
    },
    ...problems(
      ...SERVER_PROBLEMS,
      ...BODY_PROBLEMS,
      "exchange_rate_missing",
      "points_out_of_range",
      "try_again",
    ),
  },
});

const read = createRoute({
  method: "get",
  path: "/v1/orders/{id}",
  summary: "Read an order",
  tags: ["Orders"],
  request: { params: orderId },
  responses: {
    200: { description: "The order.", content: { "application/json": { schema: orderSchema } } },
    ...problems(...SERVER_PROBLEMS, "order_not_found", "invalid_request"),
  },
});

/** The server API's routes about orders. */
export const orderRoutes = router()
  .openapi(put, async (c) => {
    const { id } = c.req.valid("param");
    const update = c.req.valid("json");
    const answer = await current(c, (context) => putOrder(context, id, update));
    withdrawUsedAfterwards(c, answer.vouchers);
    return c.json(answer, 200);
  })
  .openapi(read, async (c) => {
    const { id } = c.req.valid("param");
    const order = await current(c, async (context) => {
      const { database, storeId } = context;
      const [[found]] = await readCurrent(context, [
        database
          .select()
          .from(orders)
          .where(and(eq(orders.storeId, storeId), eq(orders.id, id))),
      ]);
      return found;
    });
    if (!order) throw new Problem("order_not_found");
    return c.json(orderAnswer(order), 200);
  });
