/** Imports as the API answers them. */
import { z } from "@hono/zod-openapi";
import { importKinds, importOutcomes, type imports } from "../database/schema.ts";
import { isoTime, isoTimeOrNull } from "../members/answers.ts";
import { settingsSchema } from "./settings.ts";

export type ImportRow = typeof imports.$inferSelect;

export const importSchema = z
  .object({
    id: z.string().meta({ example: "imp_01kagx3v5r7h2m4q8s6t9w0y1z" }),
    kind: z.enum(importKinds),
    from: z.string(),
    dryRun: z.boolean(),
    status: z.enum(["waiting", "running", "done", "failed"]).meta({
      description: "waiting: for the next part of the file; running: there is something to read.",
    }),
    failure: z.string().nullable().meta({ description: "Why the file can't be read at all." }),
    settings: settingsSchema,
    parts: z.object({
      received: z.int(),
      read: z.int(),
      last: z.int().nullable().meta({ description: "The number of the last; null until it is there." }),
    }),
    rows: z.object({
      read: z.int(),
      created: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      refused: z.int(),
    }),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Import" });
export type ImportAnswer = z.infer<typeof importSchema>;

export const importRowSchema = z
  .object({
    row: z.int().meta({ description: "From 1, the header not counted." }),
    outcome: z.enum(importOutcomes),
    sentence: z.string().meta({ description: "What happened, or would; or why not, and what to do." }),
  })
  .meta({ id: "ImportedRow" });

/** The import as the API answers it; `received` is how many parts are there. */
export function importAnswer(row: ImportRow & { received: number }): ImportAnswer {
  const {
    id,
    kind,
    label,
    dryRun,
    failure,
    lastPart,
    rowCount,
    created,
    changed,
    unchanged,
    refused,
    received,
  } = row;
  const read = row.part - 1;
  const status =
    failure !== null ? "failed" : row.finishedAt !== null ? "done" : received > read ? "running" : "waiting";
  return {
    id,
    kind,
    from: label,
    dryRun,
    status,
    failure,
    settings: settingsSchema.parse(JSON.parse(row.settings)),
    parts: { received, read, last: lastPart },
    rows: { read: rowCount, created, changed, unchanged, refused },
    createdAt: isoTime(row.createdAt),
    finishedAt: isoTimeOrNull(row.finishedAt),
  };
}
