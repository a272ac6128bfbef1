/** Programs that contradict themselves are refused: each with the field to look at, and the sentence that says so. */
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import "../../../worker/http/field-words.ts";
import { programDocument, programFrom } from "../../../worker/program/document.ts";
import { campaign, TIERS } from "./earning-orders.ts";

type Input = z.input<typeof programDocument>;
type Reward = NonNullable<Input["rewards"]>[number];
type Case = [
  what: string,
  wrong: Partial<Input>,
  pointer: string,
  says: string,
  right: Partial<Input> | null,
];

/** A document of these parts, beside a point a pound and three tiers. */
function document({ earning, ...more }: Partial<Input>): Input {
  return { name: "Circle", tiers: TIERS, ...more, earning: { order: { points: 1, per: 100 }, ...earning } };
}

/** What is wrong with it: each field, and the sentence. */
function refusals(parts: unknown): [pointer: string, says: string][] {
  const { error } = programDocument.safeParse(document(parts as Partial<Input>));
  return (error?.issues ?? []).map(({ path, message }) => [`/${path.map(String).join("/")}`, message]);
}

const reward = (more: Partial<Reward> = {}): Reward =>
  ({ id: "five-off", name: "£5 off", type: "amount_off", amount: 500, points: 500, ...more }) as Reward;
const rewards = (more: Partial<Reward>) => ({ rewards: [reward(more)] });
const action = { id: "review", name: "Write a review", points: 50 };
const levels = (...thresholds: number[]) =>
  thresholds.map((threshold, index) => ({ id: `t${index}`, name: `T${index}`, threshold }));
const rates = (...sets: Record<string, string[]>[]) => ({
  order: { points: 1, per: 100, rates: sets.map((products) => ({ products, points: 2, per: 100 })) },
});
const add = campaign({ type: "add" });
const multiply = campaign({ type: "multiply" });

const cases: Record<string, Case[]> = {
  earning: [
    [
      "a rate for what earlier rates are for",
      { earning: rates({ tags: ["a", "b"] }, { tags: ["b"] }) },
      "/earning/order/rates/1/products",
      "Earlier rates are for all of these already: this one never counts.",
      { earning: rates({ tags: ["a"] }, { tags: ["a", "b"] }) },
    ],
    [
      "a rate for what earns nothing",
      { earning: { order: { ...rates({ skus: ["x", "y"] }).order, exclude: { skus: ["y"] } } } },
      "/earning/order/rates/0/products/skus/1",
      'The SKU "y" earns nothing: it is in `earning.order.exclude`.',
      { earning: { order: { ...rates({ skus: ["y"] }).order, exclude: { tags: ["y"] } } } },
    ],
    [
      "two actions of one id",
      { earning: { actions: [action, action] } },
      "/earning/actions/1/id",
      'Another action, number 1 in the list, has the id "review" already.',
      { earning: { actions: [action, { ...action, id: "survey" }] } },
    ],
    [
      "an action that the shopper may say without end",
      { earning: { actions: [{ ...action, by: "shopper" }] } },
      "/earning/actions/0/limits",
      "Whatever the shopper's own page may say needs a limit, or it earns without end.",
      { earning: { actions: [{ ...action, by: "shopper", limits: [{ count: 1, period: "ever" }] }] } },
    ],
    [
      "fewer a week than a day",
      {
        earning: {
          actions: [
            {
              ...action,
              limits: [
                { count: 5, period: "day" },
                { count: 3, period: "week" },
              ],
            },
          ],
        },
      },
      "/earning/actions/0/limits/1/count",
      "This is 3 a week, so number 1 in the list, 5 a day, can never be reached.",
      {
        earning: {
          actions: [
            {
              ...action,
              limits: [
                { count: 5, period: "week" },
                { count: 5, period: "day" },
              ],
            },
          ],
        },
      },
    ],
    [
      "a cap of a month below that of an order",
      {
        earning: {
          caps: [
            { points: 100, period: "month" },
            { points: 200, period: "order" },
          ],
        },
      },
      "/earning/caps/0/points",
      "This is 100 a month, so number 2 in the list, 200 an order, can never be reached.",
      {
        earning: {
          caps: [
            { points: 200, period: "order" },
            { points: 200, period: "day" },
          ],
        },
      },
    ],
    [
      "two caps of one period",
      {
        earning: {
          caps: [
            { points: 100, period: "day" },
            { points: 200, period: "day" },
          ],
        },
      },
      "/earning/caps/1/period",
      "Another limit, number 1 in the list, is for the same period already.",
      null,
    ],
    [
      "a most of multipliers below a tier's",
      { earning: { stacking: { atMost: 1.5 } } },
      "/earning/stacking/atMost",
      "The tier “Gold” multiplies by 2, which is more than this allows.",
      { earning: { stacking: { atMost: 2 } } },
    ],
    [
      "a most of multipliers below a campaign's",
      {
        earning: { stacking: { atMost: 2 }, campaigns: [{ ...multiply, multiplier: 3 } as typeof multiply] },
      },
      "/earning/stacking/atMost",
      "The campaign “Fair” multiplies by 3, which is more than this allows.",
      null,
    ],
  ],
  campaigns: [
    [
      "two of one id",
      { earning: { campaigns: [add, multiply] } },
      "/earning/campaigns/1/id",
      'Another campaign, number 1 in the list, has the id "fair" already.',
      { earning: { campaigns: [add, { ...multiply, id: "other" }] } },
    ],
    [
      "one where orders earn nothing",
      { earning: { order: null, campaigns: [add] } },
      "/earning/campaigns/0",
      "Orders earn nothing (`earning.order` is null), so this campaign gives nothing either.",
      null,
    ],
    [
      "one that ends as it starts",
      {
        earning: {
          campaigns: [{ ...add, from: "2026-11-01T00:00:00Z", until: "2026-11-01T01:00:00+01:00" }],
        },
      },
      "/earning/campaigns/0/until",
      "This is not after `from`, 2026-11-01T00:00:00Z: it never opens.",
      { earning: { campaigns: [{ ...add, from: "2026-11-01T00:00:00Z", until: "2026-11-01T00:00:01Z" }] } },
    ],
    [
      "hours the wrong way round",
      { earning: { campaigns: [{ ...add, hours: { from: 22, until: 2 } }] } },
      "/earning/campaigns/0/hours/until",
      "This is not after `from`, 22. For a night that goes on past midnight make two campaigns.",
      { earning: { campaigns: [{ ...add, hours: { from: 22, until: 24 } }] } },
    ],
    [
      "for a tier that isn't there",
      { earning: { campaigns: [{ ...add, tiers: ["gold", "platinum"] }] } },
      "/earning/campaigns/0/tiers/1",
      'There is no tier "platinum". The tiers are "bronze", "silver", "gold".',
      { earning: { campaigns: [{ ...add, tiers: ["gold", "silver"] }] } },
    ],
    [
      "for a product that earns nothing",
      {
        earning: {
          order: { points: 1, per: 100, exclude: { tags: ["sale"] } },
          campaigns: [{ ...multiply, products: { tags: ["new", "sale"] } }],
        },
      },
      "/earning/campaigns/0/products/tags/1",
      'The tag "sale" earns nothing: it is in `earning.order.exclude`.',
      null,
    ],
    [
      "more than an order may earn",
      { earning: { caps: [{ points: 40, period: "order" }], campaigns: [add] } },
      "/earning/campaigns/0/points",
      "Orders earn at most 40 an order (`earning.caps`), so this can never be given in full.",
      { earning: { caps: [{ points: 50, period: "order" }], campaigns: [add] } },
    ],
  ],
  expiry: [
    [
      "shorter than the hold",
      { earning: { holdDays: 30 }, expiry: { afterDays: 14 } },
      "/expiry/afterDays",
      "Points are held for 30 days (`earning.holdDays`) and would then expire after 14 days: an expiry can't be shorter than the hold.",
      { earning: { holdDays: 30 }, expiry: { afterDays: 30 } },
    ],
    [
      "by inactivity, shorter than the hold",
      { earning: { holdDays: 2 }, expiry: { type: "inactivity", afterDays: 1 } },
      "/expiry/afterDays",
      "Points are held for 2 days (`earning.holdDays`) and would then expire after 1 day: an expiry can't be shorter than the hold.",
      null,
    ],
    [
      "a warning before there is anything to warn of",
      { expiry: { afterDays: 30, warnDays: 30 } },
      "/expiry/warnDays",
      "Points last for 30 days at the least, so a warning 30 days before their end would be due before they are there.",
      { expiry: { afterDays: 30, warnDays: 29 } },
    ],
    [
      "a warning longer than from one date to the next",
      { expiry: { type: "dates", dates: ["12-31", "01-31"], warnDays: 31 } },
      "/expiry/warnDays",
      "Points last for 31 days at the least, so a warning 31 days before their end would be due before they are there.",
      { expiry: { type: "dates", dates: ["12-31", "01-31"], warnDays: 31, minimumDays: 1 } },
    ],
    [
      "a warning of more than the year",
      { expiry: { type: "dates", dates: ["12-31"], warnDays: 365 } },
      "/expiry/warnDays",
      "Points last for 365 days at the least, so a warning 365 days before their end would be due before they are there.",
      { expiry: { type: "dates", dates: ["12-31"], warnDays: 364 } },
    ],
    [
      "grace where nobody warns",
      { expiry: { afterDays: 30, graceDays: 7 } },
      "/expiry/graceDays",
      "Grace is for points whose owner was not warned in time, and nobody is warned: set `warnDays`.",
      { expiry: { afterDays: 30, warnDays: 7, graceDays: 7 } },
    ],
    [
      "a date that no year has",
      { expiry: { type: "dates", dates: ["06-30", "02-30"] } },
      "/expiry/dates/1",
      "No year has a day 02-30 (month and day).",
      { expiry: { type: "dates", dates: ["06-30", "02-29"] } },
    ],
    [
      "a date that is there twice",
      { expiry: { type: "dates", dates: ["06-30", "12-31", "06-30"] } },
      "/expiry/dates/2",
      "This date is there already, as number 1 in the list.",
      null,
    ],
  ],
  tiers: [
    [
      "two of one id",
      { tiers: { levels: [...levels(0), { id: "t0", name: "Other", threshold: 1 }] } },
      "/tiers/levels/1/id",
      'Another tier, number 1 in the list, has the id "t0" already.',
      { tiers: { levels: levels(0, 1) } },
    ],
    [
      "two of one name",
      { tiers: { levels: [...levels(0), { id: "other", name: "T0", threshold: 1 }] } },
      "/tiers/levels/1/name",
      "Another tier, number 1 in the list, is called “T0” already: nobody could tell them apart.",
      null,
    ],
    [
      "out of order",
      { tiers: { levels: levels(0, 5000, 1000) } },
      "/tiers/levels/2/threshold",
      "“T2” begins at 1000, below “T1” (5000). List the lowest tier first.",
      { tiers: { levels: levels(500, 1000, 5000) } },
    ],
    [
      "of one threshold",
      { tiers: { levels: levels(0, 0) } },
      "/tiers/levels/1/threshold",
      "“T1” begins where “T0” does, at 0, so nobody would ever be “T0”.",
      null,
    ],
    [
      "a next period where there is but one",
      { tiers: { over: "lifetime", upgrade: "next_period", levels: levels(0) } },
      "/tiers/upgrade",
      "Over a lifetime there is no next period: use `at_once`.",
      { tiers: { over: "lifetime", levels: levels(0) } },
    ],
    [
      "grace after a period that never ends",
      { tiers: { over: "lifetime", graceDays: 1, levels: levels(0) } },
      "/tiers/graceDays",
      "Over a lifetime no period ends, so there is no grace after one.",
      { tiers: { graceDays: 1, levels: levels(0) } },
    ],
    [
      "a step down after a period that never ends",
      { tiers: { over: "lifetime", fall: "one_step", levels: levels(0) } },
      "/tiers/fall",
      "Over a lifetime no period ends, so nobody falls after one: use `recomputed`.",
      null,
    ],
  ],
  rewards: [
    [
      "two of one id",
      { rewards: [reward(), reward()] },
      "/rewards/1/id",
      'Another reward, number 1 in the list, has the id "five-off" already.',
      { rewards: [reward(), reward({ id: "other" })] },
    ],
    [
      "one that closes before it opens",
      rewards({ from: "2026-12-01T00:00:00Z", until: "2026-11-01T00:00:00Z" }),
      "/rewards/0/until",
      "This is not after `from`, 2026-12-01T00:00:00Z: it never opens.",
      rewards({ from: "2026-11-01T00:00:00Z", until: "2026-12-01T00:00:00Z" }),
    ],
    [
      "for a tier that isn't there",
      rewards({ tiers: ["platinum"] }),
      "/rewards/0/tiers/0",
      'There is no tier "platinum". The tiers are "bronze", "silver", "gold".',
      rewards({ tiers: ["gold"] }),
    ],
    [
      "for a tier where there are none",
      { ...rewards({ tiers: ["gold"] }), tiers: null },
      "/rewards/0/tiers/0",
      'There is no tier "gold". The program has no tiers.',
      null,
    ],
    [
      "a price for a tier that isn't there",
      rewards({ prices: { platinum: 400 } }),
      "/rewards/0/prices/platinum",
      'There is no tier "platinum". The tiers are "bronze", "silver", "gold".',
      rewards({ prices: { gold: 400 } }),
    ],
    [
      "a price for a tier that may not have it",
      rewards({ tiers: ["gold"], prices: { silver: 400 } }),
      "/rewards/0/prices/silver",
      'The tier "silver" may not have this reward (`tiers`), so it needs no price.',
      rewards({ tiers: ["gold", "silver"], prices: { silver: 400 } }),
    ],
    [
      "fewer a month than a week",
      rewards({
        limits: [
          { count: 1, period: "month" },
          { count: 2, period: "week" },
        ],
      }),
      "/rewards/0/limits/0/count",
      "This is 1 a month, so number 2 in the list, 2 a week, can never be reached.",
      rewards({
        limits: [
          { count: 1, period: "month" },
          { count: 2, period: "ever" },
        ],
      }),
    ],
    [
      "a sliding price whose maximum is below its minimum",
      rewards({ points: 100, sliding: { minimum: 500, maximum: 400 } }),
      "/rewards/0/sliding/maximum",
      "The maximum is below the minimum, 500.",
      rewards({ points: 100, sliding: { minimum: 500, maximum: 500 } }),
    ],
    [
      "a maximum between two steps",
      rewards({ points: 100, sliding: { minimum: 200, maximum: 450 } }),
      "/rewards/0/sliding/maximum",
      "The maximum can't be reached: it is no whole number of steps of 100 points.",
      rewards({ points: 50, sliding: { minimum: 200, maximum: 450 } }),
    ],
    [
      "a minimum between two steps",
      rewards({ points: 100, sliding: { minimum: 250, maximum: 400 } }),
      "/rewards/0/sliding/minimum",
      "The minimum is no whole number of steps of 100 points.",
      null,
    ],
    [
      "a maximum worth more than an amount may be",
      rewards({ points: 1, amount: 100_000_000, sliding: { minimum: 1, maximum: 1001 } }),
      "/rewards/0/sliding/maximum",
      "The maximum would be worth more than 100000000000 minor units.",
      rewards({ points: 1, amount: 100_000_000, sliding: { minimum: 1, maximum: 1000 } }),
    ],
    [
      "a price below the least that a redemption takes",
      { ...rewards({ points: 50 }), minimumRedemption: 100 },
      "/rewards/0/points",
      "A redemption takes at least 100 points (`minimumRedemption`), so nobody could have this reward for 50.",
      { ...rewards({ points: 100 }), minimumRedemption: 100 },
    ],
    [
      "a tier's price below it",
      { ...rewards({ prices: { gold: 99 } }), minimumRedemption: 100 },
      "/rewards/0/prices/gold",
      "A redemption takes at least 100 points (`minimumRedemption`), so nobody could have this reward for 99.",
      null,
    ],
    [
      "a sliding price that ends below it",
      { ...rewards({ points: 10, sliding: { minimum: 10, maximum: 90 } }), minimumRedemption: 100 },
      "/rewards/0/sliding/maximum",
      "A redemption takes at least 100 points (`minimumRedemption`), so nobody could have this reward for 90.",
      { ...rewards({ points: 10, sliding: { minimum: 10, maximum: 100 } }), minimumRedemption: 100 },
    ],
    [
      "a smallest order below the amount off",
      rewards({ minimumOrder: 499 }),
      "/rewards/0/minimumOrder",
      "The minimum order is smaller than the amount off, so part of the reward would be lost.",
      rewards({ minimumOrder: 500 }),
    ],
    [
      "a smallest order of which it may pay for too little",
      rewards({ minimumOrder: 1000, maximumShare: 49 }),
      "/rewards/0/maximumShare",
      "Of an order of 1000 it may pay for 49 % only, so part of the reward would be lost.",
      rewards({ minimumOrder: 1000, maximumShare: 50 }),
    ],
    [
      "a percentage above the most of an order",
      { rewards: [{ id: "p", name: "P", type: "percentage_off", percent: 20, points: 1, maximumShare: 19 }] },
      "/rewards/0/maximumShare",
      "The reward takes 20 % off, and this lets it pay for 19 % only.",
      { rewards: [{ id: "p", name: "P", type: "percentage_off", percent: 20, points: 1, maximumShare: 20 }] },
    ],
  ],
  "the rest": [
    [
      "a most of debt where nothing is owed",
      { debt: { policy: "within_balance", floor: 100 } },
      "/debt/floor",
      "Nothing is ever owed under `within_balance`, so there is no most of it: leave the floor out.",
      { debt: { policy: "allow_negative", floor: 100 } },
    ],
    [
      "a transfer of more than a day's",
      { transfers: { dailyCap: 100, minimum: 101 } },
      "/transfers/minimum",
      "A member may send 100 points a day (`dailyCap`), so never as many as this.",
      { transfers: { dailyCap: 100, minimum: 100 } },
    ],
    [
      "a code above what anything costs",
      { ...rewards({}), security: { codeAbove: 500 } },
      "/security/codeAbove",
      "No reward costs more than 500 points, so no redemption would ever need a code: set it lower, or leave it out.",
      { ...rewards({}), security: { codeAbove: 499 } },
    ],
    [
      "a friend's smallest order below the amount off",
      {
        referral: {
          friend: { type: "amount_off", amount: 1000, minimumOrder: 999 },
          advocate: { type: "points", points: 500 },
        },
      },
      "/referral/friend/minimumOrder",
      "The minimum order is smaller than the amount off, so part of the reward would be lost.",
      null,
    ],
    [
      "an advocate's smallest order below the amount off",
      {
        referral: {
          friend: { type: "amount_off", amount: 1000 },
          advocate: { type: "amount_off", amount: 1000, minimumOrder: 1 },
        },
      },
      "/referral/advocate/minimumOrder",
      "The minimum order is smaller than the amount off, so part of the reward would be lost.",
      null,
    ],
  ],
};

describe.each(Object.entries(cases))("%s:", (_area, listed) => {
  test.each(listed)("%s", (_what, wrong, pointer, says, right) => {
    expect(refusals(wrong)).toEqual([[pointer, says]]);
    if (right) expect(refusals(right)).toEqual([]);
  });
});

describe("a document", () => {
  test("is told all its contradictions at once", () => {
    const wrong = {
      ...rewards({ tiers: ["platinum"], minimumOrder: 1 }),
      debt: { policy: "only_pending", floor: 1 },
    };
    expect(refusals(wrong).map(([pointer]) => pointer)).toEqual([
      "/rewards/0/tiers/0",
      "/rewards/0/minimumOrder",
      "/debt/floor",
    ]);
  });

  test("that was stored before a contradiction was refused goes on counting", () => {
    const stored = document({ earning: { holdDays: 30 }, expiry: { afterDays: 14 } });
    expect(programFrom(JSON.stringify(stored)).expiry).toMatchObject({ type: "age", afterDays: 14 });
  });
});

describe("an expiry", () => {
  test("without a type goes by age, as documents of the first versions do", () => {
    expect(programDocument.parse(document({ expiry: { afterDays: 365 } })).expiry).toEqual({
      type: "age",
      afterDays: 365,
      warnDays: 0,
      graceDays: 0,
    });
  });

  test.each([
    [{ type: "age", afterDays: 0 }, "/expiry/afterDays", "This has to be at least 1."],
    [{ afterDays: 1.5 }, "/expiry/afterDays", "This has to be a whole number."],
    [{}, "/expiry/afterDays", "This is required."],
    [{ type: "inactivity" }, "/expiry/afterDays", "This is required."],
    [
      { type: "inactivity", afterDays: 9, activities: [] },
      "/expiry/activities",
      "This has to have at least 1 items.",
    ],
    [{ type: "dates", dates: [] }, "/expiry/dates", "This has to have at least 1 items."],
    [{ type: "dates", dates: ["31-12"] }, "/expiry/dates/0", "Give month and day as MM-DD, such as 12-31."],
    [{ type: "moon" }, "/expiry/type", 'This has to be "age" or "dates" or "inactivity".'],
    [365, "/expiry", "This has to be an object."],
  ])("%j is refused at %s", (expiry, pointer, says) => {
    expect(refusals({ expiry })).toContainEqual([pointer, says]);
  });

  test("is refused at the field that is wrong and nowhere else", () => {
    expect(refusals({ expiry: { type: "inactivity", afterDays: 9, activities: ["visit"] } })).toEqual([
      ["/expiry/activities/0", 'This has to be "order" or "action" or "redemption".'],
    ]);
  });
});
