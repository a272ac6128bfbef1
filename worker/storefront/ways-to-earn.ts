/** How points are earned, as the panel shows it. */
import { z } from "@hono/zod-openapi";
import type { ActionStanding } from "../members/action-limits.ts";
import { isoTime } from "../members/answers.ts";
import { campaignInWords, runningCampaigns } from "../program/campaign-words.ts";
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

const campaign = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.enum(["multiply", "add"]),
    multiplier: z.number().nullable(),
    points: z.int().nullable(),
    until: z.iso.datetime().nullable(),
    tiers: z.array(z.string()).meta({ description: "Ids of the tiers it is for; empty: everyone." }),
    sentence: z.string().meta({ description: "What it gives and when, in plain English." }),
  })
  .meta({ id: "RunningCampaign" });

/** `program.earning` of the storefront's answers. */
export const waysToEarnSchema = z.object({
  order: z.object({ points: z.int(), per: z.int() }).nullable(),
  signUp: z.int().nullable(),
  birthday: z.int().nullable(),
  actions: z.array(action),
  campaigns: z.array(campaign).meta({ description: "Those whose dates are now." }),
  holdDays: z.int(),
});

/** How points are earned by the live program. */
export function waysToEarn(context: StoreContext): z.infer<typeof waysToEarnSchema> {
  const { document } = liveProgram(context);
  const { store } = context.configuration;
  const { order, signUp, birthday, actions, holdDays } = document.earning;
  return {
    order: order && { points: order.points, per: order.per },
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
      tiers: each.tiers,
      sentence: campaignInWords(each, document, store),
    })),
    holdDays,
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
