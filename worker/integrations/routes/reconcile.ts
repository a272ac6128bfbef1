import { createRoute, z } from "@hono/zod-openapi";
import { and, desc, eq } from "drizzle-orm";
import { reconcileRuns } from "../../database/schema.ts";
import { router } from "../../http/app-types.ts";
import { current, currentKeyed } from "../../http/current.ts";
import { keyedBody } from "../../http/idempotency.ts";
import { KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../../http/problem.ts";
import { readCurrent } from "../../stores/store-context.ts";
import { findConnection } from "../connections/find.ts";
import { reconcileAnswer, reconcileRunSchema } from "../reconcile/answers.ts";
import { startReconcile } from "../reconcile/start.ts";
import { connectionId } from "./connections.ts";

/** Runs that are listed. */
const LISTED = 20;

const time = z.iso
  .datetime({ offset: true, abort: true })
  .refine((text) => Date.parse(text) >= Date.UTC(2000, 0), "Give a time after the year 2000.");

const start = createRoute({
  method: "post",
  path: "/v1/connections/{id}/reconcile",
  summary: "Ask the platform for the orders that changed since a time",
  description:
    "For deliveries that were lost. Each order is put into the inbox as it stands over there; one that is there already as it " +
    "is changes nothing. Begins within a minute, and goes on by itself, page by page; once a day a run of the last two days is started for every connection.",
  tags: ["Connections"],
  request: {
    params: connectionId,
    ...keyedBody(
      z.strictObject({ since: time.meta({ description: "Orders changed at this time or later are read." }) }),
    ),
  },
  responses: {
    201: { description: "The run.", content: { "application/json": { schema: reconcileRunSchema } } },
    ...problems(
      ...SERVER_PROBLEMS,
      ...KEYED_PROBLEMS,
      "connection_not_found",
      "connection_without_api",
      "reconcile_running",
    ),
  },
});

const list = createRoute({
  method: "get",
  path: "/v1/connections/{id}/reconcile",
  summary: "See how far reconcile runs are",
  tags: ["Connections"],
  request: { params: connectionId },
  responses: {
    200: {
      description: "The last runs of the connection, at most 20, the last first.",
      content: { "application/json": { schema: z.object({ items: z.array(reconcileRunSchema) }) } },
    },
    ...problems(...SERVER_PROBLEMS, "connection_not_found", "invalid_request"),
  },
});

/** The server API's routes about reconcile runs. */
export const reconcileRoutes = router()
  .openapi(start, async (c) => {
    const { id } = c.req.valid("param");
    const { since } = c.req.valid("json");
    const answer = await currentKeyed(c, "server", (context, request) =>
      startReconcile(context, id, Date.parse(since), request),
    );
    return c.json(answer.body as z.infer<typeof reconcileRunSchema>, 201);
  })
  .openapi(list, async (c) => {
    const { id } = c.req.valid("param");
    const rows = await current(c, async (context) => {
      const { database, storeId } = context;
      findConnection(context, id);
      const [found] = await readCurrent(context, [
        database
          .select()
          .from(reconcileRuns)
          .where(and(eq(reconcileRuns.storeId, storeId), eq(reconcileRuns.connectionId, id)))
          .orderBy(desc(reconcileRuns.startedAt))
          .limit(LISTED),
      ]);
      return found;
    });
    return c.json({ items: rows.map(reconcileAnswer) }, 200);
  });
