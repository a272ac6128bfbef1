import { createRoute } from "@hono/zod-openapi";
import { router } from "../http/app-types.ts";
import { current, currentKeyed } from "../http/current.ts";
import { keyedBody } from "../http/idempotency.ts";
import { KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { verifyCurrent } from "../stores/store-context.ts";
import { clockAnswer, clockChange, clockSchema, setClockSchema, type SetClock } from "./answers.ts";
import { setClock } from "./set-clock.ts";

const tags = ["Test clock"];

const read = createRoute({
  method: "get",
  path: "/v1/test-clock",
  summary: "Read the store's clock",
  tags,
  responses: {
    200: { description: "The clock.", content: { "application/json": { schema: clockSchema } } },
    ...problems(...SERVER_PROBLEMS),
  },
});

const set = createRoute({
  method: "post",
  path: "/v1/test-clock",
  summary: "Set a sandbox store's clock forward",
  description:
    "What falls due on the way comes about as it would have by waiting: holds end, warnings are given, points expire, " +
    "tiers change, birthdays come, vouchers run out. The real time, by which tokens and sessions go, stays.",
  tags,
  request: {
    ...keyedBody(clockChange),
  },
  responses: {
    200: {
      description: "Where the clock stands.",
      content: { "application/json": { schema: setClockSchema } },
    },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "not_a_sandbox", "try_again"),
  },
});

/** The server API's routes about the store's clock. */
export const timeRoutes = router()
  .openapi(read, async (c) => {
    const answer = await current(c, async (context) => {
      await verifyCurrent(context);
      return clockAnswer(context);
    });
    return c.json(answer, 200);
  })
  .openapi(set, async (c) => {
    const change = c.req.valid("json");
    const answer = await currentKeyed(c, "server", (context, request) => setClock(context, change, request));
    return c.json(answer.body as SetClock, 200);
  });
