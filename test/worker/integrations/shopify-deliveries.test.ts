/** What happens to an order at Shopify, told through the real route: written by hand, and so everywhere. */
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { voucherSchema } from "../../../worker/rewards/answers.ts";
import { environment, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";
import { drained, reconciled } from "./reconciled.ts";
import { memberOf, pointsOf, ShopConnection, type Sent } from "./shop-connection.ts";
import { GRAPHQL_ORDER, money, webhookLine, webhookOrder } from "./shopify/fixtures/orders.ts";
import { ShopServer } from "./shopify/shop-server.ts";

const DAY = 86_400_000;
const ANNA = "9001";

/** A state of the order, so many minutes after it was placed. */
const at = (minute: number) => ({ updated_at: new Date(START + minute * 60_000).toISOString() });
const told = (topic: string, more: Record<string, unknown> = {}): Sent => ({
  topic,
  body: webhookOrder(more),
});

const account = {
  id: Number(ANNA),
  admin_graphql_api_id: `gid://shopify/Customer/${ANNA}`,
  email: "anna@example.com",
  first_name: "Anna",
  last_name: "Berg",
  phone: "+447700900123",
};

/** £40 of the order's £100 were given back. */
const refund = {
  id: 8001,
  admin_graphql_api_id: "gid://shopify/Refund/8001",
  order_id: 5001,
  created_at: new Date(START + 3_600_000).toISOString(),
  refund_line_items: [
    {
      id: 1,
      line_item_id: 6001,
      quantity: 0,
      line_item: { id: 6001, admin_graphql_api_id: "gid://shopify/LineItem/6001" },
      subtotal_set: money("40.00"),
      total_tax_set: money("0.00"),
    },
  ],
  refund_shipping_lines: [],
  order_adjustments: [],
};

/** The deliveries of one story, in the order in which they were sent, and the points at its end. */
const STORIES: [name: string, deliveries: Sent[], points: number][] = [
  [
    "placed and paid",
    [told("orders/create", { financial_status: "pending" }), told("orders/paid", at(1))],
    100,
  ],
  [
    "a refund by line, told by itself and within the order",
    [
      told("orders/paid"),
      { topic: "refunds/create", body: refund },
      told("orders/updated", { ...at(60), refunds: [refund], financial_status: "partially_refunded" }),
    ],
    60,
  ],
  [
    "a refund by line, told by itself alone",
    [told("orders/paid"), { topic: "refunds/create", body: refund }],
    60,
  ],
  [
    "edited: a line more",
    [
      told("orders/paid"),
      told("orders/updated", {
        ...at(5),
        line_items: [webhookLine("6001", "100.00"), webhookLine("6002", "25.00")],
      }),
    ],
    125,
  ],
  [
    "cancelled",
    [told("orders/paid"), told("orders/cancelled", { ...at(9), cancelled_at: at(9).updated_at })],
    0,
  ],
  [
    "a guest who becomes a customer",
    [
      told("orders/paid", { customer: null }),
      { topic: "customers/create", body: account },
      told("orders/updated", at(20)),
    ],
    100,
  ],
  [
    "a guest's order, and then an account with the address",
    [told("orders/paid", { customer: null }), { topic: "customers/create", body: account }],
    100,
  ],
];

test.each(STORIES)("%s: the same forwards, backwards and doubled", async (_, deliveries, points) => {
  for (const arrival of [deliveries, [...deliveries].reverse(), [...deliveries, ...deliveries]]) {
    const store = await StoreUnderTest.make(PROGRAM, START + DAY);
    const connection = await ShopConnection.of(store, "shopify");
    await connection.deliverAll(arrival);
    // What waits for another delivery is tried again.
    store.now += DAY;
    await connection.drain();
    expect(await pointsOf(store, ANNA)).toBe(points);
    expect(await store.problems()).toEqual([]);
  }
});

test("a voucher's code among an order's discount_codes is used by it, and free again when it is cancelled", async () => {
  const store = await StoreUnderTest.make(PROGRAM, START);
  const connection = await ShopConnection.of(store, "shopify");
  await connection.deliverAll([{ topic: "customers/create", body: account }]);
  const member = await memberOf(store, ANNA);
  await store.earn(member?.id ?? "", 500);
  const redeemed = await store.server("POST", "/v1/redeem", {
    body: { memberId: member?.id, rewardId: "five-off" },
  });
  const { code } = redeemed.as(z.looseObject({ voucher: voucherSchema })).voucher;
  const voucher = async () => (await store.server("GET", `/v1/vouchers/${code}`)).as(voucherSchema);
  store.now += DAY;
  const discount_codes = [{ code: code.toLowerCase(), amount: "5.00", type: "fixed_amount" }];
  await connection.deliverAll([told("orders/paid", { discount_codes })]);
  expect(await voucher()).toMatchObject({ status: "used", orderId: "5001" });
  const cancelled_at = at(9).updated_at;
  await connection.deliverAll([told("orders/cancelled", { discount_codes, ...at(9), cancelled_at })]);
  expect(await voucher()).toMatchObject({ status: "issued", orderId: null });
  expect(await store.problems()).toEqual([]);
});

let shop: ShopServer;
beforeEach(() => {
  shop = new ShopServer();
  shop.orders = [GRAPHQL_ORDER];
});

/** A store whose connection can ask the shop. */
async function withApi() {
  // The whole order was changed last on 9 November.
  const store = await StoreUnderTest.make(PROGRAM, START + 10 * DAY);
  store.environment = { ...environment, OUTBOUND: shop.fetcher };
  const credentials = { accessToken: shop.accessToken };
  return { store, connection: await ShopConnection.of(store, "shopify", { credentials }) };
}

test("orders/edited says only that it was: the order is read, and is worth what it then holds", async () => {
  const { store, connection } = await withApi();
  await connection.deliverAll([told("orders/paid")]);
  expect(await pointsOf(store, ANNA)).toBe(100);
  await connection.deliverAll([{ topic: "orders/edited", body: { order_edit: { id: 1, order_id: 5001 } } }]);
  // £45 and £27 without tax; £12.50 were given back; a gift card and a tip earn nothing.
  expect(await pointsOf(store, ANNA)).toBe(59);
  expect(shop.calls).toContain("order");
});

test("an order that Shopify doesn't show any more, for it is older than it shows, keeps its points", async () => {
  const { store, connection } = await withApi();
  await connection.deliverAll([told("orders/paid")]);
  shop.orders = [];
  const edited = { topic: "orders/edited", body: { order_edit: { id: 1, order_id: 5001 } } };
  await connection.deliverAll([edited]);
  expect(await pointsOf(store, ANNA)).toBe(100);
  expect(await connection.outcomes()).toMatchObject({
    "orders/edited": expect.stringMatching(/^dead: .+read_all_orders/) as string,
  });
});

test("an order whose deliveries were all lost is brought by a reconcile run, once", async () => {
  const { store, connection } = await withApi();
  expect(await reconciled(connection, START)).toMatchObject({ status: "done", orders: 1, missed: 1 });
  expect(await pointsOf(store, ANNA)).toBe(59);
  expect(await reconciled(connection, START)).toMatchObject({ status: "done", orders: 1 });
  expect(await pointsOf(store, ANNA)).toBe(59);
  expect(await drained(store)).toBe(true);
});

test("a change that was lost, of an order that is known, is brought by a reconcile run", async () => {
  const { store, connection } = await withApi();
  await connection.deliverAll([told("orders/paid")]);
  await reconciled(connection, START);
  expect(await pointsOf(store, ANNA)).toBe(59);
  // And what was lost comes late after all: it is older, and changes nothing.
  await connection.deliverAll([told("orders/updated", at(1))]);
  expect(await pointsOf(store, ANNA)).toBe(59);
});
