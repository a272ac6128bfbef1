/** A request and an answer for each operation, by its id. A test holds them to the routes' own schemas. */
import { member } from "./member-example.ts";
import { webhookExamples } from "./webhook-examples.ts";
import { integrationExamples } from "./examples-integrations.ts";

import { movingExamples } from "./examples-moving.ts";
import { signInExamples } from "./examples-sign-ins.ts";

interface Example {
  request?: unknown;
  answer?: unknown;
}

const { marketing, changedAt } = member.consent;
const profile = {
  firstName: member.firstName,
  email: member.email,
  birthday: member.birthday,
  birthdayChangeable: false,
  language: member.language,
  consent: { marketing, changedAt },
  joinedAt: member.joinedAt,
  number: member.number,
};

/** As soon as they are made: nothing more is known of them. */
const newMember = {
  ...member,
  phone: null,
  birthday: null,
  segments: [],
  language: null,
  consent: { marketing: false, changedAt: null, source: null },
};

const balance = { available: 640, pending: 86, debt: 0 };

const store = {
  name: "Juniper & Co",
  currency: "GBP",
  locale: "en-GB",
  timeZone: "Europe/London",
  accent: "#1f5c4a",
  decimals: 2,
  signIn: { email: true },
  look: {
    radius: 12,
    font: "page",
    scheme: "auto",
    corner: "bottom-end",
    offset: { inline: 20, block: 20 },
    launcher: { show: "button", icon: "gift", words: "Juniper Circle" },
    greeting: "Good to see you in the orchard.",
  },
};

const look = {
  ...store.look,
  accent: store.accent,
  words: { en: { rewards: "Treats" }, de: { rewards: "Leckereien" } },
};

const contrast = {
  text: "#ffffff",
  ratio: 7.81,
  corrected: false,
  note: "White on #1f5c4a has 7.81:1, which can be read.",
};

const reward = {
  id: "five-off",
  name: "£5 off",
  type: "amount_off",
  amount: 500,
  points: 500,
  minimumOrder: 2000,
  validDays: 60,
};

const offer = {
  id: "as-you-like",
  name: "Money off",
  type: "amount_off",
  points: 200,
  amount: 200,
  sliding: { minimum: 200, maximum: 5000, step: 100, amount: 100 },
  minimumOrder: 0,
  maximumShare: 50,
  someProducts: false,
  products: null,
  validDays: 60,
  limits: [{ count: 1, period: "day" }],
  from: null,
  until: null,
  tiers: [],
  cancellable: true,
  standing: null,
};

const offerToMember = {
  ...offer,
  standing: { open: true, why: null, againAt: null, missing: 0, left: null },
};

const otherReward = {
  ...offer,
  id: "studio-evening",
  name: "An evening in the studio",
  type: "experience",
  description: "Supper and a turn at the wheel, for two.",
  points: 3000,
  amount: null,
  sliding: null,
  maximumShare: null,
  limits: [],
  tiers: ["gold"],
  standing: { open: false, why: "other_tiers", againAt: null, missing: 2360, left: 12 },
};

const amountOff = { type: "amount_off", amount: 1000, minimumOrder: 4000, validDays: 30 };

const referralTerms = {
  friend: amountOff,
  advocate: { type: "points", points: 500 },
  minimumOrder: 4000,
  newCustomersOnly: true,
  attributionDays: 30,
  holdDays: 30,
};

const tierLevel = (id: string, name: string, threshold: number, multiplier: number, benefits: string[]) => ({
  id,
  name,
  threshold,
  multiplier,
  bonus: null,
  benefits,
});

const tiers = {
  by: "spend",
  over: "calendar_year",
  upgrade: "at_once",
  graceDays: 0,
  fall: "recomputed",
  levels: [
    tierLevel("bronze", "Bronze", 0, 1, []),
    tierLevel("silver", "Silver", 100_000, 1.25, ["Free shipping", "Early access to sales"]),
    tierLevel("gold", "Gold", 500_000, 1.5, ["Free shipping", "Early access", "Birthday rewards"]),
  ],
};

const document = {
  name: "Juniper Circle",
  earning: {
    order: { points: 1, per: 100, rounding: "down", includeTax: false, includeShipping: false },
    signUp: 100,
    holdDays: 14,
  },
  expiry: { afterDays: 365 },
  tiers,
  rewards: [reward],
  referral: referralTerms,
};

const orderEntry = {
  id: "ent_01kah5e9q0c3f6j8n2r5t7w9x4",
  kind: "earn",
  points: 86,
  createdAt: "2026-11-22T09:30:00.000Z",
  availableAt: "2026-12-06T09:29:00.000Z",
  expiresAt: "2027-12-06T09:29:00.000Z",
  reason: {
    rule: "order",
    programVersion: 3,
    orderId: "1001",
    lines: [
      { id: "1", points: 60 },
      { id: "2", points: 26 },
    ],
  },
  sentence: "86 points earned by order 1001.",
};

const giftEntry = {
  id: "ent_01kah6b2d4g7k9m1p3s5v8y0z2",
  kind: "earn",
  points: 50,
  createdAt: "2026-11-22T10:00:00.000Z",
  availableAt: "2026-11-22T10:00:00.000Z",
  expiresAt: "2027-11-22T10:00:00.000Z",
  reason: { rule: "action", programVersion: 3, description: "A review of the olive board" },
  sentence: "50 points: A review of the olive board.",
};

const actionEntry = {
  ...giftEntry,
  id: "ent_01kah6c4f6h9n1p3r5t8w0y2z4",
  reason: { rule: "action", programVersion: 3, actionId: "review", description: "Write a review" },
  sentence: "50 points: Write a review.",
};

const adjustmentEntry = {
  id: "ent_01kah6d5g7j0p2r4t6w9y1z3a5",
  kind: "adjust",
  points: -20,
  createdAt: "2026-11-22T10:02:00.000Z",
  availableAt: null,
  expiresAt: null,
  reason: {
    rule: "adjustment",
    programVersion: 3,
    description: "A gift that was given twice",
    actor: "Priya, support",
  },
  sentence: "20 points taken by the store: A gift that was given twice.",
};

const voucher = {
  code: "JUN-7Q4KM-2XPRW",
  name: "£5 off",
  type: "amount_off",
  amount: 500,
  currency: "GBP",
  minimumOrder: 2000,
  source: "redemption",
  points: 500,
  status: "issued",
  cancellable: true,
  availableAt: "2026-11-22T10:05:00.000Z",
  expiresAt: "2027-01-21T10:05:00.000Z",
  createdAt: "2026-11-22T10:05:00.000Z",
  usedAt: null,
  orderId: null,
  publication: "published",
  reservedUntil: null,
};

const released = { ...voucher, status: "released", cancellable: false, publication: "withdrawing" };

/** A code that a shop did not take in three days. */
const publication = {
  id: "pub_01kagx3v5r7h2m4q8s6t9w0y1z",
  code: voucher.code,
  connectionId: "con_01kagx1a2b3c4d5e6f7g8h9j0k",
  status: "held",
  givenUp: true,
  attempts: 20,
  nextAttemptAt: null,
  detail: "The shop answered 502.",
  reference: null,
  createdAt: "2026-11-22T10:05:00.000Z",
  publishedAt: null,
  withdrawnAt: null,
};

const friendVoucher = {
  ...voucher,
  code: "JUN-M3HWD-9KTQE",
  name: "£10 off",
  amount: 1000,
  minimumOrder: 4000,
  source: "referral_friend",
  points: 0,
  cancellable: false,
  expiresAt: "2026-12-22T10:05:00.000Z",
};

const redeemed = {
  redemption: {
    id: "red_01kah6k0m2p5r8t1w4y7z9b3d6",
    rewardId: "five-off",
    points: 500,
    createdAt: "2026-11-22T10:05:00.000Z",
  },
  voucher,
  balance: { available: 140, pending: 86, debt: 0 },
};

const staff = {
  id: "stf_01kagx3v5r7h2m4q8s6t9w0y1z",
  name: "Priya",
  number: "4821",
  createdAt: "2026-11-01T12:00:00.000Z",
  revokedAt: null,
};

const tillSignIn = { staff, pin: "093517", till: "https://regulars.example.com/till/#pk_…" };

const receipt = {
  receipt: {
    number: "A-10423",
    memberId: member.id,
    amount: 2450,
    refunded: 0,
    addedAt: "2026-11-22T10:05:00.000Z",
    undoneAt: null,
  },
  again: false,
  points: 20,
  balance: { ...balance, pending: 106 },
  vouchers: [],
};

const tillMember = {
  member: {
    id: member.id,
    number: member.number,
    firstName: member.firstName,
    email: "a•••@example.com",
    phone: "•••123",
  },
  balance,
  tier: null,
  rewards: [offerToMember],
  vouchers: [voucher],
};

const link = {
  code: "juniper-7Q4KM2X",
  url: "https://regulars.example.com/r/juniper-7Q4KM2X",
  clicks: 4,
  active: true,
};

const order = {
  id: "1001",
  memberId: member.id,
  status: "partly_refunded",
  points: 60,
  forgiven: 0,
  programVersion: 3,
  placedAt: "2026-11-22T09:28:00.000Z",
  updatedAt: "2026-11-24T15:00:00.000Z",
};

const storefront = {
  store: { ...store, words: { rewards: "Treats" } },
  program: {
    version: 3,
    name: document.name,
    earning: {
      order: {
        points: 1,
        per: 100,
        rounding: "down",
        includeTax: false,
        includeShipping: false,
        rates: [
          {
            products: { productIds: [], skus: [], collections: ["lighting"], tags: [] },
            points: 3,
            per: 100,
          },
        ],
        exclude: null,
      },
      caps: [{ points: 500, period: "day" }],
      stacking: { multipliers: "best", atMost: null },
      signUp: 100,
      birthday: 200,
      actions: [
        {
          id: "visit",
          name: "Come by",
          points: 5,
          by: "shopper",
          hold: false,
          limits: [{ count: 1, period: "day" }],
          url: null,
        },
      ],
      campaigns: [
        {
          id: "double-weekend",
          name: "Double weekend",
          type: "multiply",
          multiplier: 2,
          points: null,
          until: "2026-12-01T00:00:00.000Z",
          weekdays: ["saturday", "sunday"],
          hours: null,
          tiers: [],
          firstOrder: false,
          products: null,
          minimumOrder: 0,
          sentence: "2 times the points on orders, on Saturdays and Sundays, to the end of 30 November 2026.",
        },
      ],
      holdDays: 14,
      holdFrom: "payment",
    },
    expiry: document.expiry,
    tiers,
    rewards: [offer],
    referral: referralTerms,
    security: { codeAbove: 5000 },
  },
};

const memberTier = {
  id: "silver",
  name: "Silver",
  benefits: ["Free shipping", "Early access to sales"],
  multiplier: 1.25,
  by: "spend",
  figure: 124_000,
  since: "2026-01-01T00:00:00.000Z",
  next: {
    id: "gold",
    name: "Gold",
    threshold: 500_000,
    missing: 376_000,
    by: "2027-01-01T00:00:00.000Z",
    startsAt: null,
  },
  keptUntil: "2028-01-01T00:00:00.000Z",
  keep: { missing: 100_000, from: "2027-01-01T00:00:00.000Z", by: "2028-01-01T00:00:00.000Z" },
  change: { at: "2028-01-01T00:00:00.000Z", to: { id: "bronze", name: "Bronze" } },
};

const panel = {
  ...storefront,
  program: { ...storefront.program, rewards: [offerToMember] },
  member: { id: member.id, firstName: member.firstName, joinedAt: member.joinedAt },
  tier: memberTier,
  balance,
  pending: [{ points: 86, availableAt: orderEntry.availableAt }],
  expiring: { points: 640, expiresAt: "2027-11-01T12:00:00.000Z" },
  actions: [{ id: "visit", counts: false, countsAgainAt: "2026-11-23T00:00:00.000Z" }],
  otherRewards: [otherReward],
  vouchers: [voucher],
  entries: [orderEntry],
  referral: {
    link,
    claimed: 1,
    rewarded: 0,
    earned: { points: 0, amount: 0 },
    friends: [
      {
        firstName: "Ben",
        status: "pending",
        orderedAt: "2026-11-20T18:00:00.000Z",
        availableAt: "2026-12-20T18:01:00.000Z",
        benefit: referralTerms.advocate,
      },
    ],
  },
  now: "2026-11-22T10:06:00.000Z",
};

const page = (item: unknown) => ({ items: [item], next: null });
const byCustomer = { customerId: member.customerId };

export const examples: Record<string, Example> = {
  ...movingExamples,
  ...signInExamples(panel),
  putV1OrdersById: {
    request: {
      customer: { id: member.customerId, email: member.email, firstName: member.firstName },
      currency: "GBP",
      placedAt: "2026-11-22T09:28:00Z",
      updatedAt: "2026-11-24T15:00:00Z",
      paidAt: "2026-11-22T09:29:00Z",
      cancelledAt: null,
      lines: [
        { id: "1", name: "Linen throw", quantity: 1, amount: 6000, tax: 1200 },
        { id: "2", name: "Stoneware mug", quantity: 2, amount: 3600, discount: 1000, tax: 520 },
      ],
      shipping: { amount: 500 },
      refunds: [
        {
          id: "r-1",
          refundedAt: "2026-11-24T15:00:00Z",
          lines: [{ lineId: "2", amount: 2600, tax: 520 }],
        },
      ],
      vouchers: [],
    },
    answer: {
      order,
      posted: -26,
      stale: false,
      balance: { available: 640, pending: 60, debt: 0 },
      vouchers: [],
      referral: null,
    },
  },
  getV1OrdersById: { answer: order },
  postV1Members: {
    request: { customerId: member.customerId, email: member.email, firstName: member.firstName },
    answer: { ...newMember, customerId: member.customerId, email: member.email },
  },
  getV1Members: { answer: page(member) },
  getV1MembersById: { answer: member },
  patchV1MembersById: {
    request: { firstName: "Anna", birthday: "02-29", segments: ["newsletter"], language: "en-GB" },
    answer: member,
  },
  getV1MembersByIdBalance: { answer: balance },
  getV1MembersByIdTier: { answer: { tier: memberTier } },
  getV1MembersByIdEntries: { answer: page(orderEntry) },
  postV1Earn: {
    request: { ...byCustomer, points: 50, description: "A review of the olive board" },
    answer: { entry: giftEntry, balance: { available: 690, pending: 86, debt: 0 } },
  },
  postV1Actions: {
    request: { ...byCustomer, action: "review", reference: "review-3021" },
    answer: { entry: actionEntry, repeated: false, balance: { available: 690, pending: 86, debt: 0 } },
  },
  postV1Adjustments: {
    request: {
      ...byCustomer,
      points: -20,
      description: adjustmentEntry.reason.description,
      actor: adjustmentEntry.reason.actor,
    },
    answer: { entry: adjustmentEntry, balance: { available: 620, pending: 86, debt: 0 } },
  },
  postV1Transfers: {
    request: { from: byCustomer, to: { customerId: "c-1077" }, points: 100 },
    answer: {
      transfer: {
        id: "trf_01kah6e6h8k1q3s5v7x0z2b4c6",
        from: member.id,
        to: "mem_01kagy4w6s8j3n5r9t7v0x1z2b",
        points: 100,
        createdAt: "2026-11-22T10:03:00.000Z",
      },
      balance: { available: 540, pending: 86, debt: 0 },
    },
  },
  postV1Redeem: { request: { ...byCustomer, rewardId: reward.id }, answer: redeemed },
  getV1VouchersByCode: { answer: voucher },
  postV1VouchersByCodeCheck: {
    request: {
      currency: "GBP",
      lines: [
        { id: "1", name: "Linen throw", productId: "throw", quantity: 1, amount: 4500 },
        { id: "2", name: "Stoneware mug", productId: "mug", quantity: 2, amount: 2800 },
      ],
      shipping: { amount: 495 },
      customerId: member.customerId,
    },
    answer: {
      holds: true,
      detail: null,
      discount: {
        total: 500,
        goods: 500,
        shipping: 0,
        lines: [
          { id: "1", discount: 308 },
          { id: "2", discount: 192 },
        ],
      },
      own: true,
      voucher,
    },
  },
  postV1CodePoolsByPoolCodes: {
    request: { codes: ["SPA-4KD2", "SPA-9XQ7", "SPA-1MZ5"] },
    answer: { pool: "spa-days", added: 2, known: ["SPA-1MZ5"], left: 41 },
  },
  getV1CodePoolsByPool: { answer: { pool: "spa-days", added: 60, given: 19, left: 41 } },
  getV1VoucherPublications: { answer: page(publication) },
  postV1VoucherPublicationsByCodeRetry: {
    request: {},
    answer: { ...publication, givenUp: false, attempts: 0, nextAttemptAt: "2026-11-25T11:00:00.000Z" },
  },
  postV1VouchersByCodeReserve: {
    request: { checkoutId: "cart-88", minutes: 15 },
    answer: { ...voucher, cancellable: false, reservedUntil: "2026-11-25T11:15:00.000Z" },
  },
  postV1VouchersByCodeUnreserve: { request: { checkoutId: "cart-88" }, answer: voucher },
  postV1VouchersByCodeUse: {
    request: { orderId: "1017", checkoutId: "cart-88" },
    answer: {
      ...voucher,
      publication: "withdrawing",
      status: "used",
      cancellable: false,
      usedAt: "2026-11-25T11:00:00.000Z",
      orderId: "1017",
    },
  },
  postV1VouchersByCodeRelease: {
    request: { reason: "Changed her mind" },
    answer: { voucher: released, balance },
  },
  postV1ReferralLinks: { request: byCustomer, answer: link },
  putV1Program: {
    request: document,
    answer: { version: 4, changes: [{ pointer: "/earning/holdDays", from: 7, to: 14 }], dryRun: false },
  },
  getV1Look: { answer: { look, contrast } },
  putV1Look: {
    request: look,
    answer: { look, contrast, changes: [{ pointer: "/radius", from: 20, to: 12 }], dryRun: false },
  },
  getV1Program: { answer: { version: 3, publishedAt: "2026-11-01T11:00:00.000Z", document } },
  getV1Notices: {
    answer: page({
      id: "ntc_01kagx3v5r7h2m4q8s6t9w0y1z",
      kind: "expiry_warning",
      memberId: member.id,
      customerId: member.customerId,
      createdAt: "2026-12-24T00:05:00.000Z",
      data: { points: 86, day: "2026-12-31", expiresAt: "2026-12-31T23:59:59.999Z" },
    }),
  },
  ...webhookExamples,
  getV1TestClock: {
    answer: {
      storeId: "sto_01kagwz8p2b6d0f4h7k1m5n9q3",
      now: "2026-12-23T10:00:00.000Z",
      real: "2026-11-22T10:00:00.000Z",
      sandbox: true,
    },
  },
  postV1TestClock: {
    request: { advanceDays: 31 },
    answer: {
      storeId: "sto_01kagwz8p2b6d0f4h7k1m5n9q3",
      now: "2026-12-23T10:00:00.000Z",
      real: "2026-11-22T10:00:00.000Z",
      sandbox: true,
      to: "2026-12-23T10:00:00.000Z",
      reached: true,
    },
  },
  getV1LedgerCheck: { answer: { ok: true, checked: 214, problems: [], next: null } },
  getV1LedgerRollForward: {
    answer: {
      from: "2026-11-01T00:00:00.000Z",
      to: "2026-12-01T00:00:00.000Z",
      over: true,
      opening: { points: 182_400, liability: 182_400 },
      earned: { points: 41_250, entries: 512 },
      released: { points: 1500, entries: 3 },
      spent: { points: -22_000, entries: 44 },
      expired: { points: -3120, entries: 19 },
      reversed: { points: -4806, entries: 61 },
      adjusted: { points: 250, entries: 2 },
      transferred: { points: 0, entries: 6 },
      closing: { points: 195_474, liability: 195_474 },
      tiesOut: true,
      value: {
        amount: 500,
        points: 500,
        currency: "GBP",
        basis: "reward",
        rewardId: reward.id,
        rewardName: reward.name,
      },
      rules: [{ kind: "earn", rule: "order", points: 40_850, entries: 504 }],
    },
  },
  getV1MembersByIdExplain: {
    answer: {
      memberId: member.id,
      at: "2026-11-22T10:00:00.000Z",
      balance: { available: 0, pending: 86, debt: 0 },
      lapsed: 0,
      total: 86,
      tiesOut: true,
      debt: { points: 0, made: [] },
      items: [
        {
          id: orderEntry.id,
          status: "pending",
          granted: 86,
          repaidDebt: 0,
          remaining: 86,
          earnedAt: "2026-11-22T09:29:00.000Z",
          availableAt: orderEntry.availableAt,
          expiresAt: orderEntry.expiresAt,
          graceUntil: null,
          entry: orderEntry,
          rule:
            "1 point for every £1 of goods, net of discounts and refunds, rounded down. " +
            "Ready 14 days after the payment. They expire 365 days after they are ready.",
          order: {
            id: "1001",
            currency: "GBP",
            lines: [
              { id: "1", name: "Linen throw", quantity: 1, amount: 6000, points: 60 },
              { id: "2", name: "Stoneware mug", quantity: 2, amount: 3600, points: 26 },
            ],
          },
          moves: [],
          moreMoves: 0,
          sentence:
            "86 points earned by order 1001. 60 for Linen throw, 26 for Stoneware mug. " +
            "86 can be spent from 2026-12-06, until 2027-12-06.",
        },
      ],
      next: null,
    },
  },
  postV1Staff: { request: { name: "Priya" }, answer: tillSignIn },
  getV1Staff: { answer: page(staff) },
  getV1StaffByIdTillActions: {
    answer: page({
      id: "tac_01kah6k0m2p5r8t1w4y7z9b3d6",
      kind: "receipt",
      memberId: member.id,
      subject: "till:A-10423",
      at: "2026-11-22T10:05:00.000Z",
    }),
  },
  postV1StaffByIdPin: { request: {}, answer: tillSignIn },
  postV1StaffByIdRevoke: { request: {}, answer: { ...staff, revokedAt: "2026-11-30T18:00:00.000Z" } },
  getStorefrontCard: {
    answer: {
      number: member.number,
      code: "RGL:4829036157.TP3K2A.7Q4KM2XPRW0000AB",
      expiresAt: "2026-11-22T10:16:00.000Z",
    },
  },
  getStorefrontProfile: { answer: profile },
  postStorefrontProfile: {
    request: {
      firstName: "Anna",
      birthday: "02-29",
      language: "en-GB",
      consent: { marketing: true, words: "Send me news and offers by mail." },
    },
    answer: profile,
  },
  getStorefrontProfileExport: movingExamples.getV1MembersByIdExport,
  postStorefrontProfileDelete: {
    request: { confirm: "delete" },
    answer: movingExamples.deleteV1MembersById.answer,
  },
  postTillSessions: {
    request: { number: staff.number, pin: tillSignIn.pin },
    answer: { session: "eyJhbGciOiJIUzI1NiJ9.…", expiresAt: "2026-11-22T21:00:00.000Z", staff, store },
  },
  postTillLookup: { request: { number: member.number }, answer: tillMember },
  getTillMembersById: { answer: tillMember },
  postTillMembers: {
    request: { phone: "07700 900123", firstName: "Anna" },
    answer: { ...newMember, customerId: null, email: null, phone: member.phone },
  },
  postTillReceipts: {
    request: { memberId: member.id, receipt: "A-10423", amount: 2450, tax: 408 },
    answer: receipt,
  },
  postTillReceiptsRefund: {
    request: { receipt: "A-10423", amount: 1250 },
    answer: {
      ...receipt,
      receipt: { ...receipt.receipt, refunded: 1250 },
      points: 10,
      balance: { ...balance, pending: 96 },
    },
  },
  postTillReceiptsUndo: {
    request: { receipt: "A-10423" },
    answer: {
      ...receipt,
      receipt: { ...receipt.receipt, undoneAt: "2026-11-22T10:07:00.000Z" },
      points: 0,
      balance,
    },
  },
  postTillRedemptions: { request: { memberId: member.id, rewardId: reward.id }, answer: redeemed },
  postTillRedemptionsUndo: {
    request: { code: voucher.code },
    answer: { voucher: { ...voucher, status: "released", cancellable: false }, balance },
  },
  postTillVouchersUse: {
    request: { code: voucher.code, receipt: "A-10423" },
    answer: {
      ...voucher,
      status: "used",
      cancellable: false,
      usedAt: "2026-11-22T10:05:00.000Z",
      orderId: "till:A-10423",
    },
  },
  getStorefrontProgram: { answer: storefront },
  getStorefrontTag: {
    answer: {
      origin: "https://regulars.example.com",
      key: "pk_…",
      panel: "https://regulars.example.com/widget/panel-ed823adf8f.js",
      elements: "https://regulars.example.com/widget/elements-5e817a58.js",
      store,
      style: ":host{--regulars-accent:#1f5c4a;--regulars-radius:12px}button{…}",
      names: "regulars-balance,regulars-tier",
      words: {
        lang: "en",
        rewards: "Rewards",
        offer: "{0} for you",
        failed: "Couldn’t load. Check your connection.",
      },
      label: "Juniper Circle",
      offer: { amount: 1000 },
    },
  },
  postStorefrontSessions: {
    request: { token: "eyJhbGciOiJIUzI1NiIsImtpZCI6ImtpZF_igKYifQ.…" },
    answer: { session: "eyJhbGciOiJIUzI1NiJ9.…", expiresAt: "2026-11-22T10:36:00.000Z", panel },
  },
  getStorefrontPanel: { answer: panel },
  getStorefrontEntries: { answer: page(orderEntry) },
  postStorefrontActions: {
    request: { action: "visit" },
    answer: {
      entry: {
        ...actionEntry,
        points: 5,
        reason: { rule: "action", programVersion: 3, actionId: "visit", description: "Come by" },
        sentence: "5 points: Come by.",
      },
      repeated: false,
      balance: { available: 645, pending: 86, debt: 0 },
    },
  },
  postStorefrontRedemptions: { request: { rewardId: reward.id }, answer: redeemed },
  postStorefrontVouchersByCodeCancel: {
    request: {},
    answer: { voucher: released, balance },
  },
  postStorefrontReferralLinks: { request: {}, answer: link },
  getStorefrontReferralsByCode: {
    answer: {
      code: link.code,
      advocate: { firstName: "Anna" },
      offer: amountOff,
      terms: { newCustomersOnly: true, attributionDays: 30 },
    },
  },
  postStorefrontReferralClaims: {
    request: { code: link.code, email: "ben@example.com", firstName: "Ben" },
    answer: {
      referral: { id: "ref_01kah7n3q6s9v2x5z8c1f4h7k0", status: "claimed" },
      voucher: friendVoucher,
      advocate: { firstName: "Anna" },
    },
  },
  ...integrationExamples,
};
