/** Programs, orders and terms drawn at random, small enough that rules and lines meet. */
import fc from "fast-check";
import type { z } from "zod";
import { programDocument } from "../../../worker/program/document.ts";
import type { OrderTerms } from "../../../worker/program/order-terms.ts";
import { orderState, type OrderState } from "../../../worker/program/order.ts";
import { TIERS } from "./earning-orders.ts";

const NAMES = ["a", "b", "c", "d"];
const name = fc.constantFrom(...NAMES);
const some = fc.subarray(NAMES, { maxLength: 2 });
const set = fc
  .record({ productIds: some, skus: some, collections: some, tags: some })
  .filter((drawn) => Object.values(drawn).some((list) => list.length > 0));
const rate = { points: fc.integer({ min: 1, max: 40 }), per: fc.integer({ min: 1, max: 1000 }) };
const multiplier = fc.integer({ min: 1000, max: 5000 }).map((thousandths) => thousandths / 1000);

const moments = ["2026-10-25T00:30:00Z", "2026-11-01T12:00:00Z", "2026-11-02T23:59:59Z"];
const placedAt = fc.constantFrom(...moments, "2026-10-25T01:30:00Z", "2026-12-31T18:30:00Z");
const maybe = <Value>(drawn: fc.Arbitrary<Value>) => fc.option(drawn, { freq: 2 });

const conditions = {
  from: maybe(fc.constantFrom(...moments)),
  until: maybe(fc.constantFrom("2026-11-01T12:00:00Z", "2026-12-31T18:30:01Z")),
  weekdays: fc.subarray(["sunday", "monday", "thursday"] as const, { maxLength: 2 }),
  hours: maybe(fc.constantFrom({ from: 0, until: 12 }, { from: 12, until: 24 }, { from: 1, until: 2 })),
  tiers: fc.subarray(["silver", "gold"], { maxLength: 1 }),
  firstOrder: fc.boolean(),
  products: maybe(set),
  minimumOrder: fc.constantFrom(0, 0, 1000, 20_000),
};
const campaign = fc.oneof(
  fc.record({ type: fc.constant("multiply" as const), multiplier, ...conditions }),
  fc.record({ type: fc.constant("add" as const), points: fc.integer({ min: 1, max: 300 }), ...conditions }),
);

type ProgramInput = z.input<typeof programDocument>;

/** Programs of every rule of orders. Their contradictions, which draws abound in, change nothing of how they count. */
export const anyProgram = fc
  .record({
    order: fc.record({
      ...rate,
      rounding: fc.constantFrom("down" as const, "nearest" as const, "up" as const),
      includeTax: fc.boolean(),
      includeShipping: fc.boolean(),
      rates: fc.array(fc.record({ products: set, ...rate }), { maxLength: 3 }),
      exclude: maybe(
        fc.record({ productIds: some, skus: some, tags: some, collections: fc.constant<string[]>([]) }),
      ),
    }),
    campaigns: fc.array(campaign, { maxLength: 4 }),
    stacking: fc.record({
      multipliers: fc.constantFrom("best" as const, "add" as const),
      atMost: maybe(multiplier),
    }),
    cap: maybe(fc.integer({ min: 1, max: 2000 })),
    tierMultipliers: fc.tuple(multiplier, multiplier),
  })
  .map(({ order, campaigns, stacking, cap, tierMultipliers }) => {
    const plain = programDocument.parse({ name: "Circle", earning: { order: null }, tiers: TIERS });
    const exclude =
      order.exclude && Object.values(order.exclude).some((list) => list.length > 0) ? order.exclude : null;
    const [silver, gold] = tierMultipliers;
    const levels = plain.tiers?.levels.map((level) => ({
      ...level,
      multiplier: { bronze: 1, silver, gold }[level.id] ?? 1,
    }));
    const earning: ProgramInput["earning"] = {
      ...plain.earning,
      order: { ...order, exclude },
      campaigns: campaigns.map((each, index) => ({ id: `c${index}`, name: `Campaign ${index}`, ...each })),
      stacking,
      caps: cap === null ? [] : [{ points: cap, period: "order" }],
    };
    return {
      ...plain,
      earning,
      tiers: plain.tiers && { ...plain.tiers, levels: levels ?? [] },
    } as typeof plain;
  });

/** What a member brings. */
export const anyTerms: fc.Arbitrary<OrderTerms> = fc.record({
  tier: fc.constantFrom(null, "bronze", "silver", "gold", "platinum"),
  firstOrder: fc.boolean(),
  timeZone: fc.constantFrom("Europe/London", "Asia/Kolkata", "America/New_York"),
  currency: fc.constantFrom("GBP", "GBP", "JPY", "KWD"),
});

const amount = fc.oneof(fc.nat(3000), fc.nat(100_000));

/** A line of an order, with everything that a rule may ask of it. */
export const anyLine = fc
  .record({
    productId: maybe(name),
    sku: maybe(name),
    collections: some,
    tags: some,
    giftCard: fc.integer({ min: 0, max: 9 }).map((each) => each === 0),
    amount,
    part: fc.nat(100),
    tax: fc.nat(500),
  })
  .map(({ productId, sku, part, ...rest }) => ({
    ...rest,
    ...(productId === null ? {} : { productId }),
    ...(sku === null ? {} : { sku }),
    quantity: 1,
    discount: Math.floor((rest.amount * part) / 200),
  }));

const refund = fc.record({
  lines: fc.array(fc.record({ line: fc.nat(7), amount, tax: fc.nat(300) }), { maxLength: 2 }),
  amount: fc.oneof(fc.constant(0), amount),
  shipping: maybe(fc.record({ amount: fc.nat(400), tax: fc.nat(80) })),
});

/** Paid orders of up to eight lines, without refunds, and refunds for them of any size. */
export const anyOrder: fc.Arbitrary<{ state: OrderState; refunds: OrderState["refunds"] }> = fc
  .record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 8 }),
    discount: fc.oneof(fc.constant(0), amount),
    shipping: fc.record({ amount: fc.nat(900), tax: fc.nat(180) }),
    currency: fc.constantFrom("GBP", "EUR", "JPY"),
    exchangeRate: fc.constantFrom("1", "0.8571", "1.3333333", "0.0052", "142.7"),
    placedAt,
    refunds: fc.array(refund, { maxLength: 5 }),
  })
  .map(({ lines, refunds, ...more }) => {
    const numbered = lines.map((each, index) => ({ id: `${index}`, ...each }));
    const state = orderState.parse({
      ...more,
      updatedAt: more.placedAt,
      paidAt: more.placedAt,
      lines: numbered,
      refunds: refunds.map(({ shipping, ...each }, index) => ({
        id: `r${index}`,
        refundedAt: more.placedAt,
        ...each,
        ...(shipping ? { shipping } : {}),
        lines: each.lines.map(({ line: at, ...rest }) => ({ lineId: `${at % lines.length}`, ...rest })),
      })),
    });
    return { state: { ...state, refunds: [] }, refunds: state.refunds };
  });
