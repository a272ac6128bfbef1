/** Rewards as a shopper is shown them: what each costs, and whether they can have it now. */
import { z } from "@hono/zod-openapi";
import { voucherTypes } from "../database/schema.ts";
import { isoTime } from "../members/answers.ts";
import { limitPeriod, productSet } from "../program/document/fields.ts";
import type { Program } from "../program/document.ts";
import { NEVER } from "../program/lot-dates.ts";
import { barrierOf, isForAnyone, type RewardMember } from "../program/reward-access.ts";
import { typeDetails } from "../program/reward-details.ts";
import type { Reward } from "../program/document/rewards.ts";
import { amountOf, pricesOf } from "../program/reward-price.ts";
import { countsAgainAt, type ReachedLimit } from "../members/limits.ts";
import type { Taken } from "./take-place.ts";

const standing = z.object({
  open: z.boolean().meta({ description: "Whether the member can redeem it now, if the points are there." }),
  why: z
    .enum(["not_open_yet", "other_tiers", "out_of_stock", "limit_reached"])
    .nullable()
    .meta({ description: "Why not; null where it is open." }),
  againAt: z.iso
    .datetime()
    .nullable()
    .meta({ description: "Of a limit that is reached: from when on there is another; null: never." }),
  missing: z.int().meta({ description: "Points that are missing for the least that it costs; 0: none." }),
  left: z
    .int()
    .nullable()
    .meta({ description: "How many there are for everyone; null: as many as are wanted." }),
});

/** A reward as it is offered. */
export const offerSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.enum(voucherTypes),
    points: z
      .int()
      .meta({ description: "What it costs; of a sliding reward the least. A member's own price." }),
    amount: z.int().nullable().meta({
      description:
        "What it is worth for that price, minor units; null where its type is not about an amount of money.",
    }),
    sliding: z
      .object({
        minimum: z.int(),
        maximum: z.int(),
        step: z.int(),
        amount: z.int().meta({ description: "What each step is worth, minor units." }),
      })
      .nullable()
      .meta({ description: "The prices to choose from, points; null for a fixed price." }),
    percent: z.int().optional().meta({ description: "Of a percentage off." }),
    ceiling: z.int().optional().meta({ description: "The most a percentage takes off, minor units." }),
    productId: z.string().optional(),
    productName: z.string().optional(),
    description: z.string().optional(),
    partner: z.string().optional(),
    url: z.string().optional(),
    cause: z.string().optional(),
    minimumOrder: z.int().meta({ description: "Smallest order it can be used on, minor units; 0: any." }),
    maximumShare: z.int().nullable(),
    someProducts: z.boolean().meta({ description: "Whether it is for some products only." }),
    products: productSet
      .nullable()
      .meta({ description: "What it can be used on; null: everything but gift cards." }),
    validDays: z.int(),
    limits: z.array(z.object({ count: z.int(), period: limitPeriod })),
    from: z.iso.datetime().nullable(),
    until: z.iso.datetime().nullable(),
    tiers: z.array(z.string()).meta({ description: "Ids of the tiers it is for; empty: everyone." }),
    cancellable: z.boolean(),
    standing: standing
      .nullable()
      .meta({ description: "How it stands for the member; null where nobody is signed in." }),
  })
  .meta({ id: "RewardOffer" });
export type Offer = z.infer<typeof offerSchema>;
type Standing = z.infer<typeof standing>;

/** The rewards that everyone can have at `now` (milliseconds). */
export function offersToAnyone(program: Program, now: number): Offer[] {
  return program.rewards.flatMap((reward) => {
    const offer = isForAnyone(reward, now) ? offerOf(program, reward, null) : null;
    return offer ? [{ ...offer, standing: null }] : [];
  });
}

/** What decides how the rewards stand for a member. */
export interface RewardFacts extends RewardMember {
  /** Points to spend. */
  available: number;
  reached: ReachedLimit[];
  taken: Taken[];
  /** Milliseconds. */
  now: number;
}

/**
 * The rewards for a member: those that are open to them, and those that are not and may be.
 * Rewards for other segments, and those that have closed, are in neither.
 */
export function offersToMember(program: Program, facts: RewardFacts): { open: Offer[]; others: Offer[] } {
  const offers = program.rewards.flatMap((reward) => {
    const barrier = barrierOf(reward, facts, facts.now);
    if (barrier === "closed" || barrier === "other_segments") return [];
    const offer = offerOf(program, reward, facts.tier);
    return offer ? [{ ...offer, standing: standingOf(reward, offer.points, barrier, facts) }] : [];
  });
  return {
    open: offers.filter((offer) => offer.standing.open),
    others: offers.filter((offer) => !offer.standing.open),
  };
}

function standingOf(
  { id, stock, codes }: Reward,
  price: number,
  barrier: "not_open_yet" | "other_tiers" | null,
  { available, reached, taken }: RewardFacts,
): Standing {
  const gone = taken.find(({ rewardId }) => rewardId === id);
  const counts = [
    ...(stock === null ? [] : [stock - (gone?.redeemed ?? 0)]),
    ...(codes === null ? [] : [gone?.codes ?? 0]),
  ];
  const left = counts.length === 0 ? null : Math.max(0, Math.min(...counts));
  const again = countsAgainAt(id, reached);
  const why = barrier ?? (left === 0 ? "out_of_stock" : again > 0 ? "limit_reached" : null);
  return {
    open: why === null,
    why,
    againAt: again === 0 || again === NEVER ? null : isoTime(again),
    missing: Math.max(0, price - available),
    left,
  };
}

/** The reward at its price for the tier (an id; null for none); null where a redemption takes more than it may cost. */
function offerOf(program: Program, reward: Reward, tier: string | null): Omit<Offer, "standing"> | null {
  const { minimum, maximum, step } = pricesOf(reward, tier, program.minimumRedemption);
  if (minimum > maximum) return null;
  const { id, name, type, minimumOrder, maximumShare, products, validDays, limits, tiers } = reward;
  const isMoney = "amount" in reward;
  return {
    id,
    name,
    type,
    points: minimum,
    amount: isMoney ? amountOf(reward, minimum, step) : null,
    sliding: isMoney && reward.sliding ? { minimum, maximum, step, amount: reward.amount } : null,
    ...(reward.type === "percentage_off" ? { percent: reward.percent } : {}),
    ...typeDetails(reward),
    minimumOrder,
    maximumShare,
    someProducts: products !== null,
    products,
    validDays,
    limits,
    from: isoOf(reward.from),
    until: isoOf(reward.until),
    tiers,
    cancellable: reward.cancellable && reward.codes === null,
  };
}

function isoOf(moment: string | null): string | null {
  return moment === null ? null : isoTime(Date.parse(moment));
}
