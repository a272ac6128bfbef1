import { createRoute, z } from "@hono/zod-openapi";
import { and, desc, eq, lt, sql } from "drizzle-orm";
import { publicationStatuses, voucherPublications } from "../../database/schema.ts";
import { router } from "../../http/app-types.ts";
import { current, currentKeyed } from "../../http/current.ts";
import { keyedBody } from "../../http/idempotency.ts";
import { idOfCursor, page, pageQuery } from "../../http/paging.ts";
import { KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../../http/problem.ts";
import { readCurrent } from "../../stores/store-context.ts";
import { publicationAnswer, publicationSchema, type PublicationAnswer } from "./answers.ts";
import { retryPublication } from "./retry-publication.ts";

const list = createRoute({
  method: "get",
  path: "/v1/voucher-publications",
  summary: "List how vouchers' codes stand in the store's shop",
  description: "One for each voucher that a connected shop honours, the newest first.",
  tags: ["Vouchers"],
  request: {
    query: pageQuery.extend({
      status: z.enum(publicationStatuses).optional(),
      givenUp: z.literal("true").optional().meta({
        description: "Only those for which the shop is called no more, though something is left to do.",
      }),
    }),
  },
  responses: {
    200: {
      description: "Publications, newest first.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(publicationSchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, "invalid_request"),
  },
});

const retry = createRoute({
  method: "post",
  path: "/v1/voucher-publications/{code}/retry",
  summary: "Call the shop again for a voucher's code",
  description:
    "For what was given up, what waits, and a referral's voucher that the shop refused. The call is made within minutes.",
  tags: ["Vouchers"],
  request: {
    params: z.object({ code: z.string().min(1).max(64).meta({ example: "JUN-7Q4KM-2XPRW" }) }),
    ...keyedBody(z.strictObject({})),
  },
  responses: {
    200: {
      description: "The publication, whose next call is due.",
      content: { "application/json": { schema: publicationSchema } },
    },
    ...problems(
      ...SERVER_PROBLEMS,
      ...KEYED_PROBLEMS,
      "voucher_publication_not_found",
      "voucher_publication_settled",
      "try_again",
    ),
  },
});

/** The server API's routes about codes in the store's shop. */
export const publicationRoutes = router()
  .openapi(list, async (c) => {
    const { limit, cursor, status, givenUp } = c.req.valid("query");
    const { storeId, id, status: statusOf } = voucherPublications;
    const answer = await current(c, async (context) => {
      const before = idOfCursor(cursor);
      const [rows] = await readCurrent(context, [
        context.database
          .select()
          .from(voucherPublications)
          .where(
            and(
              eq(storeId, context.storeId),
              before === null ? undefined : lt(id, before),
              status === undefined ? undefined : eq(statusOf, status),
              givenUp === undefined
                ? undefined
                : sql`next_at IS NULL AND ${statusOf} IN ('held', 'withdrawing')`,
            ),
          )
          .orderBy(desc(id))
          .limit(limit + 1),
      ]);
      return page(rows, limit, (row) => publicationAnswer(row, context.realNow));
    });
    return c.json(answer, 200);
  })
  .openapi(retry, async (c) => {
    const { code } = c.req.valid("param");
    const answer = await currentKeyed(c, "server", (context, request) =>
      retryPublication(context, code, request),
    );
    return c.json(answer.body as PublicationAnswer, 200);
  });
