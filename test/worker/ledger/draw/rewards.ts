/** What points buy, at random: some of a few rewards, each of another kind. */
import fc from "fast-check";
import type { Program } from "../../../../worker/program/document.ts";
import { DAY } from "../model/calendar.ts";
import { AUTUMN, maybe, points, type Drawn } from "./chance.ts";

type Reward = Program["rewards"][number];

/** The ids of the rewards: a new version may leave one out and bring it back. */
export const REWARDS = ["fixed", "sliding", "percent", "scarce", "limited", "select", "pool"] as const;
export const POOL = "codes";
/** The least price, and what programs with a least redemption ask for. */
export const LEAST = 30;

const rules = fc.record({
  points: points(LEAST, 200),
  isCheaperForGold: fc.boolean(),
  validDays: fc.constantFrom<number>(20, 60),
  onCancel: fc.constantFrom<Reward["onCancel"]>("keep", "give_back"),
  onExpiry: fc.constantFrom<Reward["onExpiry"]>("keep", "give_back"),
  cancellable: fc.boolean(),
});

/** `rewards` of a document. */
export const rewards: fc.Arbitrary<Reward[]> = fc
  .tuple(
    ...REWARDS.map((id) =>
      maybe(
        rules.map((each) => reward(id, each)),
        2,
      ),
    ),
  )
  .map((list) => list.filter((each) => each !== null));

function reward(id: (typeof REWARDS)[number], { isCheaperForGold, ...drawn }: Drawn<typeof rules>): Reward {
  const common = {
    id,
    name: `Reward ${id}`,
    prices: isCheaperForGold
      ? { gold: Math.max(LEAST, Math.ceil(drawn.points / 2)) }
      : ({} as Record<string, number>),
    minimumOrder: 0,
    maximumShare: null,
    products: null,
    stock: null,
    limits: [],
    from: null,
    until: null,
    tiers: [],
    segments: [],
    codes: null,
    ...drawn,
  };
  switch (id) {
    case "fixed":
      return { ...common, type: "amount_off", amount: 500, sliding: null };
    case "sliding": {
      const sliding = { minimum: 50, maximum: 500 };
      return { ...common, type: "store_credit", points: 10, prices: {}, amount: 50, sliding };
    }
    case "percent":
      return { ...common, type: "percentage_off", percent: 20, ceiling: 2000 };
    case "scarce":
      return { ...common, type: "experience", description: "A day in the workshop", stock: 3 };
    case "limited":
      return {
        ...common,
        type: "free_shipping",
        limits: [
          { count: 1, period: "month" },
          { count: 3, period: "ever" },
        ],
      };
    case "select": {
      const until = new Date(AUTUMN + 90 * DAY).toISOString();
      const whom = isCheaperForGold ? { tiers: ["bronze", "gold"] } : { segments: ["staff"] };
      return { ...common, type: "gift_card", amount: 1000, sliding: null, until, ...whom };
    }
    case "pool":
      return {
        ...common,
        type: "donation",
        cause: "The wood",
        amount: 500,
        sliding: null,
        codes: { pool: POOL },
      };
  }
}
