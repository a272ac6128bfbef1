/** Reconcile runs as the API answers them. */
import { z } from "@hono/zod-openapi";
import { reconcileStatuses, type reconcileRuns } from "../../database/schema.ts";
import { isoTime } from "../../members/answers.ts";

export type ReconcileRow = typeof reconcileRuns.$inferSelect;

export const reconcileRunSchema = z
  .object({
    id: z.string(),
    connectionId: z.string(),
    since: z.iso.datetime(),
    status: z.enum(reconcileStatuses),
    pages: z.int().meta({ description: "Pages of orders that were read so far." }),
    orders: z.int().meta({ description: "Orders on them." }),
    missed: z.int().meta({ description: "Of these, how many were not in the inbox as they are over there." }),
    detail: z.string().nullable().meta({ description: "Why it failed, or why a page is tried again." }),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "ReconcileRun" });

/** The run as the API answers it. */
export function reconcileAnswer(row: ReconcileRow): z.infer<typeof reconcileRunSchema> {
  const { id, connectionId, status, pages, orders, missed, detail } = row;
  return {
    id,
    connectionId,
    since: isoTime(row.since),
    status,
    pages,
    orders,
    missed,
    detail,
    startedAt: isoTime(row.startedAt),
    endedAt: row.endedAt === null ? null : isoTime(row.endedAt),
  };
}
