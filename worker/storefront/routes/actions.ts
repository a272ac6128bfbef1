import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { currentKeyed } from "../../http/current.ts";
import { keyedBody } from "../../http/idempotency.ts";
import { KEYED_PROBLEMS, problems, SESSION_PROBLEMS } from "../../http/problem.ts";
import { doneActionSchema, recordAction, type DoneActionAnswer } from "../../members/record-action.ts";
import { keyQuery } from "../key-query.ts";
import { requireSession } from "../session.ts";

const actions = createRoute({
  method: "post",
  path: "/storefront/actions",
  summary: "Say that the member did an action that shoppers may say themselves",
  tags: ["Storefront"],
  request: {
    query: keyQuery,
    ...keyedBody(
      z.strictObject({
        action: z.string().min(1).max(63).meta({ description: "The action's id.", example: "visit" }),
        reference: z.string().min(1).max(255).optional().meta({
          description: "The page's own id of this one time: told again, it gives nothing more.",
        }),
      }),
    ),
  },
  responses: {
    201: {
      description: "The entry (of the first time, where it is told again), and the balance now.",
      content: { "application/json": { schema: doneActionSchema } },
    },
    ...problems(
      ...SESSION_PROBLEMS,
      ...KEYED_PROBLEMS,
      "action_not_found",
      "action_limit_reached",
      "member_not_found",
      "program_not_found",
    ),
  },
});

const storefront = router();
storefront.use("/storefront/actions", requireSession);

/** The storefront API's route about what a shopper did. */
export const storefrontActionRoutes = storefront.openapi(actions, async (c) => {
  const done = c.req.valid("json");
  const memberId = c.get("memberId");
  const answer = await currentKeyed(c, memberId, (context, request) =>
    recordAction(context, { memberId }, { ...done, reference: done.reference, by: "shopper" }, request),
  );
  return c.json(answer.body as DoneActionAnswer, 201);
});
