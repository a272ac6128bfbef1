import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { current } from "../../http/current.ts";
import { BODY_PROBLEMS, problems, SERVER_PROBLEMS } from "../../http/problem.ts";
import { changeLook, dryRunLook } from "../change-look.ts";
import { contrastOn, contrastSchema } from "../contrast.ts";
import { lookDocument, lookOf } from "../look.ts";
import { verifyCurrent } from "../store-context.ts";

const answer = z.object({ look: lookDocument, contrast: contrastSchema });

const read = createRoute({
  method: "get",
  path: "/v1/look",
  summary: "Read the store's look",
  tags: ["Look"],
  responses: {
    200: {
      description: "The look, whole, and how its colour reads.",
      content: { "application/json": { schema: answer } },
    },
    ...problems(...SERVER_PROBLEMS),
  },
});

const put = createRoute({
  method: "put",
  path: "/v1/look",
  summary: "Give the store a look, or see what it would change",
  description:
    "The whole document: what is left out is as every store begins with. Pages have it with their next tag, within five minutes.",
  tags: ["Look"],
  request: {
    query: z.object({
      dryRun: z.enum(["true", "false"]).default("false").meta({ description: "true: write nothing." }),
    }),
    body: { required: true, content: { "application/json": { schema: lookDocument } } },
  },
  responses: {
    200: {
      description: "The look, what changed or would, and how its colour reads.",
      content: {
        "application/json": {
          schema: answer.extend({
            changes: z.array(
              z.object({
                pointer: z.string().meta({ description: "JSON pointer into the document." }),
                from: z.unknown(),
                to: z.unknown(),
              }),
            ),
            dryRun: z.boolean(),
          }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, ...BODY_PROBLEMS, "try_again"),
  },
});

/** The server API's routes about how the widget looks on the store's pages. */
export const lookRoutes = router()
  .openapi(read, async (c) => {
    const look = await current(c, async (context) => {
      await verifyCurrent(context);
      return lookOf(context.configuration.store);
    });
    return c.json({ look, contrast: contrastOn(look.accent) }, 200);
  })
  .openapi(put, async (c) => {
    const look = c.req.valid("json");
    const dryRun = c.req.valid("query").dryRun === "true";
    const changed = await current(c, (context) =>
      dryRun ? dryRunLook(context, look) : changeLook(context, look),
    );
    return c.json({ ...changed, dryRun }, 200);
  });
