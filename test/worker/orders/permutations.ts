/** Orders drawn at random, each delivered in order and then in any order, with repeats. */
import fc from "fast-check";
import { expect } from "vitest";
import { z } from "zod";
import { memberSchema } from "../../../worker/members/answers.ts";
import { voucherSchema } from "../../../worker/rewards/answers.ts";
import { redeem } from "../http/furnished-store.ts";
import {
  DAY,
  PROGRAM,
  START,
  StoreUnderTest,
  type OrderInput,
  type ProgramInput,
} from "../store-under-test.ts";
import { iso } from "./told.ts";

/** All that an order's points may depend on. */
const EVERYTHING: ProgramInput = {
  ...PROGRAM,
  earning: {
    order: {
      points: 3,
      per: 200,
      rounding: "nearest",
      includeShipping: true,
      rates: [{ products: { skus: ["tea"] }, points: 1, per: 50 }],
      exclude: { tags: ["sale"] },
    },
    signUp: 10,
    campaigns: [
      { id: "welcome", name: "Welcome", type: "add", points: 40, firstOrder: true, minimumOrder: 3000 },
      { id: "sunday", name: "Sundays", type: "multiply", multiplier: 1.5, weekdays: ["sunday"] },
    ],
    stacking: { multipliers: "add", atMost: 2.5 },
    caps: [
      { points: 250, period: "order" },
      { points: 300, period: "day" },
    ],
    holdDays: 2,
    holdFrom: "fulfilment",
  },
  expiry: { afterDays: 90 },
  tiers: {
    levels: [
      { id: "bronze", name: "Bronze", threshold: 0, multiplier: 1.25 },
      { id: "silver", name: "Silver", threshold: 9000, multiplier: 2, bonus: 25 },
    ],
  },
  rewards: [
    { id: "five-off", name: "£5 off", type: "amount_off", amount: 500, points: 500, onCancel: "give_back" },
  ],
};

const who = fc.constantFrom("anna", "anna", "anna by address", "ben", "a stranger", "nobody");
const line = fc.record({
  amount: fc.integer({ min: 0, max: 12_000 }),
  sku: fc.constantFrom("tea", "cup"),
  tags: fc.constantFrom<string[]>([], ["sale"]),
});

const state = fc.record({
  who,
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  currency: fc.constantFrom("GBP", "GBP", "JPY"),
  refund: fc.option(fc.integer({ min: 1, max: 9000 })),
  shippingRefund: fc.boolean(),
  isPaid: fc.boolean(),
  isCancelled: fc.boolean(),
  usesVoucher: fc.boolean(),
});

const story = fc.record({
  states: fc.array(state, { minLength: 1, maxLength: 6 }),
  paidFrom: fc.nat({ max: 3 }),
  fulfilledFrom: fc.nat({ max: 6 }),
  /** The deliveries: each state once, and some again; in the order of these figures. */
  places: fc.array(fc.nat({ max: 999 }), { minLength: 9, maxLength: 9 }),
});

type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

/** The states of the story, the oldest first, of customers of this run. */
function statesOf({ states, paidFrom, fulfilledFrom }: Story, run: string, code: string): OrderInput[] {
  const customers: Record<string, OrderInput["customer"]> = {
    anna: { id: `anna-${run}`, email: `anna-${run}@example.com` },
    "anna by address": { email: `anna-${run}@example.com` },
    ben: { id: `ben-${run}`, email: `ben-${run}@example.com` },
    "a stranger": { email: `who-${run}@example.com` },
    nobody: null,
  };
  return states.map((each, index) => {
    return {
      customer: customers[each.who] ?? null,
      currency: each.currency,
      exchangeRate: "0.005",
      placedAt: iso(START),
      updatedAt: iso(START + index * 1000),
      paidAt: index >= paidFrom || each.isPaid ? iso(START + 60_000) : null,
      fulfilledAt: index >= fulfilledFrom ? iso(START + DAY) : null,
      cancelledAt: each.isCancelled ? iso(START + 120_000) : null,
      lines: each.lines.map(({ amount, sku, tags }, at) => ({ id: `${at}`, quantity: 1, amount, sku, tags })),
      shipping: { amount: 500 },
      refunds: [
        ...(each.refund === null ? [] : [{ id: "r1", refundedAt: iso(START), amount: each.refund }]),
        ...(each.shippingRefund ? [{ id: "r2", refundedAt: iso(START), shipping: { amount: 200 } }] : []),
      ],
      vouchers: each.usesVoucher ? [code] : [],
    };
  });
}

/** Delivers the states, and gives back all that can be told from it. */
async function ends(store: StoreUnderTest, run: string, arrange: (code: string) => OrderInput[]) {
  const anna = await store.member(`anna-${run}`, { email: `anna-${run}@example.com` });
  await store.earn(anna, 500);
  const code = await redeem(store, anna);
  for (const each of arrange(code)) await store.putOrder(`order-${run}`, each);
  const { points, status, memberId } = (await store.server("GET", `/v1/orders/order-${run}`)).as(orderAnswer);
  const found = await store.server("GET", `/v1/members?customerId=ben-${run}`);
  const [ben] = found.as(z.object({ items: z.array(memberSchema), next: z.null() })).items;
  const voucher = (await store.server("GET", `/v1/vouchers/${code}`)).as(voucherSchema);
  return {
    points,
    status,
    owner: memberId === null ? null : memberId === anna ? "anna" : "ben",
    voucher: voucher.status,
    anna: await store.balance(anna),
    ben: ben ? await store.balance(ben.id) : null,
  };
}

const orderAnswer = z
  .object({ points: z.int(), status: z.string(), memberId: z.string().nullable() })
  .loose();

/** Delivers so many drawn orders both ways: each ends alike. */
export async function endAlike(numRuns: number): Promise<void> {
  const stores = await Promise.all([
    StoreUnderTest.make(EVERYTHING),
    StoreUnderTest.make({ ...EVERYTHING, debt: { policy: "within_balance" } }),
  ]);
  for (const store of stores) store.now = START + DAY / 2;
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(story, async (each) => {
      const run = `${++runs}`;
      const store = runs % 2 === 0 ? stores[0] : stores[1];
      const inOrder = await ends(store, `${run}a`, (code) => statesOf(each, `${run}a`, code));
      const shuffled = await ends(store, `${run}b`, (code) => {
        const states = statesOf(each, `${run}b`, code);
        const repeated = [...states, ...states].slice(0, Math.min(2 * states.length, each.places.length));
        return repeated
          .map((state, index) => ({ state, place: each.places[index] ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ state }) => state);
      });
      expect(shuffled).toEqual(inOrder);
    }),
    { numRuns },
  );
  for (const store of stores) expect(await store.problems()).toEqual([]);
}
