/** What Shopify's deliveries say in our words: each amount, id and day that points depend on. */
import { describe, expect, test } from "vitest";
import { NotUnderstood, type Told } from "../../../../worker/integrations/platform.ts";
import { keptGoods } from "../../../../worker/program/order-points.ts";
import {
  GRAPHQL_ORDER,
  money,
  MUGS,
  WEBHOOK_REFUND,
  WEBHOOK_ORDER,
  webhookLine,
  webhookOrder,
} from "./fixtures/orders.ts";
import { orderOf, translate } from "./told.ts";

const kept = (body: unknown) => {
  const update = orderOf(body);
  return keptGoods(update, update.refunds);
};

test("a whole order: prices with their tax, a code, a gift card, a tip, a refund less a fee", () => {
  const told = translate("orders/updated", WEBHOOK_ORDER);
  expect(told).toEqual({
    kind: "order",
    orderId: "5001",
    update: {
      customer: { id: "9001", email: "anna@example.com", firstName: "Anna" },
      currency: "GBP",
      placedAt: "2026-11-01T12:00:00.000Z",
      updatedAt: "2026-11-09T09:00:00.000Z",
      paidAt: "2026-11-01T12:00:00.000Z",
      cancelledAt: null,
      fulfilledAt: "2026-11-04T09:00:00.000Z",
      releasedAt: null,
      discount: 0,
      lines: [
        // 60.00 less 9.00 of tax, and 6.00 of the discount: 45.00 counts.
        expect.objectContaining({
          id: "6001",
          productId: "7001",
          sku: "THROW",
          amount: 5100,
          discount: 600,
          tax: 900,
        }),
        expect.objectContaining({
          id: "6002",
          productId: "7002",
          quantity: 2,
          amount: 3060,
          discount: 360,
          tax: 540,
        }),
        expect.objectContaining({ id: "6003", giftCard: true, amount: 2500, discount: 0, tax: 0 }),
      ],
      shipping: { amount: 500, tax: 100 },
      refunds: [
        {
          id: "8001",
          refundedAt: "2026-11-09T09:00:00.000Z",
          // 16.20 less 2.70 of tax, less the pound (and its tax) that was kept.
          lines: [{ lineId: "6002", amount: 1250, tax: 270 }],
          shipping: { amount: 500, tax: 100 },
          amount: 0,
        },
      ],
      vouchers: ["JUN-7Q4KM-2XPRW"],
    },
  });
});

test("GraphQL and webhooks tell one order alike, to the last field", () => {
  const { lineItems, shippingLines, refunds, ...order } = GRAPHQL_ORDER;
  const read = { ...order, lineItems, shippingLines: { nodes: shippingLines }, refunds };
  expect(translate("graphql/order", read)).toEqual(translate("orders/updated", WEBHOOK_ORDER));
});

describe("money", () => {
  test.each([
    ["GBP", "199.99", 19_999],
    ["GBP", "199.9", 19_990],
    ["JPY", "199", 199],
    ["JPY", "199.0", 199],
    ["KWD", "1.005", 1005],
    ["KWD", "1.5", 1500],
    // As a float it would be 1998999.9999999998 pence.
    ["GBP", "19990.00", 1_999_000],
    ["GBP", "0.285", 29],
    ["GBP", "90071992547409.91", 9_007_199_254_740_991],
  ])("%s %s is %i minor units", (currency, amount, units) => {
    const lines = [webhookLine("6001", amount)];
    const order = () => orderOf(webhookOrder({ currency, line_items: lines }));
    if (units > 100_000_000_000) expect(order).toThrow(NotUnderstood);
    else expect(order().lines[0]?.amount).toBe(units);
  });

  test("it is the shop's money that counts, and not what the shopper saw", () => {
    expect(orderOf(webhookOrder()).currency).toBe("GBP");
    expect(kept(webhookOrder())).toBe(10_000);
  });

  test("a discount on the whole order is counted once: by its parts on the lines", () => {
    const line = webhookLine("6001", "100.00", {
      total_discount: "0.00",
      discount_allocations: [{ amount: "25.00", amount_set: money("25.00"), discount_application_index: 0 }],
    });
    const order = webhookOrder({
      line_items: [line],
      total_discounts: "25.00",
      current_total_discounts: "25.00",
    });
    expect(kept(order)).toBe(7500);
    expect(orderOf(order).discount).toBe(0);
  });
});

describe("when it is paid", () => {
  test.each([
    ["paid", true],
    ["partially_refunded", true],
    ["refunded", true],
    ["partially_paid", true],
    ["pending", false],
    ["authorized", false],
    ["voided", false],
    ["expired", false],
    [null, false],
  ])("%s", (financial_status, isPaid) => {
    expect(orderOf(webhookOrder({ financial_status })).paidAt !== null).toBe(isPaid);
  });

  test("a paid delivery whose status is voided is not paid", () => {
    expect(orderOf(webhookOrder({ financial_status: "voided" }), "orders/paid").paidAt).toBeNull();
  });

  test("every delivery of an order names the same day", () => {
    const days = ["orders/create", "orders/paid", "orders/updated", "orders/fulfilled"].map(
      (topic, hour) => orderOf(webhookOrder({ updated_at: `2026-11-02T0${hour}:00:00Z` }), topic).paidAt,
    );
    expect(new Set(days)).toEqual(new Set(["2026-11-01T12:00:00.000Z"]));
  });

  test("of an order that is paid in part, what is due counts for nothing, rounded up", () => {
    const part = { financial_status: "partially_paid", total_outstanding: "40.00" };
    expect(kept(webhookOrder({ ...part, current_total_price_set: money("120.00") }))).toBe(6666);
    expect(kept(webhookOrder({ ...part, current_total_price_set: money("40.00") }))).toBe(0);
    expect(kept(webhookOrder({ ...part, total_outstanding: "0.00" }))).toBe(10_000);
  });
});

describe("what went out of it", () => {
  const refund = (more: Record<string, unknown>) => ({
    id: 8001,
    admin_graphql_api_id: "gid://shopify/Refund/8001",
    created_at: "2026-11-05T12:00:00Z",
    refund_line_items: [],
    refund_shipping_lines: [],
    order_adjustments: [],
    ...more,
  });
  const ofLine = (quantity: number, subtotal: string) => ({
    line_item_id: 6001,
    quantity,
    subtotal_set: money(subtotal),
    total_tax_set: money("0.00"),
  });

  test("a piece removed by an edit, without a refund, is not counted", () => {
    const line = webhookLine("6001", "50.00", { quantity: 2, current_quantity: 1 });
    const half = { ...line, discount_allocations: [{ amount_set: money("10.00") }] };
    expect(kept(webhookOrder({ line_items: [half] }))).toBe(4500);
  });

  test("a piece that was removed and given back is taken off once", () => {
    const line = webhookLine("6001", "50.00", { quantity: 2, current_quantity: 1 });
    const refunds = [refund({ refund_line_items: [ofLine(1, "50.00")] })];
    expect(kept(webhookOrder({ line_items: [line], refunds }))).toBe(5000);
  });

  test("money given back without a line: an adjustment below zero", () => {
    const refunds = [
      refund({ order_adjustments: [{ amount_set: money("-15.00"), tax_amount_set: money("0.00") }] }),
    ];
    expect(orderOf(webhookOrder({ refunds })).refunds[0]).toMatchObject({ amount: 1500, lines: [] });
    expect(kept(webhookOrder({ refunds }))).toBe(8500);
  });

  test("shipping given back earns nothing back, whichever of the two ways it is told", () => {
    const shipping_lines = [{ price_set: money("4.95"), discount_allocations: [], tax_lines: [] }];
    const now = [
      refund({ refund_shipping_lines: [{ subtotal_amount_set: money("4.95"), tax_amount_set: money("0") }] }),
    ];
    const before = [
      refund({
        order_adjustments: [
          { kind: "shipping_refund", amount_set: money("-4.95"), tax_amount_set: money("0.00") },
        ],
      }),
    ];
    for (const refunds of [
      now,
      before,
      [{ ...now[0], ...{ order_adjustments: before[0]?.order_adjustments } }],
    ]) {
      expect(orderOf(webhookOrder({ shipping_lines, refunds })).refunds[0]).toMatchObject({
        shipping: { amount: 495, tax: 0 },
        amount: 0,
      });
      expect(kept(webhookOrder({ shipping_lines, refunds }))).toBe(10_000);
    }
  });

  test("a tip that is given back takes nothing from the goods", () => {
    const tip = webhookLine("6004", "5.00", { product_id: null, tip: {} });
    const refunds = [refund({ refund_line_items: [{ ...ofLine(1, "5.00"), line_item_id: 6004 }] })];
    expect(kept(webhookOrder({ line_items: [webhookLine("6001", "100.00"), tip], refunds }))).toBe(10_000);
  });

  test("a refund by itself is told as one, where it has no tax", () => {
    const told = translate("refunds/create", {
      ...refund({ refund_line_items: [ofLine(1, "100.00")] }),
      order_id: 5001,
    });
    expect(told).toEqual({
      kind: "refund",
      orderId: "5001",
      refund: {
        id: "8001",
        refundedAt: "2026-11-05T12:00:00.000Z",
        lines: [{ lineId: "6001", amount: 10_000, tax: 0 }],
        amount: 0,
      },
    });
  });

  describe("with tax, its line shows whether prices hold it", () => {
    const taxed = (price: string, tax: string, rate: number, refundedTax: string) => ({
      ...refund({
        refund_line_items: [
          {
            ...ofLine(1, price),
            total_tax_set: money(refundedTax),
            line_item: {
              id: 6001,
              quantity: 1,
              price_set: money(price),
              discount_allocations: [],
              tax_lines: [{ rate, price_set: money(tax) }],
            },
          },
        ],
      }),
      order_id: 5001,
    });
    const amountOf = (told: Told) => (told.kind === "refund" ? told.refund.lines[0]?.amount : told.kind);

    test.each([
      ["they hold it", taxed("100.00", "16.67", 0.2, "16.67"), 8333],
      ["they don't", taxed("100.00", "20.00", 0.2, "20.00"), 10_000],
      ["they hold a small one", taxed("100.00", "4.76", 0.05, "4.76"), 9524],
      ["too little to tell: the order is to be read", taxed("0.10", "0.02", 0.2, "0.02"), "order_changed"],
    ] as const)("%s", (_name, body, amount) => {
      expect(amountOf(translate("refunds/create", body))).toBe(amount);
    });

    test("the postage alone doesn't show it, and a refund of money alone doesn't say in which currency", () => {
      const line = { ...ofLine(1, "100.00"), total_tax_set: money("16.67") };
      for (const body of [
        { ...refund({ refund_line_items: [line] }), order_id: 5001 },
        { ...refund({ order_adjustments: [{ amount_set: money("-5.00") }] }), order_id: 5001 },
      ])
        expect(translate("refunds/create", body)).toEqual({ kind: "order_changed", orderId: "5001" });
    });

    test("a refund says by itself what it says within its order", () => {
      const [line] = WEBHOOK_REFUND.refund_line_items;
      const body = { ...WEBHOOK_REFUND, refund_line_items: [{ ...line, line_item: MUGS }] };
      const told = translate("refunds/create", body);
      expect(told).toEqual({ kind: "refund", orderId: "5001", refund: orderOf(WEBHOOK_ORDER).refunds[0] });
    });
  });
});

describe("ids", () => {
  const big = "820982911946154508";
  test("past 2^53 the id is the one of GraphQL, and the number as it stands in the text", () => {
    const text = JSON.stringify({ ...webhookOrder(), admin_graphql_api_id: `gid://shopify/Order/${big}` });
    expect(translate("orders/create", text)).toMatchObject({ orderId: big });
    const without = JSON.stringify({ ...webhookOrder(), admin_graphql_api_id: undefined }).replace(
      '"id":5001',
      `"id":${big}`,
    );
    expect(translate("orders/create", without)).toMatchObject({ orderId: big });
    expect(translate("orders/edited", `{"order_edit":{"order_id":${big}}}`)).toEqual({
      kind: "order_changed",
      orderId: big,
    });
  });
});

describe("what can't be understood is said in a sentence, without what stands in it", () => {
  test.each([
    ["no JSON", "orders/paid", "{"],
    ["an empty body", "orders/paid", ""],
    ["null", "orders/paid", "null"],
    ["a list", "customers/update", "[]"],
    ["an order without lines", "orders/paid", { ...webhookOrder(), line_items: undefined }],
    [
      "an amount that is none",
      "orders/paid",
      webhookOrder({ line_items: [webhookLine("1", "anna@example.com")] }),
    ],
    ["an amount below zero", "orders/paid", webhookOrder({ line_items: [webhookLine("1", "-5.00")] })],
    ["an id that is none", "customers/update", { id: "anna@example.com" }],
    ["an id that was rounded to a fraction", "customers/update", { id: 1.5 }],
    ["no id", "customers/update", { email: "anna@example.com" }],
    ["a time that is none", "orders/paid", webhookOrder({ updated_at: "anna@example.com" })],
    ["a time of another century", "orders/paid", webhookOrder({ updated_at: "3021-11-01T12:00:00Z" })],
    [
      "two lines of one id",
      "orders/paid",
      webhookOrder({ line_items: [webhookLine("1", "1"), webhookLine("1", "1")] }),
    ],
    ["a currency that is none", "orders/paid", webhookOrder({ currency: "anna@example.com" })],
    [
      "more lines than are kept",
      "orders/paid",
      webhookOrder({ line_items: Array.from({ length: 501 }, (_, id) => webhookLine(String(id + 1), "1")) }),
    ],
    ["a refund without an order", "refunds/create", { id: 1, created_at: "2026-11-05T12:00:00Z" }],
    ["a person without an id", "customers/redact", { customer: { email: "anna@example.com" } }],
  ])("%s", (_name, topic, body) => {
    let thrown: unknown;
    try {
      translate(topic, body);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(NotUnderstood);
    expect((thrown as Error).message).toMatch(/^[A-Z].+\.$/);
    expect((thrown as Error).message).not.toMatch(/anna/);
  });

  test("a topic that tells nothing of points", () => {
    expect(translate("products/update", { id: 1 }).kind).toBe("nothing");
  });
});
