import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../http/app-types.ts";
import { current } from "../http/current.ts";
import { cursorAfter, textOfCursor } from "../http/paging.ts";
import { Problem, problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { streamOf } from "../http/streamed.ts";
import { verifyCurrent } from "../stores/store-context.ts";
import { exportLines, placeOf } from "./export-store.ts";

const exportAll = createRoute({
  method: "get",
  path: "/v1/export",
  summary: "Everything that the store has",
  description:
    'A line of JSON for each program, member (with balance, lots and months), order, voucher and entry. Where there is more than one answer holds, its last line is `{"type":"next","cursor":"…"}`: ask again with that cursor.',
  tags: ["Export"],
  request: {
    query: z.object({ cursor: z.string().max(2000).optional().meta({ description: "Of the last line." }) }),
  },
  responses: {
    200: { description: "The lines.", content: { "application/x-ndjson": { schema: z.string() } } },
    ...problems(...SERVER_PROBLEMS, "invalid_request"),
  },
});

/** The server API's route that hands out everything. */
export const exportRoutes = router().openapi(exportAll, async (c) => {
  const { cursor } = c.req.valid("query");
  const text = textOfCursor(cursor, /^[a-z]+ [^ ]*$/)?.[0] ?? "program ";
  const place = placeOf(text);
  if (!place) {
    const detail = "This is not a cursor from the last line of an export.";
    throw new Problem("invalid_request", detail, [{ pointer: "query/cursor", detail }]);
  }
  const lines = await current(c, async (context) => {
    await verifyCurrent(context);
    return exportLines(context, place, cursorAfter);
  });
  return c.body(streamOf(lines), 200, { "Content-Type": "application/x-ndjson; charset=utf-8" }) as never;
});
