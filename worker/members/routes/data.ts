import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { current } from "../../http/current.ts";
import { problems, SERVER_PROBLEMS } from "../../http/problem.ts";
import { streamed, streamOf } from "../../http/streamed.ts";
import { isoTime } from "../answers.ts";
import { erasedSchema, eraseMember } from "../erase.ts";
import { exportMember, memberExportSchema } from "../export-member.ts";

const memberId = z.object({ id: z.string().max(255).meta({ example: "mem_01k9zq3v5r0000000000000000" }) });

const erase = createRoute({
  method: "delete",
  path: "/v1/members/{id}",
  summary: "Erase a member's data",
  description:
    "What names the person goes; their entries and orders stay in the books under an id that says nothing, and their " +
    "points lapse. It can't be undone. Asked for again it answers the same, so it takes no Idempotency-Key.",
  tags: ["Members"],
  request: { params: memberId },
  responses: {
    200: {
      description: "Erased.",
      content: {
        "application/json": { schema: erasedSchema },
      },
    },
    ...problems(...SERVER_PROBLEMS, "member_not_found", "invalid_request"),
  },
});

const exportAll = createRoute({
  method: "get",
  path: "/v1/members/{id}/export",
  summary: "Everything that is held about a member",
  description: "One JSON document, written as it is read; it may be long.",
  tags: ["Members"],
  request: { params: memberId },
  responses: {
    200: { description: "The data.", content: { "application/json": { schema: memberExportSchema } } },
    ...problems(...SERVER_PROBLEMS, "member_not_found", "invalid_request"),
  },
});

/** The server API's routes about a member's right to their data. */
export const memberDataRoutes = router()
  .openapi(erase, async (c) => {
    const { id } = c.req.valid("param");
    const { erasedAt } = await current(c, (context) => eraseMember(context, id));
    return c.json({ id, erasedAt: isoTime(erasedAt) }, 200);
  })
  .openapi(exportAll, async (c) => {
    const { id } = c.req.valid("param");
    const texts = await current(c, (context) => exportMember(context, id));
    return streamed(c.body(streamOf(texts), 200, { "Content-Type": "application/json" }));
  });
