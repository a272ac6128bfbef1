/** The other rules, pure: what changes between two documents, which referrals count, when points come and go. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differences } from "../../../worker/program/differences.ts";
import { programDocument, programFrom, type ReferralTerms } from "../../../worker/program/document.ts";
import { lotDates, NEVER } from "../../../worker/program/lot-dates.ts";
import { orderState, type OrderState } from "../../../worker/program/order.ts";
import {
  refusalSentence,
  referralOutcome,
  type ReferralFacts,
} from "../../../worker/program/referral-outcome.ts";
import { DAY, PROGRAM } from "../store-under-test.ts";

const CLAIMED = Date.UTC(2026, 10, 1, 12);
const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();

describe("differences", () => {
  test("of a document with itself are none, whatever the order of its fields", () => {
    const turned = Object.fromEntries(Object.entries(PROGRAM).reverse());
    expect(differences(PROGRAM, turned)).toEqual([]);
  });

  test("point at each field that changed, came or went", () => {
    const from = { a: 1, list: [{ id: "x" }, { id: "y" }], "a/b~c": true, gone: { deep: 1 } };
    const to = { a: 2, list: [{ id: "x" }], "a/b~c": false, came: null };
    expect(differences(from, to)).toEqual([
      { pointer: "/a", from: 1, to: 2 },
      { pointer: "/list/1", from: { id: "y" }, to: null },
      { pointer: "/a~1b~0c", from: true, to: false },
      { pointer: "/gone", from: { deep: 1 }, to: null },
    ]);
  });

  test("are none exactly where the JSON is the same, and the same both ways", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (from, to) => {
        const there = differences(from, to);
        const back = differences(to, from);
        expect(back.map(({ pointer }) => pointer).sort()).toEqual(there.map(({ pointer }) => pointer).sort());
        expect(differences(from, structuredClone(from))).toEqual([]);
        for (const each of there) expect(JSON.stringify(each.from)).not.toBe(JSON.stringify(each.to));
      }),
    );
  });
});

describe("the dates of points", () => {
  const document = programDocument.parse({
    ...PROGRAM,
    earning: { holdDays: 14 },
    expiry: { afterDays: 365 },
  });

  test("are counted in days of 24 hours from when they were earned", () => {
    expect(lotDates(document, "UTC", CLAIMED, true)).toMatchObject({
      availableAt: CLAIMED + 14 * DAY,
      expiresAt: CLAIMED + 379 * DAY,
      dueAt: CLAIMED + 379 * DAY,
    });
    expect(lotDates(document, "UTC", CLAIMED, false).availableAt).toBe(CLAIMED);
  });

  test("without an expiry never end", () => {
    expect(lotDates({ ...document, expiry: null }, "UTC", CLAIMED, true).expiresAt).toBe(NEVER);
  });
});

describe("a stored document", () => {
  test("reads as it was published, with every default filled in", () => {
    const published = programDocument.parse(PROGRAM);
    expect(programFrom(JSON.stringify(published))).toEqual(published);
    expect(published.earning.order).toMatchObject({
      rounding: "down",
      includeTax: false,
      includeShipping: false,
    });
  });

  test("refuses two rewards of one id, and points at the second", () => {
    const [reward] = PROGRAM.rewards;
    const parsed = programDocument.safeParse({ ...PROGRAM, rewards: [reward, reward] });
    expect(parsed.error?.issues).toMatchObject([{ path: ["rewards", 1, "id"] }]);
  });
});

const TERMS: ReferralTerms = {
  friend: { type: "amount_off", amount: 1000, minimumOrder: 4000, validDays: 30 },
  advocate: { type: "points", points: 500 },
  minimumOrder: 4000,
  newCustomersOnly: true,
  attributionDays: 30,
  holdDays: 30,
};

function order(more: Record<string, unknown> = {}): OrderState {
  const at = iso(CLAIMED + DAY);
  return orderState.parse({
    currency: "GBP",
    placedAt: at,
    updatedAt: at,
    paidAt: at,
    lines: [{ id: "1", quantity: 1, amount: 6000 }],
    ...more,
  });
}

const PLAIN: ReferralFacts = {
  currency: "GBP",
  claimedAt: CLAIMED,
  byAdvocate: false,
  voucherUsed: false,
  otherOrderAt: null,
  promisedAt: null,
};
const DUE = CLAIMED + 31 * DAY;
const refundOf = (amount: number, at: number) => [{ id: "r", refundedAt: iso(at), amount }];

describe("a friend's order", () => {
  test("earns the reward a hold after it was paid", () => {
    expect(referralOutcome(TERMS, order(), PLAIN)).toEqual({ qualifies: true, availableAt: DUE });
    const paidLater = order({ paidAt: iso(CLAIMED + 3 * DAY) });
    expect(referralOutcome(TERMS, paidLater, PLAIN)).toMatchObject({ availableAt: CLAIMED + 33 * DAY });
  });

  const cases: [string, Record<string, unknown>, Partial<ReferralFacts>, string | null][] = [
    ["that is unpaid", { paidAt: null }, {}, "not_paid"],
    ["of the advocate", {}, { byAdvocate: true }, "own_order"],
    ["of the advocate with the voucher", {}, { byAdvocate: true, voucherUsed: true }, "own_order"],
    ["placed at the moment of the claim", { placedAt: iso(CLAIMED) }, {}, null],
    ["placed a millisecond before it", { placedAt: iso(CLAIMED - 1) }, {}, "placed_before_claim"],
    [
      "placed before it, with the voucher",
      { placedAt: iso(CLAIMED - 1) },
      { voucherUsed: true },
      "placed_before_claim",
    ],
    ["on the last moment of attribution", { placedAt: iso(CLAIMED + 30 * DAY) }, {}, null],
    ["a millisecond after it", { placedAt: iso(CLAIMED + 30 * DAY + 1) }, {}, "claim_too_old"],
    ["after it, with the voucher", { placedAt: iso(CLAIMED + 60 * DAY) }, { voucherUsed: true }, null],
    ["of someone who had ordered before the claim", {}, { otherOrderAt: CLAIMED - 1 }, "not_a_new_customer"],
    ["of someone who ordered since the claim", {}, { otherOrderAt: CLAIMED + HOUR }, null],
    ["at the minimum", { discount: 2000 }, {}, null],
    ["a penny below it", { discount: 2001 }, {}, "below_minimum"],
    ["cancelled at the end of the hold", { cancelledAt: iso(DUE) }, {}, "cancelled"],
    ["cancelled after it", { cancelledAt: iso(DUE + 1) }, {}, null],
    ["refunded to the minimum", { refunds: refundOf(2000, CLAIMED + 2 * DAY) }, {}, null],
    ["refunded below it", { refunds: refundOf(2001, CLAIMED + 2 * DAY) }, {}, "refunded"],
    ["refunded at the end of the hold", { refunds: refundOf(6000, DUE) }, {}, "refunded"],
    [
      "cancelled after the date that was promised, though paid later than it was told",
      {
        paidAt: iso(CLAIMED + 9 * DAY),
        cancelledAt: iso(DUE + 1),
      },
      { promisedAt: DUE },
      null,
    ],
    ["refunded after it", { refunds: refundOf(6000, DUE + 1) }, {}, null],
  ];

  test.each(cases)("%s", (_what, change, facts, refusal) => {
    const outcome = referralOutcome(TERMS, order(change), { ...PLAIN, ...facts });
    expect(outcome.qualifies ? null : outcome.refusal).toBe(refusal);
    if (!outcome.qualifies) expect(refusalSentence(outcome.refusal)).toMatch(/^The .*\.$/);
  });

  test("of an old customer counts where the terms are for everyone", () => {
    const facts = { ...PLAIN, otherOrderAt: CLAIMED - DAY };
    expect(referralOutcome({ ...TERMS, newCustomersOnly: false }, order(), facts).qualifies).toBe(true);
  });

  test("that is refunded to nothing earns nothing, even without a minimum", () => {
    const terms = { ...TERMS, minimumOrder: 0 };
    const refunds = refundOf(6000, CLAIMED + 2 * DAY);
    expect(referralOutcome(terms, order({ refunds }), PLAIN)).toMatchObject({ refusal: "refunded" });
  });

  test("that came to nothing from the first earns nothing, even without a minimum", () => {
    const terms = { ...TERMS, minimumOrder: 0 };
    expect(referralOutcome(terms, order({ discount: 6000 }), PLAIN).qualifies).toBe(false);
  });
});
