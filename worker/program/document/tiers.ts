/** Tiers: what they are counted from, how they are reached and kept, and what each gives. */
import { z } from "zod";
import { MOST_MONEY, multiplier, name, partId, points } from "./fields.ts";

const level = z
  .strictObject({
    id: partId,
    name,
    threshold: z.int().min(0).max(MOST_MONEY).meta({
      description: "From which figure on: minor units, points or orders, by `by`.",
    }),
    multiplier: multiplier.default(1).meta({ description: "Multiplies what the member's orders earn." }),
    bonus: points.nullable().default(null).meta({ description: "Points for reaching it, once." }),
    benefits: z
      .array(z.string().trim().min(1).max(200))
      .max(20)
      .default([])
      .meta({ description: "In words." }),
  })
  .meta({ id: "TierLevel" });

/** `tiers` of a program document. */
export const tiers = z
  .strictObject({
    by: z.enum(["spend", "points", "orders"]).default("spend").meta({
      description:
        "What is counted, net of refunds: goods bought, points earned by orders and actions, or orders.",
    }),
    over: z.enum(["lifetime", "calendar_year", "rolling_12_months"]).default("calendar_year").meta({
      description: "Over how long, in whole months of the store's time zone.",
    }),
    upgrade: z.enum(["at_once", "next_period"]).default("at_once").meta({
      description:
        "Whether a tier is reached at once, or with the next calendar year (rolling: the next month).",
    }),
    graceDays: z.int().min(0).max(90).default(0).meta({
      description: "Days that a tier is kept beyond the end of its period.",
    }),
    fall: z.enum(["recomputed", "one_step"]).default("recomputed").meta({
      description: "To the tier that the figure gives, or at most one step down a period.",
    }),
    levels: z.array(level).min(1).max(10).meta({ description: "The lowest first." }),
  })
  .meta({ id: "Tiers" });
export type Tiers = z.infer<typeof tiers>;
export type TierLevel = z.infer<typeof level>;
