/** Every recorded payload goes through the real route, signed anew, and ends in the balances that a person would expect. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { chanceFrom } from "../ledger/lost-answers.ts";
import { environment, type StoreUnderTest } from "../store-under-test.ts";
import { inboxOf } from "./inbox.ts";
import { recordedNames, shopifyDelivery, wooDelivery } from "./recorded-deliveries.ts";
import {
  A_POINT_A_UNIT,
  dollarStore,
  memberOf,
  pointsOf,
  ShopConnection,
  WEBHOOK_SECRET,
  type Sent,
} from "./shop-connection.ts";
import { ShopServer } from "./shopify/shop-server.ts";
import { bytesOf, signed } from "./shopify/signed.ts";

const isAbsent = recordedNames.length === 0;
const SKIPPED = "(skipped where ../shared/payloads is absent)";

/** The order that all of Shopify's are of, and who placed it; the second customer has an account and no order. */
const ORDER = "820982911946154508";
const JOHN = "115310627314723954";
const BOB = "706405506930370084";

/** Every file of WooCommerce's, as what it would be delivered as; a list is its orders. */
const WOO: Record<string, () => Sent[]> = {
  customer: () => [wooDelivery("customer", "customer.created")],
  "order.created": () => [wooDelivery("order.created", "order.created")],
  "orders.list": () => [
    wooDelivery("orders.list", "order.updated", 0),
    wooDelivery("orders.list", "order.updated", 1),
  ],
  "order.updated": () => [wooDelivery("order.updated", "order.updated")],
  coupon: () => [wooDelivery("coupon", "coupon.created")],
  "order-refund": () => [wooDelivery("order-refund", "order.updated")],
  webhook: () => [wooDelivery("webhook", "order.updated")],
};

/** Every file of Shopify's, and what it comes to when the one before has been worked. */
const SHOPIFY: Record<string, string> = {
  "orders.create": `done: Order ${ORDER} is known: it is worth 0 points, and 0 were posted.`,
  "orders.paid": `done: Order ${ORDER} is known: it is worth 0 points, and 0 were posted.`,
  "orders.updated": `done: Order ${ORDER} is known: it is worth 0 points, and 0 were posted.`,
  "orders.fulfilled": `done: Order ${ORDER} is known: it is worth 0 points, and 0 were posted.`,
  "orders.cancelled": `done: Order ${ORDER} is known: it is worth 0 points, and 0 were posted.`,
  // These two name the order by its number alone, which was rounded before it was recorded.
  "orders.edited":
    "dead: This says that order 820982911946154500 changed, and not into what; give the connection credentials with which to read it.",
  "refunds.create": "waiting: Order 820982911946154500 isn't known yet; the refund counts as soon as it is.",
  "customers.create": "done: The customer is a member now.",
  "customers.update": "done: The member is as the account is.",
  "customers.delete":
    "done: The account is gone over there. The member keeps their points, and is known by the same customer id if an order still names it.",
  "customers.merge": "done: The two customers were not merged: the attempt failed or goes on.",
  "discounts.create": "done: Deliveries of this topic tell nothing that points depend on.",
  "shop.update": "done: Deliveries of this topic tell nothing that points depend on.",
};

const topicOf = (name: string) => name.replace(".", "/");

async function connected(platform: "shopify" | "woocommerce", more: object = {}) {
  const store = await dollarStore();
  return { store, shop: await ShopConnection.of(store, platform, more) };
}

/** All that the ledger's own check finds; nobody has any points but those named. */
async function expectPoints(store: StoreUnderTest, expected: Record<string, number | null>): Promise<void> {
  const found: Record<string, number | null> = {};
  for (const customerId of Object.keys(expected)) found[customerId] = await pointsOf(store, customerId);
  expect(found).toEqual(expected);
  expect(await store.problems()).toEqual([]);
}

/** How many deliveries came to each end. */
async function tally(store: StoreUnderTest): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status } of await inboxOf(store)) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

function shuffled<Each>(list: Each[], seed: number): Each[] {
  const random = chanceFrom(seed);
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as Each, mixed[last] as Each];
  }
  return mixed;
}

test.skipIf(isAbsent)(`every recorded payload is sent here, and no other ${SKIPPED}`, () => {
  const sent = [
    ...Object.keys(SHOPIFY).map((name) => `shopify/${name}`),
    ...Object.keys(WOO).map((name) => `woocommerce/${name}`),
  ];
  expect(recordedNames).toEqual(sent.sort());
});

describe.skipIf(isAbsent)(`Shopify's recorded deliveries ${SKIPPED}`, () => {
  const all = () => Object.keys(SHOPIFY).map((name) => shopifyDelivery(name));

  test("each comes to its end, and says so: John and Bob are members, without a point", async () => {
    const { store, shop } = await connected("shopify");
    await shop.deliverAll(all());
    const expected = Object.entries(SHOPIFY).map(([name, outcome]) => [topicOf(name), outcome]);
    expect(await shop.outcomes()).toEqual(Object.fromEntries(expected));
    await expectPoints(store, { [JOHN]: 0, [BOB]: 0 });
    expect(await memberOf(store, JOHN)).toMatchObject({ firstName: "John", email: "john@example.com" });
    expect(await memberOf(store, BOB)).toMatchObject({ firstName: "Bob", email: "bob@biller.com" });
  });

  test("each twice, and in any order of arrival, ends the same", async () => {
    for (const seed of [1, 2, 3]) {
      const { store, shop } = await connected("shopify");
      await shop.deliverAll(shuffled([...all(), ...all()], seed));
      expect(await tally(store)).toEqual({ done: 11, dead: 1, waiting: 1 });
      await expectPoints(store, { [JOHN]: 0, [BOB]: 0 });
    }
  });

  test("what names an order by its number alone is looked up there where the shop can be asked, and kept where it isn't shown", async () => {
    const there = new ShopServer();
    const store = await dollarStore();
    store.environment = { ...environment, OUTBOUND: there.fetcher };
    const shop = await ShopConnection.of(store, "shopify", {
      credentials: { accessToken: there.accessToken },
    });
    await shop.deliverAll([shopifyDelivery("orders.edited"), shopifyDelivery("refunds.create")]);
    expect(await shop.outcomes()).toEqual({
      "orders/edited": expect.stringMatching(/^dead: Shopify shows no such order/) as string,
      "refunds/create": expect.stringMatching(/^dead: Shopify shows no such order/) as string,
    });
    expect(there.calls).toEqual(["order", "order"]);
  });

  test("a delivery of which nothing came is kept whole, and can be sent again", async () => {
    const { store, shop } = await connected("shopify");
    await shop.deliverAll([shopifyDelivery("orders.edited")]);
    const [item] = await inboxOf(store);
    const read = await store.server("GET", `/v1/inbox/${item?.id ?? ""}`);
    expect(JSON.parse(read.text)).toMatchObject({
      status: "dead",
      body: JSON.stringify(shopifyDelivery("orders.edited").body),
    });
    expect((await store.server("POST", `/v1/inbox/${item?.id ?? ""}/retry`, { body: {} })).status).toBe(200);
  });

  describe("the traps they hold", () => {
    const order = (more: object = {}) => ({ ...shopifyDelivery("orders.paid").body, ...more });
    const paid = { financial_status: "paid", cancelled_at: null };
    const deliver = async (body: unknown, program = A_POINT_A_UNIT) => {
      const store = await dollarStore(program);
      const shop = await ShopConnection.of(store, "shopify");
      await shop.deliverAll([{ ...shopifyDelivery("orders.paid"), body }]);
      return store;
    };

    test("a paid event whose financial_status is voided earns nothing; paid in truth, its $398 would earn 398", async () => {
      await expectPoints(await deliver(order({ cancelled_at: null })), { [JOHN]: 0 });
      await expectPoints(await deliver(order(paid)), { [JOHN]: 398 });
    });

    test("an order with cancelled_at set earns nothing, paid or not", async () => {
      await expectPoints(await deliver(order({ financial_status: "paid" })), { [JOHN]: 0 });
    });

    test("a number past 2^53 was rounded: the order and its customer have the ids of GraphQL", async () => {
      const store = await deliver(order(paid));
      expect((await store.server("GET", `/v1/orders/${ORDER}`)).status).toBe(200);
      expect((await store.server("GET", "/v1/orders/820982911946154500")).status).toBe(404);
      expect(await memberOf(store, "115310627314723950")).toBeNull();
    });

    test("a number past 2^53 as Shopify sends it, every digit there, is the same id: the refund finds its order", async () => {
      const store = await dollarStore();
      const shop = await ShopConnection.of(store, "shopify");
      const refund = shopifyDelivery("refunds.create");
      const exact = JSON.stringify(refund.body).replace(
        '"order_id":820982911946154500',
        `"order_id":${ORDER}`,
      );
      await shop.deliverAll([{ ...refund, body: exact }]);
      expect(await shop.outcomes()).toEqual({
        "refunds/create": `waiting: Order ${ORDER} isn't known yet; the refund counts as soon as it is.`,
      });
      await shop.deliverAll([{ ...shopifyDelivery("orders.paid"), body: order(paid) }]);
      // Both iPods were given back.
      await expectPoints(store, { [JOHN]: 0 });
    });

    test("decimal strings are exact: 1.15 is 115 cents, which a float makes 114", async () => {
      const cents = {
        ...A_POINT_A_UNIT,
        earning: { order: { points: 1, per: 1 }, signUp: null, holdDays: 0 },
      };
      const body = JSON.stringify(order(paid)).replaceAll('"199.00"', '"1.15"');
      await expectPoints(await deliver(body, cents), { [JOHN]: 230 });
    });

    test("the signature is over the bytes that were sent: the same JSON written otherwise is refused", async () => {
      const { store, shop } = await connected("shopify");
      const delivery = shopifyDelivery("orders.paid");
      const spaced = JSON.stringify(delivery.body, null, 2);
      const signature = await signed(WEBHOOK_SECRET, bytesOf(JSON.stringify(delivery.body)));
      const refused = await shop.deliver({ ...delivery, body: spaced }, { signature });
      expect([refused.status, refused.problem().code]).toEqual([401, "signature_invalid"]);
      expect(await inboxOf(store)).toEqual([]);
      expect((await shop.deliver({ ...delivery, body: spaced })).status).toBe(200);
    });
  });
});

describe.skipIf(isAbsent)(`WooCommerce's documented deliveries ${SKIPPED}`, () => {
  const sent = (...names: string[]) => names.flatMap((name) => WOO[name]?.() ?? []);
  const all = () => sent(...Object.keys(WOO));

  test("a customer, and their order as a guest with the same address: 18 points for $18 of goods", async () => {
    const { store, shop } = await connected("woocommerce");
    await shop.deliverAll(sent("customer", "order.created"));
    expect(await shop.outcomes()).toEqual({
      "customer.created": "done: The customer is a member now.",
      "order.created": "done: Order 727 is known: it is worth 18 points, and 18 were posted.",
    });
    expect(await memberOf(store, "25")).toMatchObject({ firstName: "John", email: "john.doe@example.com" });
    await expectPoints(store, { 25: 18 });
  });

  test("the order alone is kept, and nobody's", async () => {
    const { store, shop } = await connected("woocommerce");
    await shop.deliverAll(sent("order.created"));
    expect(await shop.outcomes()).toEqual({
      "order.created": "done: Order 727 is known; it is no member's.",
    });
    expect((await store.server("GET", "/v1/orders/727")).status).toBe(200);
    await expectPoints(store, { 25: null });
  });

  test("an order of $29 with refunds of $10 and $9: 10 points", async () => {
    const { store, shop } = await connected("woocommerce");
    await shop.deliverAll([wooDelivery("orders.list", "order.updated", 1)]);
    expect(await memberOf(store, "26")).toMatchObject({ firstName: "João" });
    await expectPoints(store, { 26: 10 });
  });

  test("a coupon is nothing; a webhook's description and a refund alone are no orders, and are kept", async () => {
    const { store, shop } = await connected("woocommerce");
    await shop.deliverAll(sent("coupon", "webhook", "order-refund"));
    const items = await inboxOf(store);
    expect(items.map(({ topic, status, detail }) => [topic, `${status}: ${detail}`])).toEqual([
      ["coupon.created", "done: Nothing follows from coupon.created."],
      ["order.updated", expect.stringMatching(/^dead: The order is not as WooCommerce documents it, at /)],
      ["order.updated", expect.stringMatching(/^dead: The order is not as WooCommerce documents it, at /)],
    ]);
    const [, webhook] = items;
    const kept = await store.server("GET", `/v1/inbox/${webhook?.id ?? ""}`);
    expect(JSON.parse(kept.text)).toMatchObject({ body: JSON.stringify(sent("webhook")[0]?.body) });
  });

  test("all of them, each twice and in any order of arrival: 18 points and 10", async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { store, shop } = await connected("woocommerce");
      await shop.deliverAll(shuffled([...all(), ...all()], seed));
      expect(await tally(store), `seed ${seed}`).toEqual({ done: 6, dead: 2 });
      await expectPoints(store, { 25: 18, 26: 10 });
    }
  });

  test("all of them waiting, and worked at once: the same", async () => {
    for (const deliveries of [all(), all().reverse()]) {
      const { store, shop } = await connected("woocommerce");
      const { environment } = store;
      const INBOX = { send: () => Promise.resolve() } as unknown as Queue<{ storeId: string }>;
      store.environment = { ...environment, INBOX };
      await shop.deliverAll(deliveries);
      expect(await tally(store)).toEqual({ waiting: 8 });
      store.environment = environment;
      await shop.drain();
      expect(await tally(store)).toEqual({ done: 6, dead: 2 });
      await expectPoints(store, { 25: 18, 26: 10 });
    }
  });

  test("the trial call that WooCommerce makes when a webhook is saved is answered 200, without effect", async () => {
    const { store, shop } = await connected("woocommerce");
    const form = { "Content-Type": "application/x-www-form-urlencoded" };
    const answer = await shop.send(bytesOf("webhook_id=142"), form);
    expect([answer.status, answer.text]).toEqual([200, '{"received":false}']);
    expect(await inboxOf(store)).toEqual([]);
  });
});

describe.skipIf(isAbsent).each([
  ["shopify", () => shopifyDelivery("customers.create")],
  ["woocommerce", () => wooDelivery("customer", "customer.created")],
] as const)(`who signed a delivery of %s ${SKIPPED}`, (platform, delivery) => {
  test("no signature, a broken one and one by another secret are refused, and nothing is written", async () => {
    const { store, shop } = await connected(platform);
    const right = await signed(WEBHOOK_SECRET, bytesOf(JSON.stringify(delivery().body)));
    for (const about of [
      { signature: "" },
      { signature: right.slice(0, -2) },
      { signature: "not base64 at all" },
      { secret: "another-secret-of-somebody" },
      { signature: await signed(WEBHOOK_SECRET, bytesOf("{}")) },
    ]) {
      const answer = await shop.deliver(delivery(), about);
      expect([answer.status, answer.problem().code]).toEqual([401, "signature_invalid"]);
    }
    expect(await inboxOf(store)).toEqual([]);
  });

  test("a secret that is being replaced stays good beside the new one, and not beside the one after", async () => {
    const { store, shop } = await connected(platform);
    await shop.rotate("the-second-secret-of-the-shop");
    expect((await shop.deliver(delivery())).status).toBe(200);
    expect((await shop.deliver(delivery(), { secret: "the-second-secret-of-the-shop" })).status).toBe(200);
    await shop.rotate("the-third-secret-of-the-shop");
    expect((await shop.deliver(delivery())).status).toBe(401);
    expect((await shop.deliver(delivery(), { secret: "the-third-secret-of-the-shop" })).status).toBe(200);
    expect(await inboxOf(store)).toHaveLength(1);
  });
});

describe.skipIf(isAbsent)(`what is logged ${SKIPPED}`, () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("no name, address or phone of anybody, whatever came of the delivery", async () => {
    const logged: unknown[] = [];
    for (const method of ["log", "info", "warn", "error", "debug"] as const)
      vi.spyOn(console, method).mockImplementation((...words: unknown[]) => logged.push(...words));
    const { shop } = await connected("shopify");
    await shop.deliverAll(Object.keys(SHOPIFY).map((name) => shopifyDelivery(name)));
    const { shop: woo } = await connected("woocommerce");
    await woo.deliverAll(Object.values(WOO).flatMap((deliveries) => deliveries()));
    expect(JSON.stringify(logged)).not.toMatch(/john|jon@|doe|bob|biller|joão|silva|555/i);
  });
});
