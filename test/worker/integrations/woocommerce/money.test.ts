import fc from "fast-check";
import { expect, test } from "vitest";
import { toDecimal, toMinorUnit, toMinorUnits } from "../../../../worker/integrations/woocommerce/money.ts";

test.each([
  ["12.50", "GBP", 1250],
  ["12.5", "GBP", 1250],
  ["12", "GBP", 1200],
  ["-10.00", "USD", -1000],
  ["1250", "JPY", 1250],
  ["1250.00", "JPY", 1250],
  ["1.255", "KWD", 1255],
  ["0.005", "EUR", 1],
  ["0.004", "EUR", 0],
  ["-0.005", "EUR", -1],
  ["-0.50", "JPY", -1],
  ["999999999.99", "EUR", 99_999_999_999],
])("%s of %s is %i minor units, halves away from zero", (text, currency, minor) => {
  expect(toMinorUnit(text, currency)).toBe(minor);
});

test("three lines of a third of a cent too much are rounded once, together", () => {
  // 3 × 16.528 = 49.584: rounded one by one they would come to 49.59.
  expect(toMinorUnits(["16.528", "16.528", "16.528"], "EUR")).toEqual([1653, 1653, 1652]);
});

test("what lines come to is never further than half a minor unit from the exact sum, whatever their decimals", () => {
  const lines = fc.array(fc.integer({ min: -200_000, max: 2_000_000 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(lines, (exact) => {
      const texts = exact.map((each) => (each / 10_000).toFixed(4));
      const minor = toMinorUnits(texts, "EUR");
      expect(Math.abs(sum(minor) * 100 - sum(exact))).toBeLessThanOrEqual(50);
      minor.forEach((each, index) => {
        expect(Math.abs(each * 100 - (exact[index] ?? 0))).toBeLessThan(100);
      });
    }),
    { numRuns: 300 },
  );
});

test.each([
  [0, "GBP", "0.00"],
  [5, "GBP", "0.05"],
  [123_456, "GBP", "1234.56"],
  [500, "JPY", "500"],
  [5, "KWD", "0.005"],
])("%i of %s goes out as %s", (minor, currency, text) => {
  expect(toDecimal(minor, currency)).toBe(text);
});

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
