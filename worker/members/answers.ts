/** Members, balances and entries as the API answers them. */
import { z } from "@hono/zod-openapi";
import { entryKinds, type entries, type members } from "../database/schema.ts";
import { kindOf, rules, type Reason } from "../ledger/entry.ts";
import { sentenceOf } from "../ledger/sentence.ts";
import { consentAnswer, consentSchema } from "./consent.ts";
import { NEVER, toldExpiry, type LotDates, type ToldDates } from "../program/lot-dates.ts";

export const balanceSchema = z
  .object({
    available: z.int().meta({ description: "Points that can be spent now." }),
    pending: z.int().meta({ description: "Points on their way." }),
    debt: z
      .int()
      .meta({ description: "Points owed after a refund of what was spent; repaid by the next earned." }),
  })
  .meta({ id: "Balance" });

export const memberSchema = z
  .object({
    id: z.string().meta({ example: "mem_01k9zq3v5r0000000000000000" }),
    customerId: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable().meta({
      description: "In E.164 where its country is known.",
      example: "+447700900123",
    }),
    number: z.string().nullable().meta({
      description:
        "What the member says or types at a till: ten digits, the last a check digit. null for a moment after an upgrade, for members from before there were numbers.",
      example: "4829036157",
    }),
    firstName: z.string().nullable(),
    birthday: z.string().nullable().meta({ description: "Month and day as MM-DD.", example: "11-22" }),
    segments: z.array(z.string()).meta({ description: "The store's own groups that the member is in." }),
    language: z.string().nullable().meta({ description: "That they read, as BCP 47.", example: "en-GB" }),
    consent: consentSchema,
    joinedAt: z.iso.datetime(),
  })
  .meta({ id: "Member" });

const reasonSchema = z
  .object({
    rule: z.enum(rules),
    programVersion: z.int(),
    orderId: z.string().optional(),
    lines: z.array(z.object({ id: z.string(), points: z.int() })).optional(),
    rewardName: z.string().optional(),
    voucherCode: z.string().optional(),
    description: z.string().optional(),
    firstName: z.string().optional(),
    tier: z.string().optional(),
    campaigns: z.array(z.string()).optional(),
    cap: z.string().optional(),
    otherOrderId: z.string().optional(),
    forgiven: z.int().optional(),
    actionId: z.string().optional(),
    actor: z.string().optional(),
  })
  .meta({ id: "Reason" });

export const entrySchema = z
  .object({
    id: z.string(),
    kind: z.enum([...entryKinds, "adjust", "transfer"]),
    points: z.int().meta({ description: "Positive where points were given, negative where taken." }),
    createdAt: z.iso.datetime(),
    availableAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: "Of points given: when they can be spent; null while nobody knows." }),
    expiresAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: "Of points given: the expiry that the shopper is told; null: none." }),
    reason: reasonSchema,
    sentence: z.string().meta({ description: "The reason in plain English." }),
  })
  .meta({ id: "Entry" });

export type EntryAnswer = z.infer<typeof entrySchema>;

/** ISO 8601 UTC of milliseconds. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** ISO 8601 UTC, or null. */
export function isoTimeOrNull(at: number | null): string | null {
  return at === null ? null : isoTime(at);
}

/** The member as the API answers them. */
export function memberAnswer(row: typeof members.$inferSelect): z.infer<typeof memberSchema> {
  const { id, customerId, email, phone, number, firstName, birthday, segments, language, joinedAt } = row;
  return {
    ...{ id, customerId, email, phone, number, firstName, birthday, segments, language },
    consent: consentAnswer(row),
    joinedAt: isoTime(joinedAt),
  };
}

type EntryRow = Pick<typeof entries.$inferSelect, "id" | "kind" | "points" | "programVersion" | "createdAt">;
type EntryLot = Pick<LotDates, "availableAt"> & ToldDates;

/** The entry as the API answers it; `lot` is the one it granted, if it granted one. */
export function entryAnswer(row: EntryRow & { reason: Reason }, lot: EntryLot | null): EntryAnswer {
  const expiresAt = lot ? toldExpiry(lot) : NEVER;
  return {
    id: row.id,
    kind: kindOf(row.kind, row.reason.rule),
    points: row.points,
    createdAt: isoTime(row.createdAt),
    availableAt: lot && lot.availableAt !== NEVER ? isoTime(lot.availableAt) : null,
    expiresAt: expiresAt === NEVER ? null : isoTime(expiresAt),
    reason: { ...row.reason, programVersion: row.programVersion },
    sentence: sentenceOf(row.points, row.reason),
  };
}
