import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../http/app-types.ts";
import { current } from "../http/current.ts";
import { cursorAfter, idOfCursor, pageQuery } from "../http/paging.ts";
import { problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { eventAnswer, eventSchema, eventTypes } from "./answers.ts";
import { eventId } from "./event-id.ts";
import { readEvent, readEvents, requireEventNumber } from "./read-events.ts";

const id = z.string().max(64).meta({ example: "evt_01kagx3v5r7h2m4q8s6t9w0y1z0000000042" });

const types = z
  .string()
  .max(1000)
  .transform((text) => text.split(","))
  .pipe(z.array(z.enum(eventTypes)))
  .optional()
  .meta({
    description: "Only these types, with commas between them.",
    type: "string",
    example: "points.earned,points.redeemed",
  });

const list = createRoute({
  method: "get",
  path: "/v1/events",
  summary: "Replay what happened",
  description:
    "Every event of the store since it began, in the order in which it was written, which never changes: who goes on from " +
    "the last one they handled (`after`) misses none. Where few are of the `types` asked for, a page may hold less than " +
    "its limit, or nothing, and still have a `next`.",
  tags: ["Events"],
  request: {
    query: pageQuery.extend({
      after: id
        .optional()
        .meta({ description: "The id of the last event that was handled; instead of `cursor`." }),
      types,
    }),
  },
  responses: {
    200: {
      description: "Events, oldest first.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(eventSchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, "event_not_found", "invalid_request"),
  },
});

const read = createRoute({
  method: "get",
  path: "/v1/events/{id}",
  summary: "Read an event",
  tags: ["Events"],
  request: { params: z.object({ id }) },
  responses: {
    200: { description: "The event.", content: { "application/json": { schema: eventSchema } } },
    ...problems(...SERVER_PROBLEMS, "event_not_found", "invalid_request"),
  },
});

/** The server API's routes about what happened. */
export const eventRoutes = router()
  .openapi(list, async (c) => {
    const { limit, cursor, after, types: wanted } = c.req.valid("query");
    const { id: storeId } = c.get("configuration").store;
    const from = idOfCursor(cursor) ?? after;
    const number = from === undefined ? 0 : requireEventNumber(storeId, from);
    const { rows, next } = await current(c, (context) => readEvents(context, number, wanted ?? null, limit));
    return c.json(
      { items: rows.map(eventAnswer), next: next === null ? null : cursorAfter(eventId(storeId, next)) },
      200,
    );
  })
  .openapi(read, async (c) => {
    const { id: which } = c.req.valid("param");
    return c.json(eventAnswer(await current(c, (context) => readEvent(context, which))), 200);
  });
