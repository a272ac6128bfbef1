/** What points buy. */
import { z } from "zod";
import {
  amount,
  ids,
  limitPeriod,
  minimumOrder,
  moment,
  name,
  partId,
  points,
  productSet,
} from "./fields.ts";

const words = z.string().trim().min(1).max(500);

const common = {
  id: partId.meta({ description: "The store's own id for the reward; keep it when you change the reward." }),
  name,
  points: points.meta({ description: "What the reward costs; of a sliding reward, what each step costs." }),
  prices: z.record(partId, points).default({}).meta({
    description: "Other prices for some tiers, by the tier's id.",
  }),
  minimumOrder: minimumOrder
    .default(0)
    .meta({ description: "Smallest order it can be used on, minor units." }),
  maximumShare: z.int().min(1).max(100).nullable().default(null).meta({
    description: "The most of an order that it pays for, per cent.",
  }),
  products: productSet
    .nullable()
    .default(null)
    .meta({ description: "What it can be used on; null: everything." }),
  validDays: z.int().min(1).max(3650).default(365).meta({ description: "Days the voucher can be used." }),
  stock: z.int().min(0).max(1_000_000_000).nullable().default(null).meta({
    description: "How many there are in all; null: as many as are wanted.",
  }),
  limits: z
    .array(z.strictObject({ count: z.int().min(1).max(1000), period: limitPeriod }))
    .max(5)
    .default([])
    .meta({ description: "How many one member may have; all limits hold." }),
  from: moment.nullable().default(null).meta({ description: "Opens then." }),
  until: moment.nullable().default(null).meta({ description: "Closes then." }),
  tiers: ids.meta({ description: "Tiers whose members may have it; empty: everyone." }),
  segments: z.array(z.string().min(1).max(80)).max(50).default([]).meta({
    description: "Segments whose members may have it; empty: everyone.",
  }),
  codes: z.strictObject({ pool: partId }).nullable().default(null).meta({
    description: "A pool of imported codes that vouchers are taken from; null: codes are generated.",
  }),
  onCancel: z.enum(["keep", "give_back"]).default("keep").meta({
    description:
      "When the order that used it is cancelled: the voucher is good again, or the points go back.",
  }),
  onExpiry: z.enum(["keep", "give_back"]).default("keep").meta({
    description: "When it expires unused: nothing happens, or the points go back.",
  }),
  cancellable: z.boolean().default(true).meta({
    description: "Whether the member may give back an unused voucher and have the points again.",
  }),
};

/** Sliding: the member chooses how many points; `points` and `amount` are one step. */
const sliding = z.strictObject({ minimum: points, maximum: points }).nullable().default(null).meta({
  description:
    "null for a fixed price. Otherwise the member chooses from `minimum` to `maximum` points in steps of `points`, and each step is worth `amount`.",
});

const money = { amount: amount.meta({ description: "What it is worth, minor units." }), sliding };

/** One of `rewards` of a program document. */
export const reward = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("amount_off"), ...money, ...common }),
    z.strictObject({
      type: z.literal("percentage_off"),
      percent: z.int().min(1).max(100),
      ceiling: amount.nullable().default(null).meta({ description: "The most it takes off, minor units." }),
      ...common,
    }),
    z.strictObject({ type: z.literal("free_shipping"), ...common }),
    z.strictObject({
      type: z.literal("free_product"),
      productId: z.string().min(1).max(255),
      productName: name,
      ...common,
    }),
    z.strictObject({ type: z.literal("store_credit"), ...money, ...common }),
    z.strictObject({ type: z.literal("gift_card"), ...money, ...common }),
    z.strictObject({ type: z.literal("experience"), description: words, ...common }),
    z.strictObject({
      type: z.literal("partner_offer"),
      partner: name,
      description: words,
      url: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .nullable()
        .default(null),
      ...common,
    }),
    z.strictObject({ type: z.literal("donation"), cause: name, ...money, ...common }),
  ])
  .meta({ id: "Reward" });
export type Reward = z.infer<typeof reward>;
