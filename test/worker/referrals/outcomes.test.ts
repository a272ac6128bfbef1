/** The friend's first order that qualifies earns the advocate their reward; a refund within the hold takes it back. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { voucherSchema } from "../../../worker/rewards/answers.ts";
import { claimedSchema } from "../../../worker/referrals/claim.ts";
import { referralLinkSchema } from "../../../worker/referrals/link.ts";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { DAY, order, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";
import type { OrderInput, ProgramInput } from "../store-under-test.ts";

const iso = (at: number) => new Date(at).toISOString();
const VOUCHER = { type: "amount_off", amount: 1500, minimumOrder: 0, validDays: 90 } as const;

let store: StoreUnderTest;
let anna: string;
let voucher: string;

/** A store in which Anna shared a link and Ben claimed it at the start; it is a day later. */
async function open(program: ProgramInput = PROGRAM): Promise<void> {
  store = await StoreUnderTest.make(program);
  anna = await store.member("anna", { email: "anna@example.com", firstName: "Anna" });
  const link = await store.server("POST", "/v1/referral-links", { body: { memberId: anna } });
  const { code } = link.as(referralLinkSchema);
  const claimed = await store.page("POST", "/storefront/referral-claims", {
    body: { code, email: "ben@example.com", firstName: "Ben" },
  });
  voucher = claimed.as(claimedSchema).voucher.code;
  store.now = START + DAY;
}
beforeEach(async () => open());

const placedAt = START + DAY;
/** Ben's order of the day after, told `second` seconds later. */
function bens(second = 0, more: Partial<OrderInput> = {}): OrderInput {
  const customer = { id: "ben", email: "ben@example.com" };
  return order("ben", 6000, placedAt, { customer, updatedAt: iso(placedAt + second * 1000), ...more });
}

async function referralOf(state: OrderInput, id = "1") {
  return (await store.putOrder(id, state)).referral;
}

/** Any text that fits the pattern. */
function saying(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

async function panel() {
  const session = await store.session("anna");
  return (await store.page("GET", "/storefront/panel", { session })).as(panelSchema);
}

describe("an order earns the advocate their points", () => {
  test("by the claimed address, pending until the hold ends to the millisecond", async () => {
    expect(await referralOf(bens())).toMatchObject({ status: "pending", detail: null });
    store.now = placedAt + 30 * DAY - 1;
    expect(await store.balance(anna)).toEqual({ available: 0, pending: 500, debt: 0 });
    expect((await panel()).referral).toMatchObject({ rewarded: 0, friends: [{ status: "pending" }] });
    store.now = placedAt + 30 * DAY;
    expect(await store.balance(anna)).toEqual({ available: 500, pending: 0, debt: 0 });
    expect((await panel()).referral).toMatchObject({
      claimed: 1,
      rewarded: 1,
      earned: { points: 500, amount: 0 },
      friends: [{ firstName: "Ben", status: "rewarded", availableAt: iso(store.now) }],
    });
    expect(await store.problems()).toEqual([]);
  });

  test("by the voucher, whatever address the order has", async () => {
    const state = bens(0, { customer: { id: "b2", email: "other@example.com" }, vouchers: [voucher] });
    expect(await referralOf(state)).toMatchObject({ status: "pending" });
  });

  test("once, though it is told 50 times at once", async () => {
    await Promise.all(
      Array.from({ length: 50 }, () => store.putOrder("1", bens(0, { vouchers: [voucher] }))),
    );
    expect(await store.balance(anna)).toEqual({ available: 0, pending: 500, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test("once, though the friend places two at once", async () => {
    await Promise.all(["1", "2", "3"].map((id) => store.putOrder(id, bens())));
    expect(await store.balance(anna)).toEqual({ available: 0, pending: 500, debt: 0 });
  });

  test("at the first that qualifies: one below the minimum leaves the claim open", async () => {
    const small = bens(0, { lines: [{ id: "1", quantity: 1, amount: 3999 }] });
    expect(await referralOf(small, "1")).toMatchObject({
      status: "claimed",
      detail: saying(/minimum/),
    });
    expect(await referralOf(bens(0), "2")).toMatchObject({ status: "pending" });
  });

  test("when it is paid, not before", async () => {
    expect(await referralOf(bens(0, { paidAt: null }))).toMatchObject({ status: "claimed" });
    expect(await referralOf(bens(1))).toMatchObject({ status: "pending" });
  });

  test("by the terms it was claimed under", async () => {
    await store.publish({
      ...PROGRAM,
      referral: { ...PROGRAM.referral, advocate: { type: "points", points: 1 } },
    });
    await store.putOrder("1", bens());
    expect(await store.balance(anna)).toMatchObject({ pending: 500 });
    await store.publish({ ...PROGRAM, referral: null });
    expect(await referralOf(bens(1, { discount: 1 }))).toMatchObject({ status: "pending" });
  });
});

describe("an order earns nothing, and says why", () => {
  const later = (days: number) => ({ placedAt: iso(START + days * DAY), paidAt: iso(START + days * DAY) });
  const refusals: [string, Partial<OrderInput>, RegExp][] = [
    [
      "the advocate's own, by customer id",
      { customer: { id: "anna" }, vouchers: ["V"] },
      /by the member who shared/,
    ],
    [
      "the advocate's own, by address",
      { customer: { email: "ANNA@example.com" }, vouchers: ["V"] },
      /by the member who shared/,
    ],
    ["placed before the claim", { placedAt: iso(START - 1000) }, /before the friend claimed/],
    ["placed too long after it", later(31), /too long after/],
    [
      "placed too long after it, with the voucher that expired",
      { ...later(40), vouchers: ["V"] },
      /too long after/,
    ],
    ["below the minimum, net of discounts", { discount: 2001 }, /below the minimum/],
    [
      "below the minimum without shipping and tax",
      {
        lines: [{ id: "1", quantity: 1, amount: 3999, tax: 800 }],
        shipping: { amount: 900 },
      },
      /below the minimum/,
    ],
    ["cancelled from the first", { cancelledAt: iso(placedAt) }, /cancelled/],
    [
      "refunded from the first",
      { refunds: [{ id: "r", refundedAt: iso(placedAt), amount: 2001 }] },
      /refunded/,
    ],
  ];

  test.each(refusals)("%s", async (_what, change, sentence) => {
    const vouchers = change.vouchers ? { vouchers: [voucher] } : {};
    const answer = await referralOf(bens(0, { ...change, ...vouchers }));
    expect(answer).toMatchObject({ status: "claimed", detail: saying(sentence) });
    expect(await store.balance(anna)).toMatchObject({ pending: 0, debt: 0 });
  });

  test("a friend who had ordered under another address", async () => {
    await store.putOrder(
      "old",
      order("ben", 100, START - DAY, { customer: { id: "ben", email: "b@example.com" } }),
    );
    const answer = await referralOf(bens(0, { vouchers: [voucher] }));
    expect(answer).toMatchObject({ status: "claimed", detail: saying(/had ordered/) });
  });

  test("a friend who had ordered as a guest, and is now known by the member's address only", async () => {
    await store.putOrder("old", order("", 100, START - DAY, { customer: { email: "b@example.com" } }));
    await store.member("ben", { email: "b@example.com" });
    const answer = await referralOf(bens(0, { customer: { id: "ben" }, vouchers: [voucher] }));
    expect(answer).toMatchObject({ status: "claimed", detail: saying(/had ordered/) });
  });

  test("a stranger's order that names a voucher which another order used", async () => {
    const small = bens(0, { lines: [{ id: "1", quantity: 1, amount: 3999 }], vouchers: [voucher] });
    expect((await store.putOrder("1", small)).vouchers[0]?.accepted).toBe(true);
    const strangers = bens(0, { customer: { id: "carl", email: "carl@example.com" }, vouchers: [voucher] });
    const answer = await store.putOrder("2", strangers);
    expect(answer.vouchers[0]?.accepted).toBe(false);
    expect(answer.referral?.status).not.toBe("pending");
    expect(await store.balance(anna)).toMatchObject({ pending: 0 });
  });
});

const undone: [string, Partial<OrderInput>][] = [
  ["cancelled", { cancelledAt: iso(placedAt + 29 * DAY) }],
  ["refunded", { refunds: [{ id: "r", refundedAt: iso(placedAt + 29 * DAY), amount: 6000 }] }],
  [
    "refunded below the minimum",
    { refunds: [{ id: "r", refundedAt: iso(placedAt + 29 * DAY), amount: 2001 }] },
  ],
  ["edited below the minimum", { lines: [{ id: "1", quantity: 1, amount: 3000 }] }],
  ["no longer paid", { paidAt: null }],
];

describe("within the hold the points are taken back", () => {
  test.each(undone)("when the order is %s, and come back with it, for the same day", async (_how, change) => {
    await store.putOrder("1", bens());
    store.now = placedAt + 29 * DAY;
    expect(await referralOf(bens(1, change))).toMatchObject({ status: "void", detail: saying(/./) });
    expect(await store.balance(anna)).toEqual({ available: 0, pending: 0, debt: 0 });
    expect((await panel()).referral?.friends).toMatchObject([{ status: "void" }]);
    expect(await referralOf(bens(2))).toMatchObject({ status: "pending", detail: null });
    expect(await store.balance(anna)).toEqual({ available: 0, pending: 500, debt: 0 });
    store.now = placedAt + 30 * DAY;
    expect(await store.balance(anna)).toEqual({ available: 500, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test("but not by a refund that leaves the minimum", async () => {
    await store.putOrder("1", bens());
    const refunds = [{ id: "r", refundedAt: iso(placedAt), amount: 2000 }];
    expect(await referralOf(bens(1, { refunds }))).toMatchObject({ status: "pending" });
  });

  test("also when the cancellation is told after it", async () => {
    await store.putOrder("1", bens());
    store.now = placedAt + 31 * DAY;
    const cancelledAt = iso(placedAt + 30 * DAY - 1000);
    expect(await referralOf(bens(1, { cancelledAt }))).toMatchObject({ status: "void" });
    expect(await store.balance(anna)).toEqual({ available: 0, pending: 0, debt: 0 });
  });
});

describe("after the hold nothing is taken back", () => {
  test.each([
    ["cancelled", { cancelledAt: iso(placedAt + 31 * DAY) }],
    ["refunded", { refunds: [{ id: "r", refundedAt: iso(placedAt + 31 * DAY), amount: 6000 }] }],
    [
      "cancelled, and told as paid later than it was",
      {
        paidAt: iso(placedAt + 5 * DAY),
        cancelledAt: iso(placedAt + 31 * DAY),
      },
    ],
  ])("when the order is %s", async (_how, change) => {
    await store.putOrder("1", bens());
    store.now = placedAt + 31 * DAY;
    expect(await referralOf(bens(1, change))).toMatchObject({ status: "rewarded" });
    expect(await store.balance(anna)).toEqual({ available: 500, pending: 0, debt: 0 });
  });
});

describe("where the advocate gets a voucher", () => {
  const giveVoucher = { ...PROGRAM, referral: { ...PROGRAM.referral, advocate: VOUCHER } };
  const vouchersOf = async () => (await panel()).vouchers;
  beforeEach(async () => open(giveVoucher));

  test("its code is hidden, and it can't be used, until the hold ends", async () => {
    await store.putOrder("1", bens());
    store.now = placedAt + 30 * DAY - 1;
    const [hidden] = await vouchersOf();
    expect(hidden).toMatchObject({ code: "", status: "pending", amount: 1500, source: "referral_advocate" });
    store.now = placedAt + 30 * DAY;
    const [shown] = await vouchersOf();
    expect(shown).toMatchObject({ status: "issued", expiresAt: iso(store.now + 90 * DAY) });
    expect((await store.server("GET", `/v1/vouchers/${shown?.code ?? ""}`)).as(voucherSchema).status).toBe(
      "issued",
    );
    expect((await panel()).referral).toMatchObject({ earned: { points: 0, amount: 1500 } });
  });

  test("it is void with the order, and good again with it, under the same code", async () => {
    await store.putOrder("1", bens());
    await store.putOrder("1", bens(1, { cancelledAt: iso(placedAt) }));
    expect(await vouchersOf()).toMatchObject([{ status: "void" }]);
    await store.putOrder("1", bens(2));
    expect(await vouchersOf()).toMatchObject([{ status: "pending", code: "" }]);
    store.now = placedAt + 30 * DAY;
    const [shown] = await vouchersOf();
    const use = await store.server("POST", `/v1/vouchers/${shown?.code ?? ""}/use`, {
      body: { orderId: "9" },
    });
    expect(use.as(z.object({ status: z.string() }).loose()).status).toBe("used");
    await store.putOrder("1", bens(3, { cancelledAt: iso(store.now) }));
    expect(await vouchersOf()).toMatchObject([{ status: "used" }]);
  });
});
