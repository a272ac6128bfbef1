/** What the widget is answered. */
import { z } from "@hono/zod-openapi";
import { balanceSchema, entrySchema, isoTime } from "../members/answers.ts";
import { programDocument } from "../program/document.ts";
import { referralLinkSchema } from "../referrals/link.ts";
import { voucherSchema } from "../rewards/answers.ts";
import { liveProgram, type StoreContext } from "../stores/store-context.ts";

const { rewards, expiry, referral } = programDocument.shape;

const publicStore = z.object({
  name: z.string(),
  currency: z.string(),
  locale: z.string(),
  timeZone: z.string(),
  accent: z.string(),
});

export const storefrontSchema = z
  .object({
    store: publicStore,
    program: z.object({
      version: z.int(),
      name: z.string(),
      earning: z.object({
        order: z.object({ points: z.int(), per: z.int() }).nullable(),
        signUp: z.int().nullable(),
        holdDays: z.int(),
      }),
      expiry,
      rewards,
      referral,
    }),
  })
  .meta({ id: "Storefront" });

export type Storefront = z.infer<typeof storefrontSchema>;

const benefit = z.union([
  z.object({ type: z.literal("points"), points: z.int() }),
  z.object({ type: z.literal("amount_off"), amount: z.int(), minimumOrder: z.int(), validDays: z.int() }),
]);

export const panelSchema = storefrontSchema
  .extend({
    member: z.object({ id: z.string(), firstName: z.string().nullable(), joinedAt: z.iso.datetime() }),
    balance: balanceSchema,
    pending: z
      .array(z.object({ points: z.int(), availableAt: z.iso.datetime() }))
      .meta({ description: "What is on its way, soonest first; at most 5." }),
    expiring: z
      .object({ points: z.int(), expiresAt: z.iso.datetime() })
      .nullable()
      .meta({ description: "What expires next." }),
    vouchers: z.array(voucherSchema).meta({ description: "Newest first, at most 20." }),
    entries: z.array(entrySchema).meta({ description: "Newest first, at most 20." }),
    referral: z
      .object({
        link: referralLinkSchema.nullable(),
        claimed: z.int(),
        rewarded: z.int(),
        earned: z.object({ points: z.int(), amount: z.int() }),
        friends: z.array(
          z.object({
            firstName: z.string().nullable(),
            status: z.enum(["claimed", "pending", "rewarded", "void"]),
            orderedAt: z.iso.datetime().nullable(),
            availableAt: z.iso.datetime().nullable(),
            benefit,
          }),
        ),
      })
      .nullable(),
    now: z.iso.datetime(),
  })
  .meta({ id: "Panel" });

export type PanelAnswer = z.infer<typeof panelSchema>;

/** The store and its program as anyone may see them; throws the problem `program_not_found`. */
export function storefrontAnswer(context: StoreContext): Storefront {
  const { version, document } = liveProgram(context);
  const { name, currency, locale, timeZone, accent } = context.configuration.store;
  const { order, signUp, holdDays } = document.earning;
  return {
    store: { name, currency, locale, timeZone, accent },
    program: {
      version,
      name: document.name,
      earning: { order: order && { points: order.points, per: order.per }, signUp, holdDays },
      expiry: document.expiry,
      rewards: document.rewards,
      referral: document.referral,
    },
  };
}

/** ISO 8601 UTC, or null. */
export function isoTimeOrNull(at: number | null): string | null {
  return at === null ? null : isoTime(at);
}
