/** What the widget is answered. */
import { z } from "@hono/zod-openapi";
import { balanceSchema, entrySchema } from "../members/answers.ts";
import { programDocument } from "../program/document.ts";
import { referralLinkSchema } from "../referrals/link.ts";
import { voucherSchema } from "../rewards/answers.ts";
import { offerSchema, offersToAnyone } from "../rewards/offers.ts";
import { liveProgram, type StoreContext } from "../stores/store-context.ts";
import { tierSchema } from "../tiers/answers.ts";
import { spokenStoreAnswer, spokenStoreSchema } from "./store-answer.ts";
import { actionStandingSchema, waysToEarn, waysToEarnSchema } from "./ways-to-earn.ts";

const { expiry, tiers, referral } = programDocument.shape;

const security = z.object({
  codeAbove: z.int().nullable().meta({
    description:
      "A redemption that costs more points than this needs an emailed code, entered in the last ten minutes; null: none does.",
  }),
});

export const storefrontSchema = z
  .object({
    store: spokenStoreSchema,
    program: z.object({
      version: z.int(),
      name: z.string(),
      earning: waysToEarnSchema,
      expiry,
      tiers,
      rewards: z.array(offerSchema).meta({
        description:
          "Those open to everyone now; in a member's panel those open to them, whether or not they have the points.",
      }),
      referral,
      security,
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
    tier: tierSchema.nullable().meta({ description: "null where the program has no tiers." }),
    balance: balanceSchema,
    pending: z.array(z.object({ points: z.int(), availableAt: z.iso.datetime() })).meta({
      description: "What is on its way with a day that is known, soonest first; at most 5.",
    }),
    expiring: z
      .object({ points: z.int(), expiresAt: z.iso.datetime() })
      .nullable()
      .meta({ description: "What expires next, all that goes together." }),
    actions: z
      .array(actionStandingSchema)
      .meta({ description: "How each of the program's actions stands for the member." }),
    otherRewards: z.array(offerSchema).meta({
      description:
        "Rewards that are not open to the member now, and may be: `standing.why` says what is missing.",
    }),
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

/**
 * The store and its program as anyone may see them, with the store's sentences in a language (BCP 47); throws the problem
 * `program_not_found`.
 */
export function storefrontAnswer(context: StoreContext, language: string | undefined): Storefront {
  const { version, document } = liveProgram(context);
  return {
    store: spokenStoreAnswer(context, language),
    program: {
      version,
      name: document.name,
      earning: waysToEarn(context),
      expiry: document.expiry,
      tiers: document.tiers,
      rewards: offersToAnyone(document, context.now),
      referral: document.referral,
      security: document.security,
    },
  };
}
