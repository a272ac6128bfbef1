/**
 * The program document: the one JSON document in which a store says all its rules.
 * Points are integers, amounts integer minor units of the store's currency, periods whole days.
 */
import { z } from "zod";

/** The most points that one entry may hold; far from 2^53 even summed over a member's life. */
export const MOST_POINTS = 1_000_000_000;
/** The largest amount of money in one field, in minor units. */
export const MOST_MONEY = 100_000_000_000;

const points = z.int().min(1).max(MOST_POINTS);
const amount = z.int().min(1).max(MOST_MONEY);
const minimumOrder = z.int().min(0).max(MOST_MONEY);
const days = z.int().min(0).max(3650);

const orderEarning = z
  .strictObject({
    points: points.max(1_000_000).meta({ description: "Points given for every `per`.", example: 1 }),
    per: amount.meta({ description: "Minor units that give `points`: 100 is one pound.", example: 100 }),
    rounding: z
      .enum(["down", "nearest", "up"])
      .default("down")
      .meta({ description: "How a fraction of a point is rounded, once, on the whole order." }),
    includeTax: z.boolean().default(false).meta({ description: "Whether tax earns points." }),
    includeShipping: z.boolean().default(false).meta({ description: "Whether shipping earns points." }),
  })
  .meta({ description: "Points for what a paid order comes to, net of discounts and refunds." });

const reward = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "Use lower-case letters, digits and hyphens.")
      .meta({ description: "The store's own id for the reward; keep it when you change the reward." }),
    name: z.string().trim().min(1).max(80),
    type: z.literal("amount_off"),
    amount: amount.meta({ description: "What the voucher takes off an order, minor units." }),
    points: points.meta({ description: "What the reward costs." }),
    minimumOrder: minimumOrder
      .default(0)
      .meta({ description: "Smallest order it can be used on, minor units." }),
    validDays: z.int().min(1).max(3650).default(365).meta({ description: "Days the voucher can be used." }),
  })
  .meta({ id: "Reward" });

const amountOff = z.strictObject({
  type: z.literal("amount_off"),
  amount,
  minimumOrder: minimumOrder.default(0),
  validDays: z.int().min(1).max(3650).default(90),
});

const advocateBenefit = z.discriminatedUnion("type", [
  amountOff,
  z.strictObject({ type: z.literal("points"), points }),
]);

const referralTerms = z
  .strictObject({
    friend: amountOff.meta({ description: "The voucher a friend gets when they claim." }),
    advocate: advocateBenefit.meta({ description: "What the member who shared gets after the hold." }),
    minimumOrder: minimumOrder
      .default(0)
      .meta({ description: "What the friend's order must come to, net of discounts, minor units." }),
    newCustomersOnly: z.boolean().default(true),
    attributionDays: z.int().min(1).max(365).default(30).meta({
      description:
        "Days after the link is followed in which it can be claimed, and after the claim in which the claimed address counts.",
    }),
    holdDays: days
      .default(30)
      .meta({ description: "Days after the friend's payment before the advocate's reward is theirs." }),
  })
  .meta({ id: "ReferralTerms" });

/** The schema of a program document; its errors point at the field that is wrong. */
export const programDocument = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    earning: z.strictObject({
      order: orderEarning.nullable().default(null),
      signUp: points.nullable().default(null).meta({ description: "Points for joining; null for none." }),
      holdDays: days
        .default(0)
        .meta({ description: "Days after payment before an order's points can be spent." }),
    }),
    expiry: z
      .strictObject({
        afterDays: z.int().min(1).max(3650).meta({ description: "Days after points become available." }),
      })
      .nullable()
      .default(null),
    rewards: z.array(reward).max(100).default([]),
    referral: referralTerms.nullable().default(null),
  })
  .check((context) => {
    const seen = new Map<string, number>();
    context.value.rewards.forEach((each, index) => {
      const first = seen.get(each.id);
      if (first === undefined) seen.set(each.id, index);
      else
        context.issues.push({
          code: "custom",
          input: each.id,
          path: ["rewards", index, "id"],
          message: `Another reward, number ${first + 1} in the list, has the id "${each.id}" already.`,
        });
      if (each.minimumOrder > 0 && each.minimumOrder < each.amount)
        context.issues.push({
          code: "custom",
          input: each.minimumOrder,
          path: ["rewards", index, "minimumOrder"],
          message: "The minimum order is smaller than the amount off, so part of the reward would be lost.",
        });
    });
    const { referral } = context.value;
    if (referral && referral.friend.minimumOrder > 0 && referral.friend.minimumOrder < referral.friend.amount)
      context.issues.push({
        code: "custom",
        input: referral.friend.minimumOrder,
        path: ["referral", "friend", "minimumOrder"],
        message: "The minimum order is smaller than the amount off, so part of the reward would be lost.",
      });
  })
  .meta({ id: "ProgramDocument" });

/** A program as the rules read it: parsed, with every default filled in. */
export type Program = z.infer<typeof programDocument>;
export type ReferralTerms = NonNullable<Program["referral"]>;

/**
 * The program that a stored document says. Stored documents passed the schema when they were
 * published; parsing again fills in what a newer schema adds.
 */
export function programFrom(document: string): Program {
  return programDocument.parse(JSON.parse(document));
}
