import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { current, currentKeyed } from "../../http/current.ts";
import { keyedBody } from "../../http/idempotency.ts";
import { KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../../http/problem.ts";
import { partId } from "../../program/document/fields.ts";
import { importCodes, importedCode, importedCodesSchema, type ImportedCodes } from "../import-codes.ts";
import { codePoolSchema, readCodePool } from "../read-code-pool.ts";

const pool = z.object({
  pool: partId.meta({ description: "The pool, as rewards name it in `codes`.", example: "spa-days" }),
});

const importRoute = createRoute({
  method: "post",
  path: "/v1/code-pools/{pool}/codes",
  summary: "Import codes for a reward's vouchers",
  description:
    "At most 1,000 at a time. A reward whose `codes` name the pool gives them out, the oldest first, each once. " +
    "Letter case plays no part in telling codes apart; a shopper reads a code as it was imported.",
  tags: ["Vouchers"],
  request: {
    params: pool,
    ...keyedBody(z.strictObject({ codes: z.array(importedCode).min(1).max(1000) })),
  },
  responses: {
    201: {
      description: "How many were new, and which were not.",
      content: { "application/json": { schema: importedCodesSchema } },
    },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS),
  },
});

const read = createRoute({
  method: "get",
  path: "/v1/code-pools/{pool}",
  summary: "Count the codes of a pool",
  tags: ["Vouchers"],
  request: { params: pool },
  responses: {
    200: { description: "The pool.", content: { "application/json": { schema: codePoolSchema } } },
    ...problems(...SERVER_PROBLEMS, "code_pool_not_found", "invalid_request"),
  },
});

/** The server API's routes about pools of codes. */
export const codePoolRoutes = router()
  .openapi(importRoute, async (c) => {
    const { pool: name } = c.req.valid("param");
    const { codes } = c.req.valid("json");
    const answer = await currentKeyed(c, "server", (context, request) =>
      importCodes(context, name, codes, request),
    );
    return c.json(answer.body as ImportedCodes, 201);
  })
  .openapi(read, async (c) => {
    const { pool: name } = c.req.valid("param");
    return c.json(await current(c, (context) => readCodePool(context, name)), 200);
  });
