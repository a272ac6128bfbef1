/** A request and an answer for each operation, by its id. A test holds them to the routes' own schemas. */

interface Example {
  request?: unknown;
  answer?: unknown;
}

const member = {
  id: "mem_01kagx3v5r7h2m4q8s6t9w0y1z",
  customerId: "c-1042",
  email: "anna@example.com",
  firstName: "Anna",
  joinedAt: "2026-11-01T12:00:00.000Z",
};

const balance = { available: 640, pending: 86, debt: 0 };

const store = {
  name: "Juniper & Co",
  currency: "GBP",
  locale: "en-GB",
  timeZone: "Europe/London",
  accent: "#1f5c4a",
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

const amountOff = { type: "amount_off", amount: 1000, minimumOrder: 4000, validDays: 30 };

const referralTerms = {
  friend: amountOff,
  advocate: { type: "points", points: 500 },
  minimumOrder: 4000,
  newCustomersOnly: true,
  attributionDays: 30,
  holdDays: 30,
};

const document = {
  name: "Juniper Circle",
  earning: {
    order: { points: 1, per: 100, rounding: "down", includeTax: false, includeShipping: false },
    signUp: 100,
    holdDays: 14,
  },
  expiry: { afterDays: 365 },
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
  availableAt: "2026-11-22T10:05:00.000Z",
  expiresAt: "2027-01-21T10:05:00.000Z",
  createdAt: "2026-11-22T10:05:00.000Z",
  usedAt: null,
  orderId: null,
};

const friendVoucher = {
  ...voucher,
  code: "JUN-M3HWD-9KTQE",
  name: "£10 off",
  amount: 1000,
  minimumOrder: 4000,
  source: "referral_friend",
  points: 0,
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
  programVersion: 3,
  placedAt: "2026-11-22T09:28:00.000Z",
  updatedAt: "2026-11-24T15:00:00.000Z",
};

const storefront = {
  store,
  program: {
    version: 3,
    name: document.name,
    earning: { order: { points: 1, per: 100 }, signUp: 100, holdDays: 14 },
    expiry: document.expiry,
    rewards: document.rewards,
    referral: referralTerms,
  },
};

const panel = {
  ...storefront,
  member: { id: member.id, firstName: member.firstName, joinedAt: member.joinedAt },
  balance,
  pending: [{ points: 86, availableAt: orderEntry.availableAt }],
  expiring: { points: 640, expiresAt: "2027-11-01T12:00:00.000Z" },
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
    answer: member,
  },
  getV1Members: { answer: page(member) },
  getV1MembersById: { answer: member },
  getV1MembersByIdBalance: { answer: balance },
  getV1MembersByIdEntries: { answer: page(orderEntry) },
  postV1Earn: {
    request: { ...byCustomer, points: 50, description: "A review of the olive board" },
    answer: { entry: giftEntry, balance: { available: 690, pending: 86, debt: 0 } },
  },
  postV1Redeem: { request: { ...byCustomer, rewardId: reward.id }, answer: redeemed },
  getV1VouchersByCode: { answer: voucher },
  postV1VouchersByCodeUse: {
    request: { orderId: "1017" },
    answer: { ...voucher, status: "used", usedAt: "2026-11-25T11:00:00.000Z", orderId: "1017" },
  },
  postV1VouchersByCodeRelease: {
    request: { reason: "Changed her mind" },
    answer: { voucher: { ...voucher, status: "released" }, balance },
  },
  postV1ReferralLinks: { request: byCustomer, answer: link },
  putV1Program: {
    request: document,
    answer: { version: 4, changes: [{ pointer: "/earning/holdDays", from: 7, to: 14 }], dryRun: false },
  },
  getV1Program: { answer: { version: 3, publishedAt: "2026-11-01T11:00:00.000Z", document } },
  getV1LedgerCheck: { answer: { ok: true, checked: 214, problems: [], next: null } },
  getStorefrontProgram: { answer: storefront },
  postStorefrontSessions: {
    request: { token: "eyJhbGciOiJIUzI1NiIsImtpZCI6ImtpZF_igKYifQ.…" },
    answer: { session: "eyJhbGciOiJIUzI1NiJ9.…", expiresAt: "2026-11-22T10:36:00.000Z", panel },
  },
  getStorefrontPanel: { answer: panel },
  getStorefrontEntries: { answer: page(orderEntry) },
  postStorefrontRedemptions: { request: { rewardId: reward.id }, answer: redeemed },
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
};
