/**
 * The program document: the one JSON document in which a store says all its rules.
 * Points are integers, amounts integer minor units of the store's currency, periods whole days.
 */
import { z } from "zod";
import { contradictions } from "./document/contradictions.ts";
import { earning } from "./document/earning.ts";
import { expiry } from "./document/expiry.ts";
import { amount, MOST_POINTS, name, points } from "./document/fields.ts";
import { referralTerms } from "./document/referral.ts";
import { reward } from "./document/rewards.ts";
import { tiers } from "./document/tiers.ts";

export { MOST_MONEY, MOST_POINTS } from "./document/fields.ts";

const debt = z.strictObject({
  policy: z.enum(["allow_negative", "within_balance", "only_pending"]).default("allow_negative").meta({
    description:
      "When a refund takes more than is left: it is owed; it is taken as far as there are points; or only as far as the order's points are still pending.",
  }),
  floor: z.int().min(0).max(MOST_POINTS).nullable().default(null).meta({
    description: "The most that is owed, with `allow_negative`; null: no limit.",
  }),
});

const transfers = z.strictObject({
  dailyCap: points.meta({ description: "The most one member may send in a day of the store's time zone." }),
  minimum: points.default(1).meta({ description: "The fewest points at a time." }),
});

const pointValue = z
  .strictObject({ points, amount })
  .meta({ description: "What points are worth in the books: `amount` minor units for `points`." });

const security = z.strictObject({
  codeAbove: z.int().min(0).max(MOST_POINTS).nullable().default(null).meta({
    description:
      "A redemption by the shopper that costs more points than this needs an emailed code, entered in the last ten minutes; null: none does.",
  }),
});

const fields = z.strictObject({
  name,
  earning,
  expiry: expiry.nullable().default(null),
  tiers: tiers.nullable().default(null),
  rewards: z.array(reward).max(100).default([]),
  minimumRedemption: points
    .nullable()
    .default(null)
    .meta({ description: "The fewest points that a redemption may take; null: no such limit." }),
  debt: debt.default({ policy: "allow_negative", floor: null }),
  transfers: transfers
    .nullable()
    .default(null)
    .meta({ description: "Whether members may send each other points; null: they may not." }),
  pointValue: pointValue.nullable().default(null),
  referral: referralTerms.nullable().default(null),
  security: security.default({ codeAbove: null }),
});

/** The schema of a program document; its errors point at the field that is wrong. */
export const programDocument = fields
  .check((context) => {
    for (const { path, input, message } of contradictions(context.value))
      context.issues.push({ code: "custom", input, path, message });
  })
  .meta({ id: "ProgramDocument" });

/** A program as the rules read it: parsed, with every default filled in. */
export type Program = z.infer<typeof programDocument>;
export type ReferralTerms = NonNullable<Program["referral"]>;

/**
 * The program that a stored document says. Stored documents passed the schema when they were
 * published; parsing again fills in what a newer schema adds. A contradiction that is refused by now may be in an old one, which goes on counting.
 */
export function programFrom(document: string): Program {
  return fields.parse(JSON.parse(document));
}
