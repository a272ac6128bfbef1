/** Orders asked for: those that changed since a time, and one as it stands. */
import { beforeEach, expect, test } from "vitest";
import { PlatformUnavailable } from "../../../../worker/integrations/platform.ts";
import { shopify } from "../../../../worker/integrations/shopify/index.ts";
import { GRAPHQL_ORDER, WEBHOOK_ORDER } from "./fixtures/orders.ts";
import { StoreUnderTest } from "../../store-under-test.ts";
import { ShopServer } from "./shop-server.ts";

let shop: ShopServer;
beforeEach(() => {
  shop = new ShopServer();
  shop.orders = [structuredClone(GRAPHQL_ORDER)];
});

const MAX_COST = 1000;
const at = (second: number) => new Date(Date.UTC(2026, 10, 9, 9, 0, second)).toISOString();

test("an order that is read says what its webhook says", async () => {
  const read = await shopify.readOrder(shop.access, "5001");
  const told = shopify.translate({ topic: "orders/updated", body: JSON.stringify(WEBHOOK_ORDER) });
  expect(read && shopify.translate(read)).toEqual(told);
});

test("it earns on what is kept of its goods: no tax, no postage, no gift card, no tip", async () => {
  const store = await StoreUnderTest.make();
  const told = shopify.translate({ topic: "orders/updated", body: JSON.stringify(WEBHOOK_ORDER) });
  if (told.kind !== "order") throw new Error("An order was told.");
  // 45.00 and 27.00 less 12.50.
  const answer = await store.putOrder(told.orderId, told.update);
  expect(answer).toMatchObject({ posted: 59, balance: { available: 59 }, vouchers: [{ accepted: false }] });
  const read = await shopify.readOrder(shop.access, "5001");
  const again = read && shopify.translate(read);
  if (again?.kind !== "order") throw new Error("An order was told.");
  expect(await store.putOrder(again.orderId, again.update)).toMatchObject({ posted: 59, stale: false });
  expect((await store.balance(answer.order.memberId ?? "")).available).toBe(59);
});

test("an order that Shopify doesn't show is refused, and an id that is no id is not asked for", async () => {
  await expect(shopify.readOrder(shop.access, "5002")).rejects.toThrow("Shopify shows no such order");
  expect(shop.calls).toEqual(["order"]);
  expect(await shopify.readOrder(shop.access, '5001") { id } }')).toBeNull();
  expect(shop.calls).toEqual(["order"]);
});

test("an order of 120 lines, and a refund of 120, are read page by page, each below what a query may cost", async () => {
  const [line] = GRAPHQL_ORDER.lineItems;
  const [refund] = GRAPHQL_ORDER.refunds;
  const gids = Array.from({ length: 120 }, (_, index) => `gid://shopify/LineItem/${index + 1}`);
  const [refunded] = refund?.refundLineItems ?? [];
  shop.orders = [
    {
      ...GRAPHQL_ORDER,
      lineItems: gids.map((id) => ({ ...line, id })),
      refunds: [{ ...refund, refundLineItems: gids.map((id) => ({ ...refunded, lineItem: { id } })) }],
    },
  ];
  const read = await shopify.readOrder(shop.access, "5001");
  const told = read && shopify.translate(read);
  if (told?.kind !== "order") throw new Error("An order was told.");
  expect(told.update.lines).toHaveLength(120);
  expect(told.update.refunds[0]?.lines).toHaveLength(120);
  expect(shop.calls).toEqual(["order", "order", "order", "refund", "refund", "refund"]);
  expect(Math.max(...shop.costs)).toBeLessThan(MAX_COST);
});

test("an order that changes between two pages is read again later", async () => {
  const [line] = GRAPHQL_ORDER.lineItems;
  const lineItems = Array.from({ length: 60 }, (_, index) => ({
    ...line,
    id: `gid://shopify/LineItem/${index + 1}`,
  }));
  const order = { ...GRAPHQL_ORDER, lineItems };
  shop.orders = [order];
  const { access } = shop;
  const changing = {
    ...access,
    outbound: async (url: string, request: RequestInit) => {
      const answer = await access.outbound(url, request);
      order.updatedAt = at(59);
      return answer;
    },
  };
  await expect(shopify.readOrder(changing, "5001")).rejects.toBeInstanceOf(PlatformUnavailable);
});

test("orders changed since a time come page by page, the earliest change first, at the very second too", async () => {
  shop.orders = Array.from({ length: 230 }, (_, index) => ({
    ...GRAPHQL_ORDER,
    id: `gid://shopify/Order/${index + 1}`,
    updatedAt: at(229 - index),
  }));
  const told: string[] = [];
  let page: string | null = null;
  do {
    const answer: Awaited<ReturnType<typeof shopify.changedOrders>> = await shopify.changedOrders(
      shop.access,
      Date.parse(at(10)) + 789,
      page,
    );
    for (const delivery of answer.deliveries) {
      const said = shopify.translate(delivery);
      if (said.kind === "order_changed") told.push(said.orderId);
    }
    page = answer.next;
  } while (page !== null);
  expect(told).toEqual(Array.from({ length: 220 }, (_, index) => String(220 - index)));
  expect(shop.calls).toEqual(["orders", "orders", "orders"]);
  expect(Math.max(...shop.costs)).toBeLessThan(MAX_COST);
});

test("a shop without orders has one page, and it is empty", async () => {
  shop.orders = [];
  expect(await shopify.changedOrders(shop.access, 0, null)).toEqual({ deliveries: [], next: null });
});
