/** What happens to an order at WooCommerce, told through the real route: written by hand, and so everywhere. */
import { expect, test } from "vitest";
import { z } from "zod";
import { voucherSchema } from "../../../worker/rewards/answers.ts";
import { environment, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";
import { drained, reconciled } from "./reconciled.ts";
import { memberOf, pointsOf, ShopConnection, type Sent } from "./shop-connection.ts";
import { given, line, order, refund } from "./woocommerce/fixtures.ts";
import type { StoredOrder } from "./woocommerce/shop-orders.ts";
import { ShopServer } from "./woocommerce/shop-server.ts";

const DAY = 86_400_000;
const ANNA = "26";

/** A state of the order, so many minutes after ten o'clock. */
const at = (minute: number) => ({
  date_modified_gmt: `2026-11-02T10:${String(minute).padStart(2, "0")}:00`,
});
const created = (more: object = {}): Sent => ({ topic: "order.created", body: order({ ...more }) });
const updated = (more: object = {}): Sent => ({ topic: "order.updated", body: order({ ...more }) });
const account: Sent = {
  topic: "customer.created",
  body: { id: Number(ANNA), email: "anna@example.com", first_name: "Anna", billing: { phone: "" } },
};

/** The deliveries of one story, in the order in which they were sent, and the points at its end. */
const STORIES: [name: string, deliveries: Sent[], points: number][] = [
  ["placed and paid", [created({ status: "pending", date_paid_gmt: null }), updated(at(1))], 92],
  [
    "a refund of a line, told by its total",
    [created(), updated({ ...at(9), refunds: [{ id: 11, reason: "", total: "-45.00" }] })],
    47,
  ],
  [
    "edited: a line more",
    [created(), updated({ ...at(9), line_items: [line(1, "45.00"), line(9, "100.00")] })],
    145,
  ],
  ["cancelled", [created(), updated({ status: "cancelled", ...at(9) })], 0],
  [
    "a guest who becomes a customer",
    [created({ customer_id: 0 }), account, updated({ ...at(20), customer_id: 26 })],
    92,
  ],
  ["a guest's order, and then an account with the address", [created({ customer_id: 0 }), account], 92],
];

test.each(STORIES)("%s: the same forwards, backwards and doubled", async (_, deliveries, points) => {
  for (const arrival of [deliveries, [...deliveries].reverse(), [...deliveries, ...deliveries]]) {
    const store = await StoreUnderTest.make(PROGRAM, START + 10 * DAY);
    const connection = await ShopConnection.of(store, "woocommerce");
    await connection.deliverAll(arrival);
    expect(await pointsOf(store, ANNA)).toBe(points);
    expect(await drained(store)).toBe(true);
    expect(await store.problems()).toEqual([]);
  }
});

test("a voucher's code among an order's coupon_lines is used by it, and free again when it is cancelled", async () => {
  const store = await StoreUnderTest.make(PROGRAM, START);
  const connection = await ShopConnection.of(store, "woocommerce");
  await connection.deliverAll([account]);
  const member = await memberOf(store, ANNA);
  await store.earn(member?.id ?? "", 500);
  const redeemed = await store.server("POST", "/v1/redeem", {
    body: { memberId: member?.id, rewardId: "five-off" },
  });
  const { code } = redeemed.as(z.looseObject({ voucher: voucherSchema })).voucher;
  const voucher = async () => (await store.server("GET", `/v1/vouchers/${code}`)).as(voucherSchema);
  store.now += 10 * DAY;
  const coupon_lines = [{ id: 7, code: code.toLowerCase(), discount: "5.00", discount_tax: "0.00" }];
  await connection.deliverAll([created({ coupon_lines })]);
  expect(await voucher()).toMatchObject({ status: "used", orderId: "1001" });
  await connection.deliverAll([updated({ coupon_lines, status: "cancelled", ...at(9) })]);
  expect(await voucher()).toMatchObject({ status: "issued", orderId: null });
  expect(await store.problems()).toEqual([]);
});

/** A store whose connection can ask a shop of its own. */
async function withApi() {
  const shop = new ShopServer();
  const store = await StoreUnderTest.make(PROGRAM, START + 10 * DAY);
  const OUTBOUND = { fetch: shop.fetch } as unknown as Fetcher;
  store.environment = { ...environment, OUTBOUND };
  const credentials = { consumerKey: "ck_live", consumerSecret: "cs_live" };
  const keep = (more: Record<string, unknown> = {}) => shop.orders.set(1001, order(more) as StoredOrder);
  return { shop, store, keep, connection: await ShopConnection.of(store, "woocommerce", { credentials }) };
}

test("order.deleted says only that it is gone: the order is read, and in the bin it is worth nothing", async () => {
  const { keep, store, connection } = await withApi();
  await connection.deliverAll([created()]);
  expect(await pointsOf(store, ANNA)).toBe(92);
  keep({ status: "trash", ...at(30) });
  await connection.deliverAll([{ topic: "order.deleted", body: { id: 1001 } }]);
  expect(await pointsOf(store, ANNA)).toBe(0);
  keep(at(31));
  await connection.deliverAll([{ topic: "order.restored", body: order(at(31)) }]);
  expect(await pointsOf(store, ANNA)).toBe(92);
});

test("an order whose deliveries were all lost is brought by a reconcile run, once", async () => {
  const { shop, keep, store, connection } = await withApi();
  keep({ ...at(40), refunds: [{ id: 11, reason: "", total: "-45.00" }] });
  shop.refunds.set(1001, [refund(11, "45.00", [given(1, "45.00")])]);
  expect(await reconciled(connection, START)).toMatchObject({ status: "done", orders: 1, missed: 1 });
  expect(await pointsOf(store, ANNA)).toBe(47);
  expect(await reconciled(connection, START)).toMatchObject({ status: "done", orders: 1, missed: 0 });
  expect(await pointsOf(store, ANNA)).toBe(47);
  expect(await drained(store)).toBe(true);
});

test("a change that was lost, of an order that is known, is brought by a reconcile run", async () => {
  const { keep, store, connection } = await withApi();
  await connection.deliverAll([created()]);
  keep({ status: "cancelled", ...at(40) });
  expect(await reconciled(connection, START)).toMatchObject({ status: "done", missed: 1 });
  expect(await pointsOf(store, ANNA)).toBe(0);
  await connection.deliverAll([updated(at(1))]);
  expect(await pointsOf(store, ANNA)).toBe(0);
});
