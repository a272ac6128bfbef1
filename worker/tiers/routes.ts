import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../http/app-types.ts";
import { current } from "../http/current.ts";
import { problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { tierSchema } from "./answers.ts";
import { readTier } from "./read-tier.ts";

const read = createRoute({
  method: "get",
  path: "/v1/members/{id}/tier",
  summary: "Read a member's tier",
  description:
    "The tier at this moment, what is missing to the next one, until when it is kept, and what keeps it longer.",
  tags: ["Members"],
  request: {
    params: z.object({ id: z.string().max(255).meta({ example: "mem_01k9zq3v5r0000000000000000" }) }),
  },
  responses: {
    200: {
      description: "The tier; null where the program has no tiers.",
      content: { "application/json": { schema: z.object({ tier: tierSchema.nullable() }) } },
    },
    ...problems(...SERVER_PROBLEMS, "member_not_found", "invalid_request"),
  },
});

/** The server API's routes about tiers. */
export const tierRoutes = router().openapi(read, async (c) => {
  const { id } = c.req.valid("param");
  return c.json({ tier: await current(c, (context) => readTier(context, id)) }, 200);
});
