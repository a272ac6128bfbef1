/** How points are earned, as the panel shows it. */
import { z } from "@hono/zod-openapi";
import type { ActionStanding } from "../members/action-limits.ts";
import { isoTime } from "../members/answers.ts";
import { campaignInWords, runningCampaigns } from "../program/campaign-words.ts";
import { weekdays } from "../program/document/earning.ts";
import { liveProgram, type StoreContext } from "../stores/store-context.ts";

const action = z
  .object({
    id: z.string(),
    name: z.string(),
    points: z.int(),
    by: z.enum(["store", "shopper"]).meta({
      description:
        "Who says that it was done; the page may (POST /storefront/actions) where it is the shopper.",
    }),
    hold: z.boolean(),
    limits: z.array(z.object({ count: z.int(), period: z.enum(["day", "week", "month", "year", "ever"]) })),
    url: z.string().nullable().meta({ description: "Where it is done." }),
  })
  .meta({ id: "WayToEarn" });

const products = z
  .object({
    productIds: z.array(z.string()),
    skus: z.array(z.string()),
    collections: z.array(z.string()),
    tags: z.array(z.string()),
  })
  .meta({ description: "Products by any of these." });

const campaign = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.enum(["multiply", "add"]),
    multiplier: z.number().nullable(),
    points: z.int().nullable(),
    until: z.iso.datetime().nullable(),
    weekdays: z.array(z.enum(weekdays)).meta({ description: "In the store's time zone; empty: every day." }),
    hours: z
      .object({ from: z.int(), until: z.int() })
      .nullable()
      .meta({ description: "Of the day in the store's time zone; `until` is not included. null: all." }),
    tiers: z.array(z.string()).meta({ description: "Ids of the tiers it is for; empty: everyone." }),
    firstOrder: z.boolean().meta({ description: "Whether it is for a member's first order only." }),
    products: products.nullable().meta({ description: "Products that it counts for; null: all." }),
    minimumOrder: z
      .int()
      .meta({ description: "What the order's goods must come to, minor units; 0: nothing." }),
    sentence: z.string().meta({ description: "What it gives and when, in plain English." }),
  })
  .meta({ id: "RunningCampaign" });

const order = z.object({
  points: z.int(),
  per: z.int().meta({ description: "Minor units that give `points`." }),
  rounding: z.enum(["down", "nearest", "up"]).meta({
    description: "How a fraction of a point is rounded, once, on the whole order.",
  }),
  includeTax: z.boolean().meta({ description: "Whether tax earns points." }),
  includeShipping: z.boolean().meta({ description: "Whether shipping earns points." }),
  rates: z
    .array(z.object({ products, points: z.int(), per: z.int() }))
    .meta({ description: "Other rates for some products; the first that fits counts." }),
  exclude: products.nullable().meta({ description: "Products that earn nothing." }),
});

const cap = z.object({ points: z.int(), period: z.enum(["order", "day", "week", "month", "year"]) });

/** `program.earning` of the storefront's answers. */
export const waysToEarnSchema = z.object({
  order: order.nullable(),
  caps: z.array(cap).meta({ description: "The most that orders earn." }),
  stacking: z.object({ multipliers: z.enum(["best", "add"]), atMost: z.number().nullable() }).meta({
    description:
      "How the tier's multiplier and those of campaigns go together: the best counts, or what each has over 1 is added up; `atMost` is the most that comes of it.",
  }),
  signUp: z.int().nullable(),
  birthday: z.int().nullable(),
  actions: z.array(action),
  campaigns: z.array(campaign).meta({ description: "Those whose dates are now." }),
  holdDays: z.int().meta({ description: "Days before an order's points can be spent." }),
  holdFrom: z.enum(["payment", "fulfilment", "release"]).meta({
    description: "What those days are counted from; before the last two, points on their way have no date.",
  }),
});

/** How points are earned by the live program. */
export function waysToEarn(context: StoreContext): z.infer<typeof waysToEarnSchema> {
  const { document } = liveProgram(context);
  const { store } = context.configuration;
  const { order: rule, caps, stacking, signUp, birthday, actions, holdDays, holdFrom } = document.earning;
  return {
    order: rule,
    caps,
    stacking,
    signUp,
    birthday,
    actions: actions.map(({ id, name, points, by, hold, limits, url }) => ({
      id,
      name,
      points,
      by,
      hold,
      limits,
      url,
    })),
    campaigns: runningCampaigns(document, context.now).map((each) => ({
      id: each.id,
      name: each.name,
      type: each.type,
      multiplier: each.type === "multiply" ? each.multiplier : null,
      points: each.type === "add" ? each.points : null,
      until: each.until === null ? null : isoTime(Date.parse(each.until)),
      weekdays: each.weekdays,
      hours: each.hours,
      tiers: each.tiers,
      firstOrder: each.firstOrder,
      products: each.products,
      minimumOrder: each.minimumOrder,
      sentence: campaignInWords(each, document, store),
    })),
    holdDays,
    holdFrom,
  };
}

/** Of an action of the program, whether the member may do it now. */
export const actionStandingSchema = z
  .object({
    id: z.string(),
    counts: z.boolean().meta({ description: "Whether doing it now gives points." }),
    countsAgainAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: "Where it doesn't: from when on it does; null: never." }),
  })
  .meta({ id: "ActionStanding" });

/** How an action stands for the member, as the panel is answered. */
export function actionStandingAnswer(standing: ActionStanding): z.infer<typeof actionStandingSchema> {
  const { id, counts, countsAgainAt } = standing;
  return { id, counts, countsAgainAt: countsAgainAt === null ? null : isoTime(countsAgainAt) };
}
