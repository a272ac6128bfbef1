/** Orders and refunds that nobody thought of: what must hold of every one. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { keptParts } from "../../../../worker/program/kept.ts";
import { given, line, refund, update } from "./fixtures.ts";

type Json = Record<string, unknown>;

const pounds = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;
const money = fc.integer({ min: 0, max: 20_000 });
const part = fc.record({ net: money, tax: money });

const drawn = fc.record({
  lines: fc.array(part, { minLength: 1, maxLength: 6 }),
  shipping: part,
  /** What is taken off everything by a fee below nothing. */
  off: fc.integer({ min: 0, max: 5_000 }),
  refunds: fc.array(
    fc.record({ share: fc.integer({ min: 1, max: 100 }), lineAt: fc.nat(5), detailed: fc.boolean() }),
    { maxLength: 5 },
  ),
  isWhole: fc.boolean(),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never;

/** The order, and refunds of shares of what was paid; the last gives back the rest where it is to be whole. */
function wooOf({ lines, shipping, off, refunds, isWhole }: Drawn): { woo: Json; paid: number; back: number } {
  const goods = lines.reduce((sum, each) => sum + each.net, 0);
  const taken = Math.min(off, goods);
  const gross = lines.reduce((sum, each) => sum + each.net + each.tax, 0) - taken;
  const paid = gross + shipping.net + shipping.tax;
  let left = paid;
  const told = refunds.map(({ share, lineAt, detailed }, index): Json => {
    const amount = Math.floor((left * share) / 100);
    left -= amount;
    const id = 100 + index;
    const at = (lineAt % lines.length) + 1;
    const named = Math.min(amount, lines[at - 1]?.net ?? 0);
    return detailed
      ? refund(id, pounds(amount), [given(at, pounds(named))])
      : { id, total: `-${pounds(amount)}` };
  });
  if (isWhole) told.push({ id: 999, total: `-${pounds(left)}` });
  const woo = {
    line_items: lines.map((each, index) =>
      line(index + 1, pounds(each.net), { total_tax: pounds(each.tax) }),
    ),
    fee_lines: taken === 0 ? [] : [{ id: 50, name: "Off", total: `-${pounds(taken)}`, total_tax: "0.00" }],
    shipping_total: pounds(shipping.net),
    shipping_tax: pounds(shipping.tax),
    refunds: told,
  };
  return { woo, paid, back: isWhole ? paid : paid - left };
}

test("what is kept with tax and shipping is what was paid less what was given back, to the penny", () => {
  fc.assert(
    fc.property(drawn, (order) => {
      const { woo, paid, back } = wooOf(order);
      const { parts, under } = keptParts(update(woo), { tax: true, shipping: true });
      expect(parts.reduce((sum, each) => sum + each.kept, 0n) / under).toBe(BigInt(paid - back));
    }),
    { numRuns: 300 },
  );
});

test("nothing is left of an order whose refunds come to all that was paid, or that says it is refunded", () => {
  fc.assert(
    fc.property(drawn, (order) => {
      for (const woo of [wooOf({ ...order, isWhole: true }).woo, { ...wooOf(order).woo, status: "refunded" }])
        for (const tax of [true, false]) {
          const { parts } = keptParts(update(woo), { tax, shipping: true });
          expect(parts.map((each) => each.kept)).toEqual(parts.map(() => 0n));
        }
    }),
    { numRuns: 200 },
  );
});

test("the order in which refunds are listed plays no part", () => {
  fc.assert(
    fc.property(drawn, (order) => {
      const { woo } = wooOf(order);
      const refunds = [...(woo.refunds as Json[])].reverse();
      expect(update({ ...woo, refunds })).toEqual(update(woo));
    }),
    { numRuns: 100 },
  );
});
