import type {
  Entry,
  Friend,
  Invitation,
  Panel,
  Reward,
  Storefront,
  Voucher,
} from "../../widget/api/types.ts";
import type { Tag } from "../../widget/tag.ts";

/** What the fake Worker's clock says. */
export const now = "2026-11-22T10:00:00.000Z";

export const store: Tag["store"] = {
  name: "Juniper & Co",
  currency: "GBP",
  locale: "en-GB",
  timeZone: "Europe/London",
  accent: "#1f5c4a",
  decimals: 2,
  look: {
    radius: 20,
    font: "page",
    scheme: "auto",
    corner: "bottom-end",
    offset: { inline: 20, block: 20 },
    launcher: { show: "button", icon: "stamps", words: null },
    greeting: null,
  },
};

/** A reward of an amount off. */
export function reward(changes: Partial<Reward> = {}): Reward {
  return {
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
  };
}

export const storefront: Storefront = {
  store,
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
      birthday: null,
      actions: [],
      campaigns: [],
      holdDays: 14,
      holdFrom: "payment",
    },
    tiers: null,
    expiry: { afterDays: 365 },
    rewards: [
      reward(),
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

export function voucher(changes: Partial<Voucher> = {}): Voucher {
  return {
    code: "JUN-7Q4K-M2XP",
    name: "£5 off",
    type: "amount_off",
    amount: 500,
    currency: "GBP",
    minimumOrder: 2000,
    source: "redemption",
    points: 500,
    status: "issued",
    cancellable: false,
    availableAt: "2026-11-20T10:00:00.000Z",
    expiresAt: "2027-01-20T10:00:00.000Z",
    createdAt: "2026-11-20T10:00:00.000Z",
    usedAt: null,
    orderId: null,
    ...changes,
  };
}

export function entry(id: number, changes: Partial<Entry> = {}): Entry {
  return {
    id: `ent_${id}`,
    kind: "earn",
    points: 86,
    createdAt: "2026-11-22T09:00:00.000Z",
    availableAt: "2026-12-06T09:00:00.000Z",
    expiresAt: "2027-12-06T09:00:00.000Z",
    reason: { rule: "order", programVersion: 3, orderId: `#${1000 + id}` },
    sentence: `1 point for every £1 of order #${1000 + id}, under version 3 of the program.`,
    ...changes,
  };
}

const past = (reason: Partial<Entry["reason"]>, id: number, changes: Partial<Entry>): Entry =>
  entry(id, {
    createdAt: "2026-10-02T09:00:00.000Z",
    availableAt: null,
    expiresAt: null,
    ...changes,
    reason: { rule: "order", programVersion: 3, ...reason },
  });

const entries: Entry[] = [
  entry(62),
  past({ rule: "redemption", rewardName: "£5 off" }, 61, {
    kind: "redeem",
    points: -500,
    createdAt: "2026-11-20T10:00:00.000Z",
  }),
  past({ rule: "referral_advocate", firstName: "Ben" }, 60, {
    points: 200,
    createdAt: "2026-11-14T10:00:00.000Z",
  }),
  past({ rule: "order_changed", orderId: "#1048" }, 59, { kind: "refund", points: -24 }),
  past({ rule: "order", orderId: "#1048" }, 58, { points: 124 }),
  past({ rule: "expiry" }, 57, { kind: "expire", points: -40, createdAt: "2026-09-30T23:00:00.000Z" }),
  past({ rule: "action", description: "Reviewed the linen throw" }, 56, {
    points: 50,
    createdAt: "2026-09-12T23:00:00.000Z",
  }),
  past({ rule: "sign_up" }, 55, { points: 100, createdAt: "2025-09-12T23:00:00.000Z" }),
];

const friends: Friend[] = [
  {
    firstName: "Ben",
    status: "pending",
    orderedAt: "2026-11-14T10:00:00.000Z",
    availableAt: "2026-12-14T10:00:00.000Z",
    benefit: storefront.program.referral?.advocate ?? { type: "points", points: 0 },
  },
  {
    firstName: "Mira",
    status: "claimed",
    orderedAt: null,
    availableAt: null,
    benefit: storefront.program.referral?.advocate ?? { type: "points", points: 0 },
  },
  {
    firstName: null,
    status: "rewarded",
    orderedAt: "2026-08-14T10:00:00.000Z",
    availableAt: "2026-09-14T10:00:00.000Z",
    benefit: storefront.program.referral?.advocate ?? { type: "points", points: 0 },
  },
];

/** A member with some of everything. */
export const panel: Panel = {
  ...storefront,
  member: { id: "mem_1", firstName: "Anna", joinedAt: "2025-09-12T23:00:00.000Z" },
  tier: null,
  actions: [],
  otherRewards: [],
  balance: { available: 1240, pending: 86, debt: 0 },
  pending: [{ points: 86, availableAt: "2026-12-06T09:00:00.000Z" }],
  expiring: { points: 120, expiresAt: "2026-12-31T12:00:00.000Z" },
  vouchers: [
    voucher(),
    voucher({
      code: "JUN-PEND-0001",
      name: "£10 off",
      amount: 1000,
      status: "pending",
      availableAt: "2026-12-14T10:00:00.000Z",
      source: "referral_advocate",
      points: 0,
    }),
    voucher({ code: "JUN-USED-0002", status: "used", usedAt: "2026-09-03T10:00:00.000Z", orderId: "#1040" }),
    voucher({ code: "JUN-GONE-0003", status: "expired", expiresAt: "2026-08-03T10:00:00.000Z" }),
    voucher({ code: "JUN-BACK-0004", status: "released" }),
  ],
  entries,
  referral: {
    link: { code: "juniper-7Q4KM2X", url: "https://juniper.shop/r/juniper-7Q4KM2X", clicks: 12 },
    claimed: 3,
    rewarded: 1,
    earned: { points: 0, amount: 2000 },
    friends,
  },
  now,
};

export const invitation: Invitation = {
  code: "juniper-7Q4KM2X",
  advocate: { firstName: "Anna" },
  offer: { type: "amount_off", amount: 1000, minimumOrder: 4000, validDays: 30 },
  terms: { newCustomersOnly: true, attributionDays: 30 },
};

export const welcome = voucher({
  code: "WELCOME-9XK2",
  name: "£10 off",
  amount: 1000,
  minimumOrder: 4000,
  source: "referral_friend",
  points: 0,
  expiresAt: "2026-12-22T10:00:00.000Z",
});
