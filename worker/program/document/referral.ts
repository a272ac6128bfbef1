/** What sharing gives. */
import { z } from "zod";
import { amount, days, minimumOrder, points } from "./fields.ts";

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

/** `referral` of a program document. */
export const referralTerms = z
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
