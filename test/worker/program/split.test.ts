/** Promise 10: what is cut into parts adds up to what it was, to the point and to the penny. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { split } from "../../../worker/program/split.ts";

const total = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0);

describe("split", () => {
  test.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [2, [1, 1, 1], [1, 1, 0]],
    [100, [0, 0], [0, 0]],
    [0, [3, 4], [0, 0]],
    [7, [0, 5, 0], [0, 7, 0]],
    [100, [333, 333, 334], [33, 33, 34]],
    [5, [], []],
  ])("%i over %j is %j", (whole, weights, parts) => {
    expect(split(whole, weights)).toEqual(parts);
  });

  const weight = fc.oneof(fc.nat(1000), fc.nat(1e11), fc.constant(0));

  test("parts are integers that add up, each within one of its exact share", () => {
    fc.assert(
      fc.property(fc.nat(1e11), fc.array(weight, { maxLength: 60 }), (whole, weights) => {
        const parts = split(whole, weights);
        const sum = total(weights);
        expect(total(parts)).toBe(sum === 0 ? 0 : whole);
        parts.forEach((part, index) => {
          expect(Number.isSafeInteger(part) && part >= 0).toBe(true);
          if (sum > 0) {
            const exact = BigInt(whole) * BigInt(weights[index] ?? 0);
            const difference = BigInt(part) * BigInt(sum) - exact;
            expect(difference < BigInt(sum) && -difference < BigInt(sum)).toBe(true);
          }
        });
      }),
    );
  });

  test("no part is more than its weight while the whole is no more than the weights", () => {
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 30 }), fc.nat(1e6), (weights, portion) => {
        const whole = Math.floor((total(weights) * portion) / 1e6);
        split(whole, weights).forEach((part, index) => expect(part).toBeLessThanOrEqual(weights[index] ?? 0));
      }),
    );
  });
});
