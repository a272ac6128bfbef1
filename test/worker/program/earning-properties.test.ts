/** Promises 6 and 10 for every rule of earning at once, beside a plain computation that is written apart. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orderPoints } from "../../../worker/program/order-points.ts";
import type { OrderState } from "../../../worker/program/order.ts";
import { anyOrder, anyProgram, anyTerms } from "./earning-drawn.ts";
import { naivePoints } from "./naive-points.ts";

const total = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0);

describe("for any rules, order and refunds", () => {
  test("promise 10: points and lines are what a plain computation in fractions says", () => {
    fc.assert(
      fc.property(anyProgram, anyOrder, anyTerms, (program, { state, refunds }, terms) => {
        const order = { ...state, refunds };
        const worth = orderPoints(program, order, terms);
        const { points, lines, capped } = naivePoints(program, order, terms);
        expect({ points: worth.points, lines: worth.lines }).toEqual({ points, lines });
        expect(worth.cap).toBe(capped ? "order" : null);
      }),
      { numRuns: 600 },
    );
  });

  test("none is below nothing, and the lines add up to the order", () => {
    fc.assert(
      fc.property(anyProgram, anyOrder, anyTerms, (program, { state, refunds }, terms) => {
        const worth = orderPoints(program, { ...state, refunds }, terms);
        expect(worth.points).toBeGreaterThanOrEqual(0);
        expect(total(worth.lines.map((line) => line.points))).toBe(worth.points);
        for (const line of worth.lines) expect(line.points).toBeGreaterThan(0);
        expect(new Set(worth.lines.map(({ id }) => id)).size).toBe(worth.lines.length);
      }),
    );
  });
});

describe("under any rules", () => {
  test("promise 6: a refund more is never a point more, whatever the rules", () => {
    fc.assert(
      fc.property(anyProgram, anyOrder, anyTerms, (program, { state, refunds }, terms) => {
        const after = (count: number) =>
          orderPoints(program, { ...state, refunds: refunds.slice(0, count) }, terms).points;
        refunds.forEach((_, count) => {
          expect(after(count + 1)).toBeLessThanOrEqual(after(count));
        });
      }),
      { numRuns: 300 },
    );
  });

  test("promise 6: refunds in another order, or each in two pieces, are worth the same", () => {
    fc.assert(
      fc.property(anyProgram, anyOrder, anyTerms, fc.nat(100), (program, { state, refunds }, terms, part) => {
        const worth = (listed: OrderState["refunds"]) =>
          orderPoints(program, { ...state, refunds: listed }, terms);
        expect(worth([...refunds].reverse())).toEqual(worth(refunds));
        expect(worth(refunds.flatMap((refund) => inTwo(refund, part)))).toEqual(worth(refunds));
      }),
    );
  });

  test("promise 6: lines that came back leave what buying only the others would have earned, whatever the rules", () => {
    const returned = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(
        anyProgram,
        anyOrder,
        anyTerms,
        returned,
        fc.nat(100),
        (program, { state }, terms, gone, part) => {
          const plain = { ...state, discount: 0 };
          const refunds = plain.lines
            .filter((_, index) => gone[index])
            .flatMap((line) =>
              inTwo(
                {
                  id: line.id,
                  refundedAt: state.placedAt,
                  lines: [{ lineId: line.id, amount: line.amount - line.discount, tax: line.tax }],
                  amount: 0,
                },
                part,
              ),
            );
          const others = { ...plain, lines: plain.lines.filter((_, index) => !gone[index]) };
          expect(orderPoints(program, { ...plain, refunds }, terms)).toEqual(
            orderPoints(program, others, terms),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test("a discount on the whole order counts like its parts on the lines", () => {
    fc.assert(
      fc.property(anyProgram, anyOrder, anyTerms, (program, { state, refunds }, terms) => {
        const net = total(state.lines.map((line) => line.amount - line.discount));
        // A tenth off what divides by ten: so each line's part is a tenth of it.
        const lines = state.lines.map((line) => ({
          ...line,
          amount: line.amount * 10,
          discount: line.discount * 10,
        }));
        const onAll = { ...state, lines, discount: net, refunds };
        const onLines = {
          ...state,
          discount: 0,
          refunds,
          lines: lines.map((line) => ({
            ...line,
            discount: line.discount + (line.amount - line.discount) / 10,
          })),
        };
        expect(orderPoints(program, onAll, terms)).toEqual(orderPoints(program, onLines, terms));
      }),
    );
  });

  test("the order in which lines stand moves no point", () => {
    fc.assert(
      fc.property(anyProgram, anyOrder, anyTerms, (program, { state, refunds }, terms) => {
        const plain = { ...state, discount: 0, refunds };
        const turned = { ...plain, lines: [...plain.lines].reverse() };
        const { points, tier, campaigns } = orderPoints(program, plain, terms);
        expect(orderPoints(program, turned, terms)).toMatchObject({ points, tier, campaigns });
      }),
    );
  });
});

/** The refund as two, the first of this per cent. */
function inTwo(refund: OrderState["refunds"][number], part: number): OrderState["refunds"] {
  const cut = (amount: number) => Math.floor((amount * part) / 100);
  const pieces = (portion: (amount: number) => number, id: string) => ({
    ...refund,
    id,
    lines: refund.lines.map((line) => ({ ...line, amount: portion(line.amount), tax: portion(line.tax) })),
    amount: portion(refund.amount),
    ...(refund.shipping
      ? { shipping: { amount: portion(refund.shipping.amount), tax: portion(refund.shipping.tax) } }
      : {}),
  });
  return [pieces(cut, `${refund.id}-1`), pieces((amount) => amount - cut(amount), `${refund.id}-2`)];
}
