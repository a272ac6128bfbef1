import { createRoute, z } from "@hono/zod-openapi";
import { and, asc, eq, getTableColumns, gt, sql } from "drizzle-orm";
import { members, notices } from "../database/schema.ts";
import { router } from "../http/app-types.ts";
import { current } from "../http/current.ts";
import { cursorAfter, idOfCursor, pageQuery } from "../http/paging.ts";
import { problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { noticeAnswer, noticeSchema } from "./answers.ts";

const list = createRoute({
  method: "get",
  path: "/v1/notices",
  summary: "List what is to be told to members",
  description:
    "In the order in which it was noted, and never in another: who goes on from the last notice they handled (`after`) misses none. " +
    "Regulars notes each once and sends nothing itself.",
  tags: ["Members"],
  request: {
    query: pageQuery.extend({
      after: z
        .string()
        .regex(/^ntc_[0-9a-z]{1,64}$/, "Give the id of a notice.")
        .optional()
        .meta({ description: "The id of the last notice that was handled; instead of `cursor`." }),
    }),
  },
  responses: {
    200: {
      description: "Notices, oldest first.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(noticeSchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, "invalid_request"),
  },
});

/** The server API's routes about what is to be told. */
export const noticeRoutes = router().openapi(list, async (c) => {
  const { limit, cursor, after } = c.req.valid("query");
  const from = idOfCursor(cursor) ?? after ?? null;
  const rows = await current(c, (context) => readNotices(context, from, limit + 1));
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const next = rows.length > limit && last ? cursorAfter(last.id) : null;
  return c.json({ items: kept.map(noticeAnswer), next }, 200);
});

/** At most `limit` notices after the one with the id `after`, the first to be written first. */
async function readNotices(context: StoreContext, after: string | null, limit: number) {
  const { database, storeId } = context;
  // An id that is nobody's is after none, so that it gives none.
  const place = sql`(SELECT number FROM notices WHERE store_id = ${storeId} AND id = ${after})`;
  const [found] = await readCurrent(context, [
    database
      .select({ ...getTableColumns(notices), customerId: members.customerId })
      .from(notices)
      .leftJoin(members, and(eq(members.storeId, notices.storeId), eq(members.id, notices.memberId)))
      .where(and(eq(notices.storeId, storeId), after === null ? undefined : gt(notices.number, place)))
      .orderBy(asc(notices.number))
      .limit(limit),
  ]);
  return found;
}
