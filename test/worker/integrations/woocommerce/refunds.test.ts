import { describe, expect, test } from "vitest";
import type { OrderUpdate } from "../../../../worker/program/order.ts";
import { given, line, order, refund, told, update } from "./fixtures.ts";

/** £40 and £60 with a fifth of tax, £10 of shipping with £2: £132 in all. */
const TAXED = {
  line_items: [line(1, "40.00", { total_tax: "8.00" }), line(2, "60.00", { total_tax: "12.00" })],
  shipping_total: "10.00",
  shipping_tax: "2.00",
};

/** What is left of each line, and of the shipping, without tax and of tax. */
function left({ lines, shipping, refunds }: OrderUpdate) {
  const all = refunds.flatMap((each) => each.lines);
  const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
  const goods = lines.map((each) => {
    const back = all.filter((one) => one.lineId === each.id);
    return [
      each.amount - each.discount - sum(back.map((one) => one.amount)),
      each.tax - sum(back.map((one) => one.tax)),
    ];
  });
  const back = refunds.map((each) => each.shipping ?? { amount: 0, tax: 0 });
  const ofShipping = [
    shipping.amount - sum(back.map((one) => one.amount)),
    shipping.tax - sum(back.map((one) => one.tax)),
  ];
  return [...goods, ofShipping];
}

describe("a webhook tells a refund by its total, tax and shipping included", () => {
  test("it comes off the goods by what is left of each, tax off tax", () => {
    const refunded = update({ ...TAXED, refunds: [{ id: 11, reason: "", total: "-60.00" }] });
    expect(refunded.refunds).toEqual([
      {
        id: "11",
        refundedAt: refunded.updatedAt,
        lines: [
          { lineId: "1", amount: 2000, tax: 400 },
          { lineId: "2", amount: 3000, tax: 600 },
        ],
        amount: 0,
      },
    ]);
  });

  test("off the shipping where no goods are left", () => {
    expect(left(update({ ...TAXED, refunds: [{ id: 11, total: "-126.00" }] }))).toEqual([
      [0, 0],
      [0, 0],
      [5, 1].map((each) => each * 100),
    ]);
  });

  test("refunds of all that was paid leave nothing, to the penny, in any number of parts", () => {
    const parts = ["-0.01", "-33.33", "-33.33", "-65.33"];
    const refunds = parts.map((total, index) => ({ id: 20 - index, total }));
    expect(left(update({ ...TAXED, refunds })).flat()).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("no more is given back than there is", () => {
    expect(left(update({ ...TAXED, refunds: [{ id: 11, total: "-500.00" }] })).flat()).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
  });

  test("it is told that the API would say more, and only where there is more to say", () => {
    expect(told(order({ refunds: [{ id: 11, total: "-1.00" }] }))).toMatchObject({ abridged: true });
    expect(told(order())).not.toHaveProperty("abridged");
    expect(told(order({ refunds: [refund(11, "1.00", [])] }))).not.toHaveProperty("abridged");
  });
});

describe("a refund read by itself says what was given back", () => {
  test("by line, with its day", () => {
    const refunds = [refund(11, "48.00", [given(1, "40.00", "8.00")])];
    expect(update({ ...TAXED, refunds }).refunds).toEqual([
      {
        id: "11",
        refundedAt: "2026-11-05T09:00:00.000Z",
        lines: [{ lineId: "1", amount: 4000, tax: 800 }],
        amount: 0,
      },
    ]);
  });

  test("shipping and fees by themselves", () => {
    const woo = { ...TAXED, fee_lines: [{ id: 5, name: "Gift wrap", total: "5.00", total_tax: "1.00" }] };
    const more = { shipping_lines: [given(4, "10.00", "2.00")], fee_lines: [given(5, "5.00", "1.00")] };
    const found = update({ ...woo, refunds: [refund(11, "18.00", [], more)] });
    expect(found.refunds[0]).toMatchObject({
      lines: [{ lineId: "5", amount: 500, tax: 100 }],
      shipping: { amount: 1000, tax: 200 },
    });
    expect(left(found)).toEqual([
      [4000, 800],
      [6000, 1200],
      [0, 0],
      [0, 0],
    ]);
  });

  test("what it gave back beside the named lines comes off the rest", () => {
    const refunds = [refund(11, "60.00", [given(1, "40.00", "8.00")])];
    expect(left(update({ ...TAXED, refunds }))).toEqual([
      [0, 0],
      [5000, 1000],
      [1000, 200],
    ]);
  });

  test("named lines go first, whichever refund came first", () => {
    const refunds = [refund(12, "48.00", [given(1, "40.00", "8.00")]), refund(11, "72.00", [])];
    expect(left(update({ ...TAXED, refunds }))).toEqual([
      [0, 0],
      [0, 0],
      [1000, 200],
    ]);
  });

  test("an item that the order no longer has counts as money without a name", () => {
    const refunds = [refund(11, "12.00", [given(77, "10.00", "2.00")])];
    expect(
      left(update({ ...TAXED, refunds }))
        .flat()
        .reduce((sum, each) => sum + each, 0),
    ).toBe(12_000);
  });

  test("more for a line than the line is worth is no more than that, and the rest comes off the others", () => {
    // A discount of £10 as a fee below nothing leaves the lines 36 and 54; the shop gives back 40 for the first.
    const woo = {
      line_items: [line(1, "40.00"), line(2, "60.00")],
      fee_lines: [{ id: 6, name: "Loyal", total: "-10.00", total_tax: "0.00" }],
      shipping_total: "0.00",
    };
    expect(left(update({ ...woo, refunds: [refund(11, "40.00", [given(1, "40.00")])] }))).toEqual([
      [0, 0],
      [5000, 0],
      [0, 0],
    ]);
  });

  test("of one second's states, the one with a refund more is newer, and the detailed one than the brief", () => {
    const none = update().updatedAt;
    const brief = update({ refunds: [{ id: 11, total: "-1.00" }] }).updatedAt;
    const detailed = update({ refunds: [refund(11, "1.00", [])] }).updatedAt;
    const two = update({ refunds: [11, 12].map((id) => ({ id, total: "-1.00" })) }).updatedAt;
    expect([none, brief, detailed, two]).toEqual([two, detailed, brief, none].sort());
  });
});

describe("an order that is refunded has been given back whole", () => {
  test("also where no refund is listed", () => {
    const found = update({ ...TAXED, status: "refunded", refunds: [] });
    expect(found.refunds.map((each) => each.id)).toEqual(["refunded"]);
    expect(left(found).flat()).toEqual([0, 0, 0, 0, 0, 0]);
    expect(found.cancelledAt).toBeNull();
  });

  test("and what is listed keeps its id and day, the rest beside it", () => {
    const refunds = [refund(11, "48.00", [given(1, "40.00", "8.00")])];
    const found = update({ ...TAXED, status: "refunded", refunds });
    expect(found.refunds.map((each) => each.id)).toEqual(["11", "refunded"]);
    expect(left(found).flat()).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("nothing is added where the list is complete", () => {
    const found = update({ ...TAXED, status: "refunded", refunds: [{ id: 11, total: "-132.00" }] });
    expect(found.refunds.map((each) => each.id)).toEqual(["11"]);
  });
});
