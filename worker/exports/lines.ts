/** The lines of an export: what `GET /v1/export` writes and an import of the kind "everything" reads. */
import { z } from "zod";
import { consentSources } from "../database/schema.ts";
import { language } from "../program/language.ts";
import { MOST_POINTS } from "../program/document.ts";
import { orderState } from "../program/order.ts";

const time = z.iso.datetime({ offset: true, abort: true });
const points = z.int().min(0).max(MOST_POINTS);

const lotLine = z.strictObject({
  points: points.min(1),
  earnedAt: time,
  availableAt: time.nullable().meta({ description: "null while nobody knows." }),
  expiresAt: time.nullable().meta({ description: "When they are gone, grace included; null: never." }),
  dueAt: time.nullable().meta({ description: "The expiry by the rules." }),
  warnAt: time.nullable(),
  warnedAt: time.nullable(),
  grace: z.int().min(0).meta({ description: "Milliseconds." }),
  idleDays: z.int().min(0),
});

export const memberLine = z.strictObject({
  type: z.literal("member"),
  id: z.string(),
  customerId: z.string().min(1).max(255).nullable(),
  email: z.email().max(254).nullable(),
  phone: z.string().min(1).max(20).nullable().default(null),
  number: z
    .string()
    .regex(/^\d{10}$/)
    .nullable()
    .default(null)
    .meta({
      description: "The member number, which is theirs in the other store too where nobody there has it.",
    }),
  firstName: z.string().min(1).max(80).nullable(),
  birthday: z
    .string()
    .regex(/^\d\d-\d\d$/)
    .nullable(),
  birthdayYear: z.int().min(0).max(9999),
  segments: z.array(z.string().max(80)).max(50),
  language: language.nullable().default(null),
  consents: z
    .array(
      z.strictObject({
        marketing: z.boolean(),
        saidAt: time,
        recordedAt: time,
        source: z.enum(consentSources),
        words: z.string().min(1).max(500).nullable(),
      }),
    )
    .default([])
    .meta({ description: "What they said about marketing mail, the oldest first." }),
  joinedAt: time,
  balance: z.object({ available: z.int(), pending: z.int(), debt: points }),
  lots: z.array(lotLine).meta({ description: "Those with points in them." }),
  months: z.array(
    z.object({ month: z.int().min(190001).max(210012), spend: z.int(), points: z.int(), orders: z.int() }),
  ),
  tier: z.string().nullable().meta({ description: "By the live program, at the time of the export." }),
  referralCode: z.string().nullable(),
});
export type MemberLine = z.infer<typeof memberLine>;

export const orderLine = z.strictObject({
  type: z.literal("order"),
  id: z.string().min(1).max(255),
  memberId: z.string().nullable(),
  customer: z.object({ id: z.string().optional(), email: z.string().optional() }).nullable(),
  points: z.int().meta({ description: "What it was worth." }),
  state: orderState,
});
export type OrderLine = z.infer<typeof orderLine>;

/** Lines for reading: an import passes them over. */
export const otherTypes = ["store", "program", "voucher", "entry", "next"] as const;
