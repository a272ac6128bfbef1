import type { Campaign, MemberTier, Storefront, TierLevel, Way } from "../../widget/api/types.ts";
import { fake } from "./stage.ts";
import type { FakeStorefront } from "./storefront.ts";

export const way = (changes: Partial<Way> = {}): Way => ({
  id: "visit",
  name: "Visit us on a Sunday",
  points: 5,
  by: "shopper",
  limits: [],
  url: null,
  ...changes,
});

const campaign = (changes: Partial<Campaign> = {}): Campaign => ({
  id: "double",
  name: "Double weekend",
  type: "multiply",
  multiplier: 2,
  points: null,
  until: "2026-12-01T00:00:00.000Z",
  weekdays: [],
  hours: null,
  tiers: ["gold"],
  firstOrder: false,
  products: null,
  minimumOrder: 0,
  sentence: "2 times the points on orders, to the end of 30 November 2026, for Gold.",
  ...changes,
});

const none = { productIds: [], skus: [], collections: [], tags: [] };

const levels: TierLevel[] = [
  {
    id: "bronze",
    name: "Bronze",
    threshold: 0,
    multiplier: 1,
    bonus: null,
    benefits: ["A card on your birthday"],
  },
  {
    id: "silver",
    name: "Silver",
    threshold: 30000,
    multiplier: 1.25,
    bonus: null,
    benefits: ["Free delivery over £20"],
  },
  {
    id: "gold",
    name: "Gold",
    threshold: 60000,
    multiplier: 1.5,
    bonus: 250,
    benefits: ["Free delivery", "Sales a day before everyone else"],
  },
];

/** Silver, which would be lost with the year's grace, and £180 short of gold. */
export const silver: MemberTier = {
  id: "silver",
  name: "Silver",
  benefits: ["Free delivery over £20"],
  multiplier: 1.25,
  by: "spend",
  figure: 42000,
  next: {
    id: "gold",
    name: "Gold",
    threshold: 60000,
    missing: 18000,
    by: "2027-01-01T00:00:00.000Z",
    startsAt: null,
  },
  keptUntil: "2027-02-01T00:00:00.000Z",
  keep: { missing: 5000, by: "2027-01-01T00:00:00.000Z" },
  change: { at: "2027-02-01T00:00:00.000Z", to: { id: "bronze", name: "Bronze" } },
};

/** A program with some of everything, for members and for guests. */
export function fullApi(): FakeStorefront {
  const api = fake();
  const program: Storefront["program"] = {
    ...api.storefront.program,
    earning: {
      ...api.storefront.program.earning,
      order: {
        points: 1,
        per: 100,
        rounding: "down",
        includeTax: false,
        includeShipping: false,
        rates: [{ points: 3, per: 100, products: { ...none, collections: ["lamps"] } }],
        exclude: { ...none, tags: ["gift-card"] },
      },
      caps: [
        { points: 500, period: "order" },
        { points: 2000, period: "month" },
      ],
      birthday: 150,
      actions: [
        way({
          id: "follow",
          name: "Follow us on Instagram",
          points: 20,
          limits: [{ count: 1, period: "ever" }],
          url: "https://social.example/juniper",
        }),
        way(),
        way({
          id: "review",
          name: "Review something you bought",
          points: 50,
          by: "store",
          limits: [
            { count: 1, period: "day" },
            { count: 3, period: "month" },
          ],
          url: "https://juniper.shop/reviews",
        }),
        way({
          id: "newsletter",
          name: "Read our letter",
          points: 10,
          limits: [{ count: 1, period: "week" }],
        }),
        way({ id: "fill", name: "Bring a jar to refill", points: 30, by: "store" }),
      ],
      campaigns: [
        campaign(),
        campaign({
          id: "extra",
          name: "Welcome back",
          type: "add",
          multiplier: null,
          points: 100,
          until: null,
          tiers: [],
          sentence: "100 points more on orders of at least £20.",
        }),
      ],
    },
    tiers: { by: "spend", levels },
  };
  api.storefront = { ...api.storefront, program };
  api.panel = {
    ...api.panel,
    program,
    tier: silver,
    actions: program.earning.actions.map(({ id }) => ({
      id,
      counts: id !== "newsletter",
      countsAgainAt: id === "newsletter" ? "2026-11-30T00:00:00.000Z" : null,
    })),
  };
  return api;
}
