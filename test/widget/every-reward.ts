import type { Panel, Reward, TierLevel } from "../../widget/api/types.ts";
import { panel, reward, voucher } from "./fixtures.ts";

const levels: TierLevel[] = [
  {
    id: "silver",
    name: "Silver",
    threshold: 20_000,
    multiplier: 1,
    bonus: null,
    benefits: ["Early access to sales"],
  },
  {
    id: "gold",
    name: "Gold",
    threshold: 50_000,
    multiplier: 2,
    bonus: null,
    benefits: ["A gift on your birthday"],
  },
];

const closed = (why: NonNullable<Reward["standing"]>["why"], more: Partial<Reward["standing"]> = {}) => ({
  open: false,
  why,
  againAt: null,
  left: null,
  ...more,
});

/** One reward of each kind, each with something of its own to say. */
export const everyReward: Reward[] = [
  reward(),
  reward({
    id: "as-you-like",
    name: "Off your order",
    amount: 500,
    points: 500,
    sliding: { minimum: 500, maximum: 2000, step: 100, amount: 100 },
    minimumOrder: 0,
    maximumShare: 50,
  }),
  reward({
    id: "percent",
    name: "15% off",
    type: "percentage_off",
    amount: null,
    percent: 15,
    ceiling: 3000,
    points: 800,
    minimumOrder: 0,
    someProducts: true,
    until: "2026-12-31T12:00:00.000Z",
  }),
  reward({ id: "delivery", name: "Free delivery", type: "free_shipping", amount: null, points: 1400 }),
  reward({
    id: "mug",
    name: "A mug of your own",
    type: "free_product",
    amount: null,
    points: 600,
    productName: "Stoneware mug, sand",
    limits: [{ count: 2, period: "month" }],
    minimumOrder: 0,
    standing: { open: true, why: null, againAt: null, left: 4 },
  }),
  reward({ id: "credit", name: "Store credit", type: "store_credit", points: 550, minimumOrder: 0 }),
  reward({ id: "card", name: "Gift card", type: "gift_card", amount: 2500, points: 2400, minimumOrder: 0 }),
  reward({
    id: "talk",
    name: "An evening in the studio",
    limits: [{ count: 1, period: "ever" }],
    type: "experience",
    amount: null,
    points: 700,
    minimumOrder: 0,
    description: "Throw a bowl with Juno, and take it home a month later.",
  }),
  reward({
    id: "coffee",
    name: "A bag of beans",
    type: "partner_offer",
    amount: null,
    points: 450,
    minimumOrder: 0,
    partner: "Kettle Row Coffee",
    description: "250 g of the house roast.",
    url: "https://kettle-row.example/juniper",
  }),
  reward({
    id: "trees",
    name: "£3 for trees",
    type: "donation",
    amount: 300,
    points: 300,
    minimumOrder: 0,
    cause: "Woodland at Ashdown",
    cancellable: false,
  }),
];

/** Rewards that can't be had now, one for each reason. */
const lockedRewards: Reward[] = [
  reward({
    id: "visit",
    name: "Studio visit for two",
    type: "experience",
    amount: null,
    points: 900,
    tiers: ["gold"],
    standing: closed("other_tiers", { left: 4 }),
  }),
  reward({
    id: "later",
    name: "£8 off",
    points: 700,
    from: "2026-12-03T09:00:00.000Z",
    standing: closed("not_open_yet"),
  }),
  reward({
    id: "gone",
    name: "A linen throw",
    amount: null,
    type: "free_product",
    standing: closed("out_of_stock", { left: 0 }),
  }),
  reward({
    id: "again",
    name: "£2 off",
    points: 200,
    standing: closed("limit_reached", { againAt: "2027-01-01T00:00:00.000Z" }),
  }),
  reward({ id: "once", name: "A welcome mug", points: 100, standing: closed("limit_reached") }),
];

/** A member of a program that has some of everything. */
export const everything: Panel = {
  ...panel,
  program: { ...panel.program, rewards: everyReward, tiers: { by: "spend", levels } },
  otherRewards: lockedRewards,
  tier: {
    id: "silver",
    name: "Silver",
    benefits: [],
    multiplier: 1,
    by: "spend",
    figure: 32_000,
    next: {
      id: "gold",
      name: "Gold",
      threshold: 50_000,
      missing: 18_000,
      by: "2026-12-31T12:00:00.000Z",
      startsAt: null,
    },
    keptUntil: "2026-12-31T12:00:00.000Z",
    keep: null,
    change: null,
  },
  vouchers: [
    voucher({ cancellable: true }),
    voucher({
      code: "KETTLE-4QX2",
      name: "A bag of beans",
      type: "partner_offer",
      amount: null,
      minimumOrder: 0,
      partner: "Kettle Row Coffee",
      description: "250 g of the house roast.",
      url: "https://kettle-row.example/juniper",
    }),
    voucher({ code: "", name: "£8 off", amount: 800, status: "pending" }),
    voucher({
      code: "JUN-TREE-0009",
      name: "£3 for trees",
      type: "donation",
      amount: 300,
      cause: "Woodland at Ashdown",
    }),
    ...panel.vouchers.slice(1),
  ],
};
