import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../http/app-types.ts";
import { current } from "../http/current.ts";
import { cursorAfter, pageQuery, textOfCursor } from "../http/paging.ts";
import { problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { checkLedger } from "../ledger/check.ts";
import { POSITION } from "../ledger/check-hours.ts";
import { verifyCurrent } from "../stores/store-context.ts";
import { explain, lotsPage } from "./explain.ts";
import { explainedSchema } from "./explained.ts";
import { periodQuery, readRollForward, rollForwardSchema } from "./roll-forward.ts";

const explainRoute = createRoute({
  method: "get",
  path: "/v1/members/{id}/explain",
  summary: "Explain each of a member's points",
  description:
    "Every lot with the entry, rule, program version and order lines that it comes from, what was taken from it since, " +
    "and the debt with what made it. The sums are over all lots, whatever the page holds, and tie out to the balance.",
  tags: ["Ledger"],
  request: {
    params: z.object({ id: z.string().max(255).meta({ example: "mem_01k9zq3v5r0000000000000000" }) }),
    query: pageQuery.extend({
      lots: z.enum(["open", "all"]).default("open").meta({
        description:
          "open: those with points in them, in the order in which they are spent; all: spent and expired ones too, in the order in which they were granted.",
      }),
    }),
  },
  responses: {
    200: {
      description: "A page of lots, and the sums of all.",
      content: { "application/json": { schema: explainedSchema } },
    },
    ...problems(...SERVER_PROBLEMS, "member_not_found", "invalid_request"),
  },
});

const rollForwardRoute = createRoute({
  method: "get",
  path: "/v1/ledger/roll-forward",
  summary: "Roll the points forward over a period",
  description:
    "What all members had at the beginning, what was earned, given back, spent, expired, reversed, adjusted and transferred, " +
    "and what they had at the end, to the point; and what that is worth in money. An entry counts when it was posted.",
  tags: ["Ledger"],
  request: { query: periodQuery },
  responses: {
    200: {
      description: "The roll-forward.",
      content: { "application/json": { schema: rollForwardSchema } },
    },
    ...problems(...SERVER_PROBLEMS, "invalid_request"),
  },
});

const check = createRoute({
  method: "get",
  path: "/v1/ledger/check",
  summary: "Check the ledger",
  description:
    "Compares every member's balance with their entries, their lots and their debt, and what orders, redemptions, vouchers, referrals, " +
    "tiers and transfers say with what was posted, 500 members a call; the last call compares the hours of the books as well.",
  tags: ["Ledger"],
  request: {
    query: z.object({
      // It carries the sums of what was checked so far.
      cursor: z.string().max(8000).optional().meta({ description: "`next` of the call before." }),
    }),
  },
  responses: {
    200: {
      description: "What was checked, and what does not agree.",
      content: {
        "application/json": {
          schema: z.object({
            ok: z.boolean(),
            checked: z.int().meta({ description: "Members." }),
            problems: z.array(
              z.object({
                memberId: z
                  .string()
                  .nullable()
                  .meta({ description: "null where the store's own figures don't agree." }),
                problem: z.string(),
                detail: z.string(),
              }),
            ),
            next: z.string().nullable(),
          }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, "invalid_request"),
  },
});

/** The server API's routes about what stands in the books. */
export const bookRoutes = router()
  .openapi(explainRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { lots, limit, cursor } = c.req.valid("query");
    const page = lotsPage(lots, limit, cursor);
    return c.json(await current(c, (context) => explain(context, id, page)), 200);
  })
  .openapi(rollForwardRoute, async (c) => {
    const { from, to } = c.req.valid("query");
    const [begin, end] = [Date.parse(from), Date.parse(to)];
    return c.json(await current(c, (context) => readRollForward(context, begin, end)), 200);
  })
  .openapi(check, async (c) => {
    const after = textOfCursor(c.req.valid("query").cursor, POSITION)?.[0] ?? "";
    const found = await current(c, async (context) => {
      await verifyCurrent(context);
      return checkLedger(context.database, context.storeId, context.now, after);
    });
    const { problems: differences, checked, next } = found;
    const ok = differences.length === 0;
    return c.json(
      { ok, checked, problems: differences, next: next === null ? null : cursorAfter(next) },
      200,
    );
  });
