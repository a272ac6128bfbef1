/** What the storefront API answered once, for a store whose program has some of everything: the gallery's widget is told this. */
import type {
  Entry,
  Invitation,
  MemberTier,
  Panel,
  Profile,
  Reward,
  Storefront,
  Voucher,
} from "../../widget/api/types.ts";

/** The clock of these answers. */
const now = "2026-11-22T10:00:00.000Z";

const reward = (changes: Partial<Reward>): Reward => ({
  id: "five-off",
  name: "£5 off",
  type: "amount_off",
  amount: 500,
  points: 500,
  sliding: null,
  minimumOrder: 2000,
  maximumShare: null,
  someProducts: false,
  validDays: 60,
  limits: [],
  from: null,
  until: null,
  tiers: [],
  cancellable: true,
  standing: { open: true, why: null, againAt: null, left: null },
  ...changes,
});

const levels = [
  {
    id: "member",
    name: "Member",
    threshold: 0,
    multiplier: 1,
    bonus: null,
    benefits: ["A gift on your birthday"],
  },
  {
    id: "silver",
    name: "Silver",
    threshold: 20_000,
    multiplier: 1.5,
    bonus: null,
    benefits: ["Free delivery from £25"],
  },
  {
    id: "gold",
    name: "Gold",
    threshold: 50_000,
    multiplier: 2,
    bonus: null,
    benefits: ["Free delivery", "First look at what is new"],
  },
];

/** As every store begins. */
const look: Storefront["store"]["look"] = {
  radius: 20,
  font: "page",
  scheme: "auto",
  corner: "bottom-end",
  offset: { inline: 20, block: 20 },
  launcher: { show: "button", icon: "stamps", words: null },
  greeting: null,
};

/** What anyone may know. */
export const storefront: Storefront = {
  store: {
    name: "Juniper & Co",
    currency: "GBP",
    decimals: 2,
    locale: "en-GB",
    timeZone: "Europe/London",
    accent: "#1f5c4a",
    look,
    signIn: { email: true },
  },
  program: {
    version: 3,
    name: "Juniper Circle",
    earning: {
      order: {
        points: 1,
        per: 100,
        rounding: "down",
        includeTax: false,
        includeShipping: false,
        rates: [],
        exclude: null,
      },
      stacking: { multipliers: "best", atMost: null },
      caps: [],
      signUp: 100,
      birthday: 200,
      actions: [
        {
          id: "review",
          name: "Write a review",
          points: 50,
          by: "store",
          limits: [{ count: 2, period: "month" }],
          url: null,
        },
        {
          id: "follow",
          name: "Follow us",
          points: 25,
          by: "shopper",
          limits: [{ count: 1, period: "ever" }],
          url: "https://example.com/juniper",
        },
      ],
      campaigns: [
        {
          id: "lamps",
          name: "Double points on lamps",
          type: "multiply",
          multiplier: 2,
          points: null,
          until: "2026-12-01T00:00:00.000Z",
          weekdays: [],
          hours: null,
          tiers: [],
          firstOrder: false,
          products: { productIds: [], skus: [], collections: ["lamps"], tags: [] },
          minimumOrder: 0,
          sentence: "2 times the points on lamps, to the end of 30 November 2026.",
        },
      ],
      holdDays: 14,
      holdFrom: "payment",
    },
    tiers: { by: "spend", levels },
    expiry: { afterDays: 365 },
    rewards: [
      reward({}),
      reward({ id: "ten-off", name: "£10 off", amount: 1000, points: 1000, minimumOrder: 4000 }),
      reward({ id: "fifteen-off", name: "£15 off", amount: 1500, points: 1500, minimumOrder: 0 }),
    ],
    referral: {
      friend: { type: "amount_off", amount: 1000, minimumOrder: 4000, validDays: 30 },
      advocate: { type: "amount_off", amount: 1000, minimumOrder: 0, validDays: 90 },
      newCustomersOnly: true,
      attributionDays: 30,
      holdDays: 30,
    },
  },
};

const voucher = (changes: Partial<Voucher>): Voucher => ({
  code: "JUN-7Q4K-M2XP",
  name: "£5 off",
  type: "amount_off",
  amount: 500,
  currency: "GBP",
  minimumOrder: 2000,
  source: "redemption",
  points: 500,
  status: "issued",
  cancellable: true,
  availableAt: "2026-11-20T10:00:00.000Z",
  expiresAt: "2027-01-20T10:00:00.000Z",
  createdAt: "2026-11-20T10:00:00.000Z",
  usedAt: null,
  orderId: null,
  ...changes,
});

const entry = (id: number, changes: Partial<Entry>): Entry => ({
  id: `ent_${id}`,
  kind: "earn",
  points: 86,
  createdAt: "2026-11-22T09:00:00.000Z",
  availableAt: null,
  expiresAt: null,
  reason: { rule: "order", programVersion: 3, orderId: `#${1000 + id}` },
  sentence: "",
  ...changes,
});

const tier: MemberTier = {
  id: "silver",
  name: "Silver",
  benefits: ["Free delivery from £25"],
  multiplier: 1.5,
  by: "spend",
  figure: 32_000,
  next: { id: "gold", name: "Gold", threshold: 50_000, missing: 18_000, by: null, startsAt: null },
  keptUntil: "2027-12-31T23:59:59.000Z",
  keep: null,
  change: null,
};

/** A member with some of everything. */
export const panel: Panel = {
  ...storefront,
  member: { id: "mem_gallery", firstName: "Anna", joinedAt: "2025-09-12T23:00:00.000Z" },
  tier,
  actions: [
    { id: "review", counts: true, countsAgainAt: null },
    { id: "follow", counts: false, countsAgainAt: null },
  ],
  otherRewards: [],
  balance: { available: 1240, pending: 86, debt: 0 },
  pending: [{ points: 86, availableAt: "2026-12-06T09:00:00.000Z" }],
  expiring: { points: 120, expiresAt: "2026-12-31T12:00:00.000Z" },
  vouchers: [
    voucher({}),
    voucher({ code: "JUN-USED-0002", status: "used", usedAt: "2026-09-03T10:00:00.000Z", orderId: "#1040" }),
    voucher({ code: "JUN-GONE-0003", status: "expired", expiresAt: "2026-08-03T10:00:00.000Z" }),
  ],
  entries: [
    entry(62, { availableAt: "2026-12-06T09:00:00.000Z", expiresAt: "2027-12-06T09:00:00.000Z" }),
    entry(61, {
      kind: "redeem",
      points: -500,
      createdAt: "2026-11-20T10:00:00.000Z",
      reason: { rule: "redemption", programVersion: 3, rewardName: "£5 off" },
    }),
    entry(59, {
      kind: "refund",
      points: -24,
      createdAt: "2026-10-02T09:00:00.000Z",
      reason: { rule: "order_changed", programVersion: 3, orderId: "#1048" },
    }),
    entry(55, {
      points: 100,
      createdAt: "2025-09-12T23:00:00.000Z",
      reason: { rule: "sign_up", programVersion: 3 },
    }),
  ],
  referral: {
    link: { code: "juniper-7Q4KM2X", url: "https://juniper.example/r/juniper-7Q4KM2X", clicks: 12 },
    claimed: 2,
    rewarded: 1,
    earned: { points: 0, amount: 1000 },
    friends: [
      {
        firstName: "Ben",
        status: "pending",
        orderedAt: "2026-11-14T10:00:00.000Z",
        availableAt: "2026-12-14T10:00:00.000Z",
        benefit: { type: "amount_off", amount: 1000, minimumOrder: 0, validDays: 90 },
      },
      {
        firstName: "Mira",
        status: "claimed",
        orderedAt: null,
        availableAt: null,
        benefit: { type: "amount_off", amount: 1000, minimumOrder: 0, validDays: 90 },
      },
    ],
  },
  now,
};

/** A member who joined just now, in a store that has put no rewards up yet. */
export const newcomer: Panel = {
  ...panel,
  program: { ...panel.program, rewards: [] },
  tier: {
    ...tier,
    id: "member",
    name: "Member",
    multiplier: 1,
    figure: 0,
    next: { id: "silver", name: "Silver", threshold: 20_000, missing: 20_000, by: null, startsAt: null },
  },
  balance: { available: 0, pending: 0, debt: 0 },
  pending: [],
  expiring: null,
  vouchers: [],
  entries: [],
  referral: panel.referral && {
    ...panel.referral,
    claimed: 0,
    rewarded: 0,
    earned: { points: 0, amount: 0 },
    friends: [],
  },
};

/** What a friend who followed a link is greeted with. */
export const invitation: Invitation = {
  code: "juniper-7Q4KM2X",
  advocate: { firstName: "Anna" },
  offer: { type: "amount_off", amount: 1000, minimumOrder: 4000, validDays: 30 },
  terms: { newCustomersOnly: true, attributionDays: 30 },
};

/** What the member says of themselves. */
export const profile: Profile = {
  firstName: "Anna",
  email: "anna@example.com",
  birthday: "04-12",
  birthdayChangeable: false,
  language: null,
  consent: { marketing: true, changedAt: "2026-10-02T09:00:00.000Z" },
  joinedAt: "2025-09-12T23:00:00.000Z",
  number: "4829036157",
};
