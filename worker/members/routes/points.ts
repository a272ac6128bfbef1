import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { currentKeyed } from "../../http/current.ts";
import { keyedBody } from "../../http/idempotency.ts";
import { KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../../http/problem.ts";
import { MOST_POINTS } from "../../program/document.ts";
import { adjust } from "../adjust.ts";
import { balanceSchema, entrySchema } from "../answers.ts";
import { earn } from "../earn.ts";
import { doneActionSchema, recordAction, type DoneActionAnswer } from "../record-action.ts";
import { memberReference, oneReference } from "../reference.ts";
import { transferPoints } from "../transfer.ts";

const tags = ["Points"];
const description = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .meta({ description: "What for; the shopper reads it.", example: "A review of the olive board" });
const entryAndBalance = z.object({ entry: entrySchema, balance: balanceSchema });
type EntryAndBalance = z.infer<typeof entryAndBalance>;

const earnRoute = createRoute({
  method: "post",
  path: "/v1/earn",
  summary: "Give a member points for something that is not an order",
  tags,
  request: {
    ...keyedBody(
      memberReference
        .extend({
          points: z.int().min(1).max(MOST_POINTS),
          description,
          hold: z.boolean().default(false).meta({ description: "Whether the program's hold applies." }),
        })
        .strict()
        .check(oneReference),
    ),
  },
  responses: {
    201: {
      description: "The entry, and the balance after it.",
      content: { "application/json": { schema: entryAndBalance } },
    },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "member_not_found", "program_not_found"),
  },
});

const actionRoute = createRoute({
  method: "post",
  path: "/v1/actions",
  summary: "Say that a member did one of the program's actions",
  tags,
  request: {
    ...keyedBody(
      memberReference
        .extend({
          action: z.string().min(1).max(63).meta({ description: "The action's id.", example: "review" }),
          reference: z.string().min(1).max(255).optional().meta({
            description:
              "The store's own id of this one time, such as the review's: told again for the member, it gives nothing more.",
          }),
        })
        .strict()
        .check(oneReference),
    ),
  },
  responses: {
    201: {
      description: "The entry (of the first time, where it is told again), and the balance now.",
      content: { "application/json": { schema: doneActionSchema } },
    },
    ...problems(
      ...SERVER_PROBLEMS,
      ...KEYED_PROBLEMS,
      "action_not_found",
      "action_limit_reached",
      "member_not_found",
      "program_not_found",
    ),
  },
});

const adjustmentRoute = createRoute({
  method: "post",
  path: "/v1/adjustments",
  summary: "Give or take points by hand",
  tags,
  request: {
    ...keyedBody(
      memberReference
        .extend({
          points: z
            .int()
            .min(-MOST_POINTS)
            .max(MOST_POINTS)
            .refine((points) => points !== 0, "Give or take at least one point.")
            .meta({
              description: "Given where positive; taken, from what is available, where negative.",
            }),
          description,
          actor: z.string().trim().min(1).max(200).meta({
            description: "Who decided it, as the store names its people. The shopper doesn't see it.",
            example: "Priya, support",
          }),
        })
        .strict()
        .check(oneReference),
    ),
  },
  responses: {
    201: {
      description: "The entry, and the balance after it.",
      content: { "application/json": { schema: entryAndBalance } },
    },
    ...problems(
      ...SERVER_PROBLEMS,
      ...KEYED_PROBLEMS,
      "insufficient_points",
      "member_not_found",
      "program_not_found",
    ),
  },
});

const oneMember = memberReference.strict().check(oneReference);
const transferredSchema = z.object({
  transfer: z
    .object({
      id: z.string(),
      from: z.string().meta({ description: "The member's id." }),
      to: z.string().meta({ description: "The member's id." }),
      points: z.int(),
      createdAt: z.iso.datetime(),
    })
    .meta({ id: "Transfer" }),
  balance: balanceSchema.meta({ description: "Of the member who sent them." }),
});

const transferRoute = createRoute({
  method: "post",
  path: "/v1/transfers",
  summary: "Move points from one member to another",
  tags,
  request: {
    ...keyedBody(
      z.strictObject({
        from: oneMember,
        to: oneMember,
        points: z.int().min(1).max(MOST_POINTS),
      }),
    ),
  },
  responses: {
    201: {
      description: "The transfer, and the balance of the member who sent the points.",
      content: { "application/json": { schema: transferredSchema } },
    },
    ...problems(
      ...SERVER_PROBLEMS,
      ...KEYED_PROBLEMS,
      "insufficient_points",
      "member_not_found",
      "program_not_found",
      "transfer_limit_reached",
      "transfers_not_offered",
    ),
  },
});

/** The server API's routes that give, take and move points beside orders and rewards. */
export const pointRoutes = router()
  .openapi(earnRoute, async (c) => {
    const { memberId, customerId, ...earning } = c.req.valid("json");
    const answer = await currentKeyed(c, "server", (context, request) =>
      earn(context, { memberId, customerId }, earning, request),
    );
    return c.json(answer.body as EntryAndBalance, 201);
  })
  .openapi(actionRoute, async (c) => {
    const { memberId, customerId, action, reference } = c.req.valid("json");
    const answer = await currentKeyed(c, "server", (context, request) =>
      recordAction(context, { memberId, customerId }, { action, reference, by: "store" }, request),
    );
    return c.json(answer.body as DoneActionAnswer, 201);
  })
  .openapi(adjustmentRoute, async (c) => {
    const { memberId, customerId, ...adjustment } = c.req.valid("json");
    const answer = await currentKeyed(c, "server", (context, request) =>
      adjust(context, { memberId, customerId }, adjustment, request),
    );
    return c.json(answer.body as EntryAndBalance, 201);
  })
  .openapi(transferRoute, async (c) => {
    const transfer = c.req.valid("json");
    const answer = await currentKeyed(c, "server", (context, request) =>
      transferPoints(context, transfer, request),
    );
    return c.json(answer.body as z.infer<typeof transferredSchema>, 201);
  });
