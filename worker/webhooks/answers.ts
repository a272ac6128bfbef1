/** Webhook endpoints and deliveries as the API answers them. */
import { z } from "@hono/zod-openapi";
import { webhookFormats, type webhookDeliveries, type webhookEndpoints } from "../database/schema.ts";
import { eventTypes } from "../events/answers.ts";
import { eventId } from "../events/event-id.ts";
import { isoTime, isoTimeOrNull } from "../members/answers.ts";
import { whyNotSendable } from "./address.ts";

export const endpointUrl = z
  .string()
  .min(1)
  .max(2000)
  .check((context) => {
    const message = whyNotSendable(context.value);
    if (message !== null) context.issues.push({ code: "custom", input: context.value, message });
  })
  .meta({ description: "A public https address.", example: "https://shop.example.com/hooks/regulars" });

export const endpointTypes = z
  .array(z.enum(eventTypes))
  .min(1)
  .max(50)
  .nullable()
  .meta({ description: "The types of event that it gets; null for all, those to come among them." });

export const endpointDescription = z.string().max(200).nullable();

const moment = z.iso.datetime().nullable();

export const endpointSchema = z
  .object({
    id: z.string().meta({ example: "whe_01kagx3v5r7h2m4q8s6t9w0y1z" }),
    url: z.string(),
    format: z
      .enum(webhookFormats)
      .meta({ description: "`standard_webhooks`, or the mail tool that events are sent to." }),
    settings: z.record(z.string(), z.string()).meta({
      description: "What the mail tool is called with, beside its key; empty for Standard Webhooks.",
    }),
    apiKeyHint: z.string().nullable().meta({
      description: "The end of the mail tool's API key, by which its owner knows it.",
      example: "…4f2a",
    }),
    types: z.array(z.string()).nullable(),
    description: z.string().nullable(),
    enabled: z.boolean(),
    disabledAt: moment,
    disabledBecause: z.enum(["store", "gone", "failing"]).nullable().meta({
      description: "The store switched it off; it answered 410; or nothing good came of it for five days.",
    }),
    failingSince: moment.meta({ description: "The first of the failures that no success has followed." }),
    lastEventId: z
      .string()
      .nullable()
      .meta({ description: "The last event that was looked at for it; null before the first." }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "WebhookEndpoint" });

export type EndpointRow = typeof webhookEndpoints.$inferSelect;
export type EndpointAnswer = z.infer<typeof endpointSchema>;

/** The endpoint as the API answers it, without its secrets. */
export function endpointAnswer(row: EndpointRow): EndpointAnswer {
  const {
    id,
    url,
    format,
    settings,
    apiKeyHint,
    types,
    description,
    disabledAt,
    disabledBecause,
    failingSince,
    position,
  } = row;
  return {
    id,
    url,
    format,
    settings,
    apiKeyHint,
    types,
    description,
    enabled: disabledAt === null,
    disabledAt: isoTimeOrNull(disabledAt),
    disabledBecause: disabledBecause === "deleted" ? null : disabledBecause,
    failingSince: isoTimeOrNull(failingSince),
    lastEventId: lastEventId(row.storeId, position),
    createdAt: isoTime(row.createdAt),
  };
}

/** The id of the event with the number; null for 0, before the first. */
export function lastEventId(storeId: string, position: number): string | null {
  return position === 0 ? null : eventId(storeId, position);
}

export const deliverySchema = z
  .object({
    eventId: z.string(),
    type: z.string(),
    status: z.enum(["pending", "delivered", "failed"]),
    attempts: z.int(),
    nextAttemptAt: moment.meta({ description: "While it is pending: the soonest." }),
    lastAttemptAt: moment,
    responseStatus: z.int().nullable().meta({ description: "Of the last attempt; null without an answer." }),
    duration: z.int().nullable().meta({ description: "Of the last attempt, milliseconds." }),
    problem: z
      .string()
      .nullable()
      .meta({ description: "Why the last attempt failed, or why nothing had to be sent." }),
  })
  .meta({ id: "WebhookDelivery" });

export type DeliveryRow = typeof webhookDeliveries.$inferSelect & { type: string };
export type DeliveryAnswer = z.infer<typeof deliverySchema>;

/** The delivery as the API answers it. */
export function deliveryAnswer(row: DeliveryRow): DeliveryAnswer {
  const { type, status, attempts, responseStatus, duration, problem } = row;
  return {
    eventId: eventId(row.storeId, row.number),
    type,
    status,
    attempts,
    nextAttemptAt: isoTimeOrNull(row.nextAt),
    lastAttemptAt: isoTimeOrNull(row.lastAt),
    responseStatus,
    duration,
    problem,
  };
}
