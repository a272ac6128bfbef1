import { createRoute, z } from "@hono/zod-openapi";
import { importOutcomes } from "../database/schema.ts";
import { router } from "../http/app-types.ts";
import { current, currentKeyed } from "../http/current.ts";
import { keyedBody } from "../http/idempotency.ts";
import { cursorAfter, idOfCursor, page, pageQuery, textOfCursor } from "../http/paging.ts";
import { BODY_PROBLEMS, KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { readCurrent } from "../stores/store-context.ts";
import { importAnswer, importRowSchema, importSchema, type ImportAnswer } from "./answers.ts";
import { createImport } from "./create.ts";
import { findImport, selectImports } from "./find.ts";
import { listRows } from "./list-rows.ts";
import { MOST_PARTS, putPart } from "./put-part.ts";
import { runSlice } from "./run.ts";
import { newImport } from "./settings.ts";
import { importForReal } from "./start-over.ts";

/** Whether the text has all of its characters: the database would keep half of one as a mark that says so. */
function isWhole(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text);
}

const importId = z.object({ id: z.string().max(255).meta({ example: "imp_01kagx3v5r7h2m4q8s6t9w0y1z" }) });
const answered = (description: string) => ({
  200: { description, content: { "application/json": { schema: importSchema } } },
});

const create = createRoute({
  method: "post",
  path: "/v1/imports",
  summary: "Make an import",
  description: "It waits for the parts of its file. A dry run unless `dryRun` is false.",
  tags: ["Imports"],
  request: keyedBody(newImport),
  responses: {
    201: { description: "The import.", content: { "application/json": { schema: importSchema } } },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS),
  },
});

const list = createRoute({
  method: "get",
  path: "/v1/imports",
  summary: "List imports",
  tags: ["Imports"],
  request: { query: pageQuery },
  responses: {
    200: {
      description: "Imports, the newest first.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(importSchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, "invalid_request"),
  },
});

const read = createRoute({
  method: "get",
  path: "/v1/imports/{id}",
  summary: "Read an import and how far it is",
  tags: ["Imports"],
  request: { params: importId },
  responses: {
    ...answered("The import."),
    ...problems(...SERVER_PROBLEMS, "import_not_found", "invalid_request"),
  },
});

const part = createRoute({
  method: "put",
  path: "/v1/imports/{id}/parts/{number}",
  summary: "Send a part of the file",
  description:
    "The file's text, cut anywhere, in parts numbered from 1. The same part again changes nothing, and parts may come in any order.",
  tags: ["Imports"],
  request: {
    params: importId.extend({ number: z.coerce.number().int().min(1).max(MOST_PARTS) }),
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            text: z.string().max(250_000).refine(isWhole, {
              message: "The text is cut between the two halves of a character: cut it one character sooner.",
            }),
            last: z.boolean().default(false).meta({ description: "Whether the file ends with it." }),
          }),
        },
      },
    },
  },
  responses: {
    ...answered("The import."),
    ...problems(...SERVER_PROBLEMS, ...BODY_PROBLEMS, "import_not_found", "import_part_refused", "try_again"),
  },
});

const run = createRoute({
  method: "post",
  path: "/v1/imports/{id}/run",
  summary: "Read on in the file",
  description:
    "Reads at most 500 rows, and answers how far the import is. Send it until the status is no longer `running`; where nobody does, the scheduled job reads on.",
  tags: ["Imports"],
  request: {
    params: importId,
    body: { required: true, content: { "application/json": { schema: z.strictObject({}) } } },
  },
  responses: {
    ...answered("The import."),
    ...problems(...SERVER_PROBLEMS, ...BODY_PROBLEMS, "import_not_found", "try_again"),
  },
});

const forReal = createRoute({
  method: "patch",
  path: "/v1/imports/{id}",
  summary: "Import for real what a dry run has read",
  tags: ["Imports"],
  request: {
    params: importId,
    body: {
      required: true,
      content: { "application/json": { schema: z.strictObject({ dryRun: z.literal(false) }) } },
    },
  },
  responses: {
    ...answered("The import, at its beginning."),
    ...problems(...SERVER_PROBLEMS, ...BODY_PROBLEMS, "import_not_found", "import_not_ready"),
  },
});

const rows = createRoute({
  method: "get",
  path: "/v1/imports/{id}/rows",
  summary: "What came of single rows",
  description:
    "Of a dry run all of them, of a real one those that were refused or that somebody should look at.",
  tags: ["Imports"],
  request: {
    params: importId,
    query: pageQuery.extend({ outcome: z.enum(importOutcomes).optional() }),
  },
  responses: {
    200: {
      description: "In the order of the file.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(importRowSchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, "import_not_found", "invalid_request"),
  },
});

/** The server API's routes about bringing over what another program knows. */
export const importRoutes = router()
  .openapi(create, async (c) => {
    const input = c.req.valid("json");
    const answer = await currentKeyed(c, "server", (context, request) =>
      createImport(context, input, request),
    );
    return c.json(answer.body as ImportAnswer, 201);
  })
  .openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const found = await current(c, async (context) => {
      const [read] = await readCurrent(context, [
        selectImports(context, { before: idOfCursor(cursor), limit }),
      ]);
      return read.map(({ row, received }) => ({ ...row, received }));
    });
    return c.json(page(found, limit, importAnswer), 200);
  })
  .openapi(read, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(importAnswer(await current(c, (context) => findImport(context, id))), 200);
  })
  .openapi(part, async (c) => {
    const { id, number } = c.req.valid("param");
    const sent = c.req.valid("json");
    const row = await current(c, (context) => putPart(context, id, { number, ...sent }));
    return c.json(importAnswer(row), 200);
  })
  .openapi(run, async (c) => {
    const { id } = c.req.valid("param");
    const { row } = await current(c, (context) => runSlice(context, id));
    return c.json(importAnswer(row), 200);
  })
  .openapi(forReal, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(importAnswer(await current(c, (context) => importForReal(context, id))), 200);
  })
  .openapi(rows, async (c) => {
    const { id } = c.req.valid("param");
    const { limit, cursor, outcome } = c.req.valid("query");
    const after = Number(textOfCursor(cursor, /^\d{1,9}$/)?.[0] ?? 0);
    const found = await current(c, (context) => listRows(context, id, { outcome, after, limit }));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return c.json({ items, next: last && found.length > limit ? cursorAfter(String(last.row)) : null }, 200);
  });
