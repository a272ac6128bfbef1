/** Events as the API answers them and as webhooks send them: one schema a type. */
import { z } from "@hono/zod-openapi";
import { voucherTypes, type events, type members } from "../database/schema.ts";
import { rules } from "../ledger/entry.ts";
import { isoTime } from "../members/answers.ts";
import { eventId } from "./event-id.ts";

const head = {
  id: z.string().meta({ example: "evt_01kagx3v5r7h2m4q8s6t9w0y1z0000000042" }),
  timestamp: z.iso.datetime().meta({ description: "When it happened, by the store's clock." }),
};
const customerId = z
  .string()
  .nullable()
  .meta({ description: "The store's own id of the member, as it is when the event is read." });
const member = { memberId: z.string(), customerId };
/** Of what may be about nobody who is a member. */
const anybody = { memberId: z.string().nullable(), customerId };
const time = z.iso.datetime().nullable();
const noticeId = z.string().meta({ description: "The same news in `GET /v1/notices`." });

export const pointTypes = [
  "points.earned",
  "points.redeemed",
  "points.refunded",
  "points.released",
  "points.expired",
  "points.expiry_reversed",
  "points.adjusted",
  "points.transferred",
] as const;

const pointsEvent = z
  .object({
    ...head,
    type: z.enum(pointTypes),
    data: z.object({
      ...member,
      entryId: z.string(),
      points: z.int().meta({ description: "Positive where points were given, negative where taken." }),
      balance: z.int().meta({
        description:
          "What all entries come to with this one: available and pending points, less what is owed.",
      }),
      debt: z.int().meta({ description: "Points owed after it." }),
      rule: z.enum(rules),
      programVersion: z.int(),
      orderId: z.string().optional(),
      rewardName: z.string().optional(),
      voucherCode: z.string().optional(),
      actionId: z.string().optional(),
      tier: z.string().optional(),
      campaigns: z.array(z.string()).optional(),
      availableAt: z.iso
        .datetime()
        .optional()
        .meta({ description: "Of points given: when they can be spent; left out while nobody knows." }),
      expiresAt: z.iso
        .datetime()
        .optional()
        .meta({ description: "Of points given: when they expire; left out where they don't." }),
    }),
  })
  .meta({ id: "PointsEvent" });

const orderData = {
  ...anybody,
  orderId: z.string(),
  revision: z.int().meta({ description: "1 for the first state of the order, and one more for each." }),
  points: z.int().meta({ description: "What the order is worth in this state." }),
  currency: z.string(),
  placedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  paidAt: time,
  cancelledAt: time,
  fulfilledAt: time,
  refunds: z.int().meta({ description: "How many refunds it has." }),
};

const tier = z.object({ id: z.string(), name: z.string() }).nullable();

export const eventSchema = z
  .discriminatedUnion("type", [
    z
      .object({
        ...head,
        type: z.literal("member.created"),
        data: z.object(member),
      })
      .meta({ id: "MemberCreatedEvent" }),
    z
      .object({
        ...head,
        type: z.literal("member.updated"),
        data: z.object({
          ...member,
          changed: z
            .array(
              z.enum([
                "customerId",
                "email",
                "firstName",
                "birthday",
                "phone",
                "segments",
                "language",
                "consent",
              ]),
            )
            .meta({ description: "Which fields, but not what they hold: `GET /v1/members/{id}` says that." }),
        }),
      })
      .meta({ id: "MemberUpdatedEvent" }),
    z
      .object({
        ...head,
        type: z.literal("member.merged"),
        data: z.object({
          ...member,
          from: z.string().meta({ description: "The member who is no more: all they had is the other's." }),
          into: z.string().meta({ description: "The member who is kept: `memberId`, too." }),
        }),
      })
      .meta({ id: "MemberMergedEvent" }),
    z
      .object({ ...head, type: z.literal("member.erased"), data: z.object(member) })
      .meta({ id: "MemberErasedEvent" }),
    z
      .object({
        ...head,
        type: z.literal("member.birthday"),
        data: z.object({ ...member, points: z.int(), entryId: z.string(), noticeId }),
      })
      .meta({ id: "MemberBirthdayEvent" }),
    pointsEvent,
    z
      .object({
        ...head,
        type: z.literal("points.expiring"),
        data: z.object({
          ...member,
          points: z.int(),
          day: z.iso.date().meta({ description: "The day on which they are due, in the store's time zone." }),
          expiresAt: z.iso.datetime(),
          noticeId,
        }),
      })
      .meta({ id: "PointsExpiringEvent" }),
    z
      .object({ ...head, type: z.literal("order.created"), data: z.object(orderData) })
      .meta({ id: "OrderCreatedEvent" }),
    z
      .object({
        ...head,
        type: z.literal("order.updated"),
        data: z.object({
          ...orderData,
          formerPoints: z.int().meta({ description: "What it was worth before." }),
          formerMemberId: z
            .string()
            .nullable()
            .meta({ description: "Whose it was before, where that changed." }),
        }),
      })
      .meta({ id: "OrderUpdatedEvent" }),
    z
      .object({
        ...head,
        type: z.enum([
          "voucher.issued",
          "voucher.used",
          "voucher.released",
          "voucher.voided",
          "voucher.restored",
        ]),
        data: z.object({
          ...anybody,
          code: z.string(),
          name: z.string(),
          type: z.enum(voucherTypes),
          source: z.enum(["redemption", "referral_friend", "referral_advocate"]),
          points: z.int().meta({ description: "What was paid for it." }),
          amount: z.int().meta({ description: "Minor units, per cent or pieces, by its type." }),
          currency: z.string(),
          orderId: z.string().nullable(),
          redemptionId: z.string().nullable(),
          referralId: z.string().nullable(),
          availableAt: z.iso.datetime(),
          expiresAt: time,
        }),
      })
      .meta({ id: "VoucherEvent" }),
    z
      .object({
        ...head,
        type: z.enum(["referral.claimed", "referral.updated"]),
        data: z.object({
          ...member,
          referralId: z.string(),
          voucherCode: z.string().meta({ description: "The friend's." }),
          status: z.enum(["claimed", "pending", "void"]),
          orderId: z.string().nullable(),
          points: z.int().meta({ description: "What it gives the advocate." }),
          advocateVoucherCode: z.string().nullable(),
          availableAt: time.meta({ description: "From when on the reward counts; nothing is told then." }),
          detail: z.string().nullable().meta({ description: "Why it earned the advocate nothing." }),
        }),
      })
      .meta({ id: "ReferralEvent" }),
    z
      .object({
        ...head,
        type: z.literal("tier.changed"),
        data: z.object({
          ...member,
          from: tier,
          to: tier,
          direction: z.enum(["up", "down", "same"]),
          noticeId,
        }),
      })
      .meta({ id: "TierChangedEvent" }),
    z
      .object({
        ...head,
        type: z.literal("program.published"),
        data: z.object({ version: z.int(), name: z.string() }),
      })
      .meta({ id: "ProgramPublishedEvent" }),
    z
      .object({
        ...head,
        type: z.literal("webhook_endpoint.disabled"),
        data: z.object({
          endpointId: z.string(),
          reason: z
            .enum(["gone", "failing"])
            .meta({ description: "It answered 410, or nothing good for days." }),
        }),
      })
      .meta({ id: "WebhookEndpointDisabledEvent" }),
  ])
  .meta({ id: "Event" });

export type EventAnswer = z.infer<typeof eventSchema>;

/** Every type of event. */
export const eventTypes = eventSchema.options.flatMap(({ shape: { type } }) =>
  type instanceof z.ZodLiteral ? [...type.values] : type.options,
);

export type EventRow = typeof events.$inferSelect & Pick<typeof members.$inferSelect, "customerId">;

/** What is about the store and no member of it. */
const ABOUT_NOBODY = ["program.published", "webhook_endpoint.disabled"];

/** The event as the API answers it. */
export function eventAnswer(row: EventRow): EventAnswer {
  const { storeId, number, type, memberId, customerId: customer, createdAt } = row;
  const data: Record<string, unknown> = ABOUT_NOBODY.includes(type) ? {} : { memberId, customerId: customer };
  for (const [name, value] of Object.entries(row.data))
    // Moments are milliseconds in the database.
    data[name] = name.endsWith("At") && typeof value === "number" ? isoTime(value) : value;
  // Each type's data is what the trigger that told it put there (migrations/0031, 0079).
  return { id: eventId(storeId, number), type, timestamp: isoTime(createdAt), data } as EventAnswer;
}
