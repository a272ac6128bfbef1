import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../http/app-types.ts";
import { current } from "../http/current.ts";
import { BODY_PROBLEMS, Problem, problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { isoTime } from "../members/answers.ts";
import { programDocument } from "../program/document.ts";
import { tierPreviewSchema } from "../tiers/preview-moves.ts";
import { dryRunProgram, publishProgram, readProgram } from "./publish-program.ts";

const difference = z.object({
  pointer: z.string().meta({ description: "JSON pointer into the document." }),
  from: z.unknown(),
  to: z.unknown(),
});

const published = z
  .object({
    version: z.int(),
    changes: z.array(difference),
    dryRun: z.boolean(),
    sample: z.object({ orders: z.int(), pointsNow: z.int(), pointsThen: z.int() }).optional().meta({
      description: "In a dry run: paid orders of members, at most 200, under the live rules and under these.",
    }),
    tiers: tierPreviewSchema.optional().meta({
      description:
        "In a dry run that changes the tiers: which members would move, and when. Publishing moves nobody down before their period is over.",
    }),
  })
  .meta({ id: "PublishedProgram" });

const read = createRoute({
  method: "get",
  path: "/v1/program",
  summary: "Read the program",
  tags: ["Program"],
  request: {
    query: z.object({
      version: z.coerce.number().int().min(1).optional().meta({ description: "The live one unless given." }),
    }),
  },
  responses: {
    200: {
      description: "The document and its version.",
      content: {
        "application/json": {
          schema: z.object({ version: z.int(), publishedAt: z.iso.datetime(), document: programDocument }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, "program_not_found", "invalid_request"),
  },
});

const put = createRoute({
  method: "put",
  path: "/v1/program",
  summary: "Publish the program, or see what publishing it would change",
  description:
    "A new version holds for orders placed from now on; what was granted stays as it was. The document that is live " +
    "already makes no new version.",
  tags: ["Program"],
  request: {
    query: z.object({
      dryRun: z.enum(["true", "false"]).default("false").meta({ description: "true: write nothing." }),
    }),
    body: { required: true, content: { "application/json": { schema: programDocument } } },
  },
  responses: {
    200: { description: "What changed, or would.", content: { "application/json": { schema: published } } },
    ...problems(...SERVER_PROBLEMS, ...BODY_PROBLEMS, "try_again"),
  },
});

/** The server API's routes about the store's program. */
export const storeRoutes = router()
  .openapi(read, async (c) => {
    const { version } = c.req.valid("query");
    const found = await current(c, (context) => readProgram(context, version));
    if (!found) throw new Problem("program_not_found");
    return c.json({ ...found, publishedAt: isoTime(found.publishedAt) }, 200);
  })
  .openapi(put, async (c) => {
    const document = c.req.valid("json");
    const dryRun = c.req.valid("query").dryRun === "true";
    const answer = await current(c, (context) =>
      dryRun ? dryRunProgram(context, document) : publishProgram(context, document),
    );
    return c.json({ ...answer, dryRun }, 200);
  });
