/** Deliveries as the API answers them. */
import { z } from "@hono/zod-openapi";
import { inboxStatuses } from "../../database/schema.ts";
import { isoTime } from "../../members/answers.ts";
import type { InboxRow } from "./claim.ts";

export const inboxStatus = z.enum(inboxStatuses);

export const inboxItemSchema = z
  .object({
    id: z.string(),
    connectionId: z.string(),
    topic: z.string().meta({ description: "As the platform names it." }),
    status: inboxStatus.meta({
      description:
        "waiting: to be worked, or tried again. dead: nothing came of it, and nothing will by itself.",
    }),
    subject: z.string().nullable().meta({ description: "What it is about.", example: "order:1001" }),
    detail: z.string().nullable().meta({
      description: "What came of it, or why nothing did yet; null while nothing is known.",
    }),
    attempts: z.int().meta({
      description: "How often it was begun without getting anywhere; waiting for its order is no try.",
    }),
    receivedAt: z.iso.datetime(),
    nextAt: z.iso.datetime().nullable().meta({ description: "When it is due; null where it is settled." }),
    settledAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "InboxItem" });

export const inboxItemWithBodySchema = inboxItemSchema
  .extend({ body: z.string().nullable().meta({ description: "As it came; null once it is forgotten." }) })
  .meta({ id: "InboxItemWithBody" });

/** A delivery's row without its body. */
export type ListedRow = Omit<InboxRow, "body">;

/** The delivery as the API answers it. */
export function inboxItem(row: ListedRow): z.infer<typeof inboxItemSchema> {
  const isWaiting = row.status === "waiting";
  return {
    id: row.id,
    connectionId: row.connectionId,
    topic: row.topic,
    status: row.status,
    subject: row.subject,
    detail: row.detail,
    attempts: row.attempts,
    receivedAt: isoTime(row.receivedAt),
    nextAt: isWaiting ? isoTime(row.nextAt) : null,
    settledAt: row.settledAt === null ? null : isoTime(row.settledAt),
  };
}
