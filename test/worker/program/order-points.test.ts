/** Promise 10: nothing is rounded twice; floor at the order, largest remainder to the lines, so that lines add up. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { programDocument, type Program } from "../../../worker/program/document.ts";
import { keptGoods, orderPoints as pointsOn } from "../../../worker/program/order-points.ts";
import type { OrderTerms } from "../../../worker/program/order-terms.ts";
import { orderState, type OrderState } from "../../../worker/program/order.ts";

const TERMS: OrderTerms = { tier: null, firstOrder: false, timeZone: "Europe/London", currency: "GBP" };
/** The points on plain terms, in a store that counts in the order's own currency. */
const orderPoints = (rules: Program, state: OrderState) =>
  pointsOn(rules, state, { ...TERMS, currency: state.currency });

type Rate = NonNullable<Program["earning"]["order"]>;

function program(rate: Partial<Rate> = {}): Program {
  return programDocument.parse({ name: "Circle", earning: { order: { points: 1, per: 100, ...rate } } });
}

const AT = "2026-11-01T12:00:00Z";
type Lines = { id: string; amount: number; discount?: number; tax?: number }[];

function order(lines: Lines, more: Partial<OrderState> = {}): OrderState {
  return orderState.parse({
    currency: "GBP",
    placedAt: AT,
    updatedAt: AT,
    paidAt: AT,
    ...more,
    lines: lines.map((line) => ({ quantity: 1, ...line })),
  });
}

const refund = (lines: [lineId: string, amount: number][], amount = 0): OrderState["refunds"][number] => ({
  id: "r",
  refundedAt: AT,
  lines: lines.map(([lineId, each]) => ({ lineId, amount: each, tax: 0 })),
  amount,
});

const total = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0);

describe("what an order earns", () => {
  test.each([
    ["down", 199, 1],
    ["down", 99, 0],
    ["nearest", 149, 1],
    ["nearest", 150, 2],
    ["up", 101, 2],
    ["up", 100, 1],
    ["up", 0, 0],
  ] as const)("rounded %s: %i pence are %i", (rounding, amount, points) => {
    expect(orderPoints(program({ rounding }), order([{ id: "1", amount }])).points).toBe(points);
  });

  test("is rounded once, on the whole: three lines of 99p are 2 points, not none", () => {
    const lines = ["1", "2", "3"].map((id) => ({ id, amount: 99 }));
    expect(orderPoints(program(), order(lines))).toMatchObject({
      points: 2,
      lines: [
        { id: "1", points: 1 },
        { id: "2", points: 1 },
      ],
    });
  });

  test("counts minor units, whatever a currency calls them: yen without, dinars with three decimals", () => {
    const yen = order([{ id: "1", amount: 12_345 }], { currency: "JPY" });
    expect(orderPoints(program({ points: 1, per: 100 }), yen).points).toBe(123);
    const dinars = order([{ id: "1", amount: 12_345 }], { currency: "KWD" });
    expect(orderPoints(program({ points: 10, per: 1000 }), dinars).points).toBe(123);
    expect(orderPoints(program({ points: 3, per: 7 }), dinars).points).toBe(5290);
  });

  test("is nothing before it is paid, once it is cancelled, and under rules without a rate", () => {
    const lines = [{ id: "1", amount: 1000 }];
    expect(orderPoints(program(), order(lines, { paidAt: null })).points).toBe(0);
    expect(orderPoints(program(), order(lines, { cancelledAt: AT })).points).toBe(0);
    const without = programDocument.parse({ name: "Circle", earning: {} });
    expect(orderPoints(without, order(lines))).toMatchObject({ points: 0, lines: [] });
  });

  test("counts tax and shipping where the program says so", () => {
    const state = order([{ id: "1", amount: 1000, tax: 200 }], { shipping: { amount: 500, tax: 100 } });
    const points = (includeTax: boolean, includeShipping: boolean) =>
      orderPoints(program({ includeTax, includeShipping }), state).points;
    expect([points(false, false), points(true, false), points(false, true), points(true, true)]).toEqual([
      10, 12, 15, 18,
    ]);
  });

  test("a discount larger than the goods leaves nothing, never less", () => {
    const state = order([{ id: "1", amount: 1000 }], { discount: 5000, shipping: { amount: 100, tax: 0 } });
    expect(orderPoints(program(), state).points).toBe(0);
    expect(orderPoints(program({ includeShipping: true }), state).points).toBe(1);
    expect(keptGoods(state, [])).toBe(0);
  });

  test("is exact for the largest amounts", () => {
    const lines = Array.from({ length: 500 }, (_, index) => ({ id: `${index}`, amount: 100_000_000_000 }));
    const { points } = orderPoints(program({ points: 999_983, per: 99_999_999_977 }), order(lines));
    expect(points).toBe(Number((50_000_000_000_000n * 999_983n) / 99_999_999_977n));
  });
});

describe("goods kept", () => {
  test("are net of discounts and of the refunds named", () => {
    const state = order(
      [
        { id: "a", amount: 3000, discount: 500 },
        { id: "b", amount: 1500 },
      ],
      { discount: 1000 },
    );
    expect(keptGoods(state, [])).toBe(3000);
    expect(keptGoods(state, [refund([["b", 1125]])])).toBe(1875);
    expect(keptGoods(state, [refund([], 1000)])).toBe(2000);
    expect(
      keptGoods(state, [
        refund(
          [
            ["a", 99_999],
            ["b", 99_999],
          ],
          99_999,
        ),
      ]),
    ).toBe(0);
  });

  test("are what was paid less what was given back, whichever lines the store's platform names for it", () => {
    const pence = fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(pence, pence, fc.nat(2000), fc.nat(500), (amounts, given, discount, unnamed) => {
        const state = order(
          amounts.map((amount, index) => ({ id: `${index}`, amount })),
          { discount },
        );
        const paid = Math.max(0, total(amounts) - discount);
        const refunds = [
          refund(
            given.map((each, index) => [`${index}`, each]),
            unnamed,
          ),
        ];
        expect(keptGoods(state, refunds)).toBe(Math.max(0, paid - total(given) - unnamed));
      }),
    );
  });
});

const anyLines = fc
  .array(fc.record({ amount: fc.nat(500_000), part: fc.nat(100), tax: fc.nat(5000) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((drawn) =>
    drawn.map(({ amount, part, tax }, index) => ({
      id: `${index}`,
      amount,
      discount: Math.floor((amount * part) / 100),
      tax,
    })),
  );
const anyRate = fc.record({
  points: fc.integer({ min: 1, max: 1000 }),
  per: fc.integer({ min: 1, max: 100_000 }),
  rounding: fc.constantFrom("down", "nearest", "up"),
  includeTax: fc.boolean(),
  includeShipping: fc.boolean(),
});
/** Refunds of bits of lines, and of amounts that name none. */
const anyRefunds = fc.array(
  fc.record({
    lines: fc.array(fc.tuple(fc.nat(11), fc.nat(300_000)), { maxLength: 3 }),
    amount: fc.oneof(fc.constant(0), fc.nat(200_000)),
  }),
  { maxLength: 5 },
);

type Drawn = typeof anyRefunds extends fc.Arbitrary<infer Value> ? Value : never;

/** The refunds drawn, of lines that the order has. */
function refundsOf(lines: Lines, drawn: Drawn): OrderState["refunds"] {
  return drawn.map((each, index) => ({
    ...refund(
      each.lines.map(([line, amount]) => [`${line % lines.length}`, amount]),
      each.amount,
    ),
    id: `${index}`,
  }));
}

describe("for any order", () => {
  test("the lines' points add up to the order's, and none is below nothing", () => {
    fc.assert(
      fc.property(anyLines, anyRate, anyRefunds, fc.nat(600_000), (lines, rate, refunds, discount) => {
        const state = order(lines, {
          discount,
          shipping: { amount: 499, tax: 83 },
          refunds: refundsOf(lines, refunds),
        });
        const worth = orderPoints(program(rate), state);
        expect(total(worth.lines.map((line) => line.points))).toBe(worth.points);
        for (const line of worth.lines) expect(line.points).toBeGreaterThan(0);
        const { points } = orderPoints(program(rate), { ...state, refunds: [] });
        expect(worth.points).toBeLessThanOrEqual(points);
      }),
    );
  });

  test("whole lines refunded, in any order and in any pieces, end where buying only the kept ones would have", () => {
    fc.assert(
      fc.property(
        anyLines,
        anyRate,
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        fc.array(fc.nat(100), { minLength: 12, maxLength: 12 }),
        fc.array(fc.nat(1000), { minLength: 24, maxLength: 24 }),
        (lines, rate, returned, cuts, shuffle) => {
          const pieces = lines.flatMap((line, index) => {
            if (returned[index] !== true) return [];
            const paid = line.amount - line.discount;
            const first = Math.floor((paid * (cuts[index] ?? 0)) / 100);
            const firstTax = Math.floor((line.tax * (cuts[index] ?? 0)) / 100);
            return [
              { lineId: line.id, amount: first, tax: firstTax },
              { lineId: line.id, amount: paid - first, tax: line.tax - firstTax },
            ];
          });
          const ordered = pieces
            .map((piece, index) => ({ piece, at: shuffle[index] ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ piece }, index) => ({ id: `${index}`, refundedAt: AT, lines: [piece], amount: 0 }));
          const kept = lines.filter((_, index) => returned[index] !== true);
          const shipping = { amount: 499, tax: 83 };
          const after = orderPoints(program(rate), order(lines, { refunds: ordered, shipping }));
          expect(after).toEqual(orderPoints(program(rate), order(kept, { shipping })));
        },
      ),
    );
  });

  test("every refund takes points or leaves them: more refunded is never more earned", () => {
    fc.assert(
      fc.property(anyLines, anyRate, anyRefunds, (lines, rate, refunds) => {
        const all = refundsOf(lines, refunds);
        const worths = all.map((_, count) =>
          orderPoints(program(rate), order(lines, { refunds: all.slice(0, count) })),
        );
        worths.reduce((before, worth) => {
          expect(worth.points).toBeLessThanOrEqual(before);
          return worth.points;
        }, Infinity);
      }),
    );
  });

  test("the order in which refunds are listed makes no difference", () => {
    fc.assert(
      fc.property(anyLines, anyRate, anyRefunds, (lines, rate, refunds) => {
        const all = refundsOf(lines, refunds);
        const worth = (listed: typeof all) => orderPoints(program(rate), order(lines, { refunds: listed }));
        expect(worth([...all].reverse())).toEqual(worth(all));
      }),
    );
  });
});
