import { describe, expect, test } from "vitest";
import { NotUnderstood } from "../../../../worker/integrations/platform.ts";
import { line, order, told, update } from "./fixtures.ts";

describe("what an order says", () => {
  test("a paid order, whole: ids as text, minor units, times with their zone", () => {
    expect(told(order())).toEqual({
      kind: "order",
      orderId: "1001",
      update: {
        customer: { id: "26", email: "anna@example.com", firstName: "Anna" },
        currency: "GBP",
        placedAt: "2026-11-02T10:00:00.000Z",
        updatedAt: "2026-11-02T10:00:05.401Z",
        paidAt: "2026-11-02T10:00:04.000Z",
        cancelledAt: null,
        fulfilledAt: null,
        releasedAt: null,
        lines: [
          { ...said(1), quantity: 1, amount: 4500 },
          { ...said(2), quantity: 2, amount: 2800 },
          { ...said(3), quantity: 1, amount: 1950 },
        ],
        discount: 0,
        shipping: { amount: 495, tax: 0 },
        refunds: [],
        vouchers: [],
      },
    });
  });

  test("a coupon's share is each line's discount, and the code is a voucher, in WooCommerce's small letters", () => {
    const { lines, vouchers, discount } = update({
      line_items: [line(1, "40.00", { subtotal: "45.00" }), line(2, "28.00")],
      coupon_lines: [
        { id: 7, code: "jun-7q4km-2xprw", discount: "5.00", discount_tax: "0.00" },
        { id: 8, code: "jun-7q4km-2xprw", discount: "0.00", discount_tax: "0.00" },
        { id: 9, code: "x".repeat(65), discount: "0.00", discount_tax: "0.00" },
      ],
    });
    expect(lines.map((each) => [each.amount, each.discount])).toEqual([
      [4500, 500],
      [2800, 0],
    ]);
    expect(vouchers).toEqual(["jun-7q4km-2xprw"]);
    expect(discount).toBe(0);
  });

  test("tax is never in an amount, whether the shop's prices include it or not", () => {
    // £54 in the shop with 20 % in it: 45 and 9.
    const { lines, shipping } = update({
      prices_include_tax: true,
      line_items: [line(1, "45.00", { total_tax: "9.00", subtotal_tax: "9.00" })],
      shipping_total: "4.13",
      shipping_tax: "0.82",
    });
    expect(lines[0]).toMatchObject({ amount: 4500, tax: 900 });
    expect(shipping).toEqual({ amount: 413, tax: 82 });
  });

  test("prices of three decimals in a currency of two: the lines come to the order's total", () => {
    const items = [1, 2, 3].map((id) => line(id, "16.528", { subtotal: "16.528", total_tax: "3.471" }));
    const { lines } = update({ line_items: items });
    expect(lines.map((each) => each.amount - each.discount)).toEqual([1653, 1653, 1652]);
    expect(lines.map((each) => each.tax)).toEqual([347, 347, 347]);
  });

  test("a dinar has a thousand parts, a yen none", () => {
    expect(update({ currency: "KWD", line_items: [line(1, "1.255")] }).lines[0]?.amount).toBe(1255);
    const yen = update({ currency: "JPY", line_items: [line(1, "1255")], shipping_total: "0" });
    expect(yen.lines[0]?.amount).toBe(1255);
  });

  test("a fee is a line; one below nothing comes off the lines by what each is worth, and its tax off theirs", () => {
    const { lines } = update({
      line_items: [
        line(1, "60.00", { total_tax: "12.00" }),
        line(2, "40.00", { total_tax: "8.00", quantity: 3 }),
      ],
      fee_lines: [
        { id: 5, name: "Gift wrap", total: "5.00", total_tax: "1.00" },
        { id: 6, name: "Loyal", total: "-21.00", total_tax: "-4.20" },
      ],
    });
    expect(lines.map(({ id, amount, discount, tax }) => [id, amount, discount, tax])).toEqual([
      ["1", 6000, 1200, 960],
      ["2", 4000, 800, 640],
      ["5", 500, 100, 80],
    ]);
    expect(lines[2]).toMatchObject({ name: "Gift wrap", quantity: 1 });
  });

  test("a discount larger than everything leaves nothing, and no less", () => {
    const fee = { id: 6, name: "Credit", total: "-200.00", total_tax: "0.00" };
    const { lines } = update({ fee_lines: [fee] });
    expect(lines.map((each) => each.amount - each.discount)).toEqual([0, 0, 0]);
  });

  test("a line whose price was put up by hand has no discount below nothing", () => {
    const { lines } = update({ line_items: [line(1, "50.00", { subtotal: "45.00" })] });
    expect(lines[0]).toMatchObject({ amount: 5000, discount: 0 });
  });

  test("what plugins put into the data of a line is no reason to lose the order", () => {
    for (const meta_data of [{}, null, [{ id: 1 }], "x", [{ key: "a", value: { b: [1] } }]])
      expect(update({ line_items: [line(1, "45.00", { meta_data })] }).lines).toHaveLength(1);
  });

  test("names are as people read them; what is missing is left out", () => {
    const { lines } = update({
      line_items: [
        line(1, "1.00", { name: "Ship &ndash; Black &amp; White &#8211; M &unknown;", sku: "" }),
        line(2, "1.00", { name: "", product_id: 0, quantity: 0.35 }),
      ],
    });
    expect(lines[0]).toMatchObject({ name: "Ship – Black & White – M &unknown;", productId: "91" });
    expect(lines[0]).not.toHaveProperty("sku");
    expect(lines[1]).not.toHaveProperty("name");
    expect(lines[1]).not.toHaveProperty("productId");
    expect(lines[1]?.quantity).toBe(1);
  });
});

describe("who placed it", () => {
  test("customer 0 is a guest, known by the address", () => {
    expect(update({ customer_id: 0 }).customer).toEqual({ email: "anna@example.com", firstName: "Anna" });
  });

  test("a guest without an address is nobody", () => {
    expect(update({ customer_id: 0, billing: { email: "", first_name: "Anna" } }).customer).toBeNull();
    expect(update({ customer_id: 0, billing: undefined }).customer).toBeNull();
  });

  test("an address or a name that can't be one is left out, and the order counts", () => {
    const billing = { email: "anna at home", first_name: "An\u202ena" };
    expect(update({ billing }).customer).toEqual({ id: "26" });
  });
});

describe("a status in times", () => {
  const paid = "2026-11-02T10:00:04.000Z";
  const modified = "2026-11-02T10:00:05";

  test.each([
    ["pending", null, null],
    ["failed", null, null],
    ["on-hold", paid, null],
    ["processing", paid, null],
    ["shipped-by-a-plugin", paid, null],
    ["completed", paid, null],
    ["refunded", paid, null],
    ["cancelled", paid, modified],
    ["trash", paid, modified],
  ])("%s: paid at %j, cancelled at %j", (status, paidAt, cancelled) => {
    const found = update({ status });
    expect(found.paidAt).toBe(paidAt);
    expect(found.cancelledAt?.slice(0, 19) ?? null).toBe(cancelled);
  });

  test.each([
    ["on-hold", null],
    ["shipped-by-a-plugin", null],
    ["processing", "2026-11-02T10:00:00.000Z"],
    ["completed", "2026-11-02T10:00:00.000Z"],
  ])("without a day of payment, %s is paid at %j: the day it was placed never changes", (status, paidAt) => {
    expect(update({ status, date_paid_gmt: null }).paidAt).toBe(paidAt);
  });

  test("completed is fulfilled, on its day or else on that of the change", () => {
    const day = { status: "completed", date_completed_gmt: "2026-11-04T08:00:00" };
    expect(update(day).fulfilledAt).toBe("2026-11-04T08:00:00.000Z");
    expect(update({ status: "completed" }).fulfilledAt).toBe("2026-11-02T10:00:05.000Z");
    expect(update().fulfilledAt).toBeNull();
  });

  test("of the states of one second, the one further along is the newest", () => {
    const along = [
      "pending",
      "failed",
      "on-hold",
      "processing",
      "shipped",
      "completed",
      "cancelled",
      "refunded",
    ];
    const times = [...along, "trash"].map((status) => update({ status }).updatedAt);
    expect(times).toEqual([...times].sort());
    expect(new Set(times).size).toBe(times.length);
    expect(new Set(times.map((time) => time.slice(0, 19)))).toEqual(new Set(["2026-11-02T10:00:05"]));
    const refunds = Array.from({ length: 60 }, (_, index) => ({ id: index + 1, total: "-0.01" }));
    expect(update({ status: "trash", refunds }).updatedAt < "2026-11-02T10:00:06").toBe(true);
  });

  test("a draft of the checkout is no order yet", () => {
    expect(told(order({ status: "checkout-draft" }))).toMatchObject({ kind: "nothing" });
  });
});

describe("topics", () => {
  test("a deleted order says no more than its id", () => {
    expect(told({ id: 1001 }, "order.deleted")).toEqual({ kind: "order_changed", orderId: "1001" });
  });

  test("a restored order is told whole", () => {
    expect(told(order(), "order.restored")).toMatchObject({ kind: "order", orderId: "1001" });
  });

  test("a customer, with what they have", () => {
    const customer = {
      id: 25,
      email: "anna@example.com",
      first_name: "",
      billing: { first_name: "Anna", phone: " " },
    };
    expect(told(customer, "customer.updated")).toEqual({
      kind: "customer",
      customer: { id: "25", email: "anna@example.com", firstName: "Anna", phone: null },
    });
    expect(told({ id: 25 }, "customer.deleted")).toEqual({ kind: "customer_deleted", customerId: "25" });
  });

  test("coupons and products are nothing to us", () => {
    expect(told({ id: 719 }, "coupon.updated")).toMatchObject({ kind: "nothing" });
    expect(told({ id: 719 }, "product.created")).toMatchObject({ kind: "nothing" });
  });
});

describe("what can't be understood says why, without a word about the customer", () => {
  test.each([
    ["an unknown topic", {}, "subscription.created", "knows no topic"],
    ["an action", { action: "x", arg: 1 }, "action.woocommerce_x", "knows no topic"],
    ["a list", [], "order.updated", "not as WooCommerce documents"],
    ["an amount in words", order({ line_items: [line(1, "ten")] }), "order.updated", "line_items.0.total"],
    ["no lines", order({ line_items: undefined }), "order.updated", "line_items"],
    ["a local time", order({ date_paid_gmt: "2 Nov 2026" }), "order.updated", "date_paid_gmt"],
    ["no date", order({ date_created_gmt: undefined }), "order.updated", "Integration v3"],
    ["an unknown currency", order({ currency: "gold" }), "order.updated", "currency"],
    [
      "the year 1970",
      order({ date_created_gmt: "1970-01-01T00:00:00" }),
      "order.updated",
      "when it was placed",
    ],
    ["two lines of one id", order({ line_items: [line(1, "1"), line(1, "1")] }), "order.updated", "same id"],
    ["a sum beyond counting", order({ line_items: [line(1, "99999999999.00")] }), "order.updated", "amount"],
    ["the legacy API", { order: order() }, "order.updated", "legacy"],
    [
      "WooCommerce's own refusal",
      {
        code: "woocommerce_rest_cannot_view",
        message: "Sorry, you cannot view this resource.",
        data: { status: 401 },
      },
      "order.updated",
      "may not read it",
    ],
  ])("%s", (_, body, topic, why) => {
    const failure = failureOf(() => told(body, topic));
    expect(failure.message).toContain(why);
    expect(failure.message).not.toMatch(/anna|berg|7946/i);
  });

  test("what is no JSON", () => {
    expect(failureOf(() => told(undefined, "order.updated")).message).toContain("not JSON");
  });
});

function said(id: number) {
  const name = `Line ${id}`;
  const more = { collections: [], tags: [], giftCard: false, discount: 0, tax: 0 };
  return { id: String(id), name, productId: String(90 + id), sku: `SKU-${id}`, ...more };
}

function failureOf(call: () => unknown): NotUnderstood {
  try {
    call();
  } catch (error) {
    if (error instanceof NotUnderstood) return error;
    throw error;
  }
  throw new Error("It was understood.");
}
