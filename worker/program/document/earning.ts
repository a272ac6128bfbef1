/** How members earn: by orders, by joining, on their birthday, by actions, and what campaigns add. */
import { z } from "zod";
import {
  amount,
  days,
  ids,
  limitPeriod,
  minimumOrder,
  moment,
  multiplier,
  name,
  partId,
  points,
  productSet,
} from "./fields.ts";

const rate = {
  points: points.max(1_000_000).meta({ description: "Points given for every `per`.", example: 1 }),
  per: amount.meta({ description: "Minor units that give `points`: 100 is one pound.", example: 100 }),
};

const orderEarning = z
  .strictObject({
    ...rate,
    rounding: z
      .enum(["down", "nearest", "up"])
      .default("down")
      .meta({ description: "How a fraction of a point is rounded, once, on the whole order." }),
    includeTax: z.boolean().default(false).meta({ description: "Whether tax earns points." }),
    includeShipping: z.boolean().default(false).meta({ description: "Whether shipping earns points." }),
    rates: z
      .array(z.strictObject({ products: productSet, ...rate }))
      .max(50)
      .default([])
      .meta({ description: "Other rates for some products; the first that fits a line counts." }),
    exclude: productSet
      .nullable()
      .default(null)
      .meta({ description: "Products that earn nothing. Gift cards never do." }),
  })
  .meta({ description: "Points for what a paid order comes to, net of discounts and refunds." });

const action = z
  .strictObject({
    id: partId,
    name: name.meta({ description: "What the shopper reads: “Write a review”." }),
    points,
    by: z.enum(["store", "shopper"]).default("store").meta({
      description:
        "Who may say that it was done: the store's server alone, or the shopper's own page as well.",
    }),
    hold: z.boolean().default(false).meta({ description: "Whether the hold (in days) applies." }),
    limits: z
      .array(z.strictObject({ count: z.int().min(1).max(1000), period: limitPeriod }))
      .max(5)
      .default([])
      .meta({ description: "How often it counts for one member; all limits hold." }),
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .nullable()
      .default(null)
      .meta({ description: "Where it is done." }),
  })
  .meta({ id: "EarningAction" });

/** Days of the week, from Monday. */
export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

const campaignConditions = {
  id: partId,
  name,
  from: moment.nullable().default(null).meta({ description: "Orders placed from then on." }),
  until: moment.nullable().default(null).meta({ description: "Orders placed before then." }),
  weekdays: z
    .array(z.enum(weekdays))
    .max(7)
    .default([])
    .meta({ description: "In the store's time zone; empty: every day." }),
  hours: z
    .strictObject({ from: z.int().min(0).max(23), until: z.int().min(1).max(24) })
    .nullable()
    .default(null)
    .meta({
      description: "Hours of the day in the store's time zone, from 0 to 24; `until` is not included.",
    }),
  tiers: ids.meta({ description: "Tiers whose members it is for; empty: everyone." }),
  firstOrder: z.boolean().default(false).meta({ description: "Only a member's first order." }),
  products: productSet.nullable().default(null).meta({ description: "Lines it counts for; null: all." }),
  minimumOrder: minimumOrder
    .default(0)
    .meta({ description: "What the order must come to, kept goods, minor units." }),
};

const campaign = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("multiply"), multiplier, ...campaignConditions }),
    z.strictObject({ type: z.literal("add"), points, ...campaignConditions }),
  ])
  .meta({ id: "Campaign" });

const stacking = z.strictObject({
  multipliers: z.enum(["best", "add"]).default("best").meta({
    description:
      "Of a tier's multiplier and those of campaigns the best counts, or what each has over 1 is added up.",
  }),
  atMost: multiplier
    .nullable()
    .default(null)
    .meta({ description: "The most that they multiply by together." }),
});

const cap = z.strictObject({
  points,
  period: z.enum(["order", "day", "week", "month", "year"]).meta({
    description:
      "Of an order, or of all orders of one member placed in the same period of the store's time zone.",
  }),
});

/** `earning` of a program document. */
export const earning = z.strictObject({
  order: orderEarning.nullable().default(null),
  signUp: points.nullable().default(null).meta({ description: "Points for joining; null for none." }),
  birthday: points.nullable().default(null).meta({ description: "Points on each birthday; null for none." }),
  actions: z.array(action).max(50).default([]),
  campaigns: z.array(campaign).max(100).default([]),
  stacking: stacking.default({ multipliers: "best", atMost: null }),
  caps: z.array(cap).max(5).default([]).meta({ description: "The most that orders earn." }),
  holdDays: days.default(0).meta({
    description: "Days after payment (or what `holdFrom` says) before an order's points can be spent.",
  }),
  holdFrom: z.enum(["payment", "fulfilment", "release"]).default("payment").meta({
    description:
      "What the hold begins with: the payment, the fulfilment (where that is later), or the store saying so (`releasedAt` of the order).",
  }),
});
export type Campaign = z.infer<typeof campaign>;
export type EarningAction = z.infer<typeof action>;
