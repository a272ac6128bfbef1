import { describe, expect, test } from "vitest";
import { PlatformRefused, PlatformUnavailable } from "../../../../worker/integrations/platform.ts";
import { woocommerce } from "../../../../worker/integrations/woocommerce/index.ts";
import { given, order, refund } from "./fixtures.ts";
import type { StoredOrder } from "./shop-orders.ts";
import { failureOf } from "./failure-of.ts";
import { instead, ShopServer, unreachable } from "./shop-server.ts";

const BASE = Date.UTC(2026, 10, 2, 10);

/** An order that was changed so many seconds after 10 o'clock. */
function put(shop: ShopServer, id: number, second: number, more: object = {}): void {
  const date_modified_gmt = new Date(BASE + second * 1000).toISOString().slice(0, 19);
  shop.orders.set(id, { ...order({ id, date_modified_gmt }), ...more } as unknown as StoredOrder);
}

/** The ids that a run of pages gives, each once; `between` happens after each page. */
async function readAll(
  shop: ShopServer,
  since: number,
  between: () => void = () => undefined,
): Promise<number[]> {
  const found = new Set<number>();
  let page: string | null = null;
  let pages = 0;
  do {
    const answer = await woocommerce.changedOrders(shop.access(), since, page);
    for (const delivery of answer.deliveries) {
      const told = woocommerce.translate(delivery);
      if (told.kind === "order") found.add(Number(told.orderId));
    }
    page = answer.next;
    between();
    expect(++pages).toBeLessThan(100);
  } while (page !== null);
  return [...found].sort((a, b) => a - b);
}

describe("reading an order", () => {
  test("with its refunds by line, as an update that says all", async () => {
    const shop = new ShopServer();
    put(shop, 1001, 0, { refunds: [{ id: 11, total: "-45.00" }] });
    shop.refunds.set(1001, [refund(11, "45.00", [given(1, "45.00")])]);
    const delivery = await woocommerce.readOrder(shop.access(), "1001");
    const told = delivery && woocommerce.translate(delivery);
    expect(told).toMatchObject({
      kind: "order",
      update: { refunds: [{ id: "11", lines: [{ lineId: "1", amount: 4500 }] }] },
    });
    expect(told).not.toHaveProperty("abridged");
  });

  test("a hundred refunds and more, over pages", async () => {
    const shop = new ShopServer();
    const ids = Array.from({ length: 130 }, (_, index) => index + 1);
    put(shop, 1001, 0, { refunds: ids.map((id) => ({ id, total: "-0.01" })) });
    shop.refunds.set(
      1001,
      ids.map((id) => refund(id, "0.01", [])),
    );
    const delivery = await woocommerce.readOrder(shop.access(), "1001");
    const told = delivery && woocommerce.translate(delivery);
    expect(told?.kind === "order" && told.update.refunds.length).toBe(130);
  });

  test("one without refunds takes one call", async () => {
    const shop = new ShopServer();
    put(shop, 1001, 0);
    await woocommerce.readOrder(shop.access(), "1001");
    expect(shop.calls).toEqual(["GET /orders/1001"]);
  });

  test("one in the bin is cancelled; one that is gone is null, and so is what is no id of WooCommerce's", async () => {
    const shop = new ShopServer();
    put(shop, 1001, 0, { status: "trash" });
    const delivery = await woocommerce.readOrder(shop.access(), "1001");
    const told = delivery && woocommerce.translate(delivery);
    expect(told?.kind === "order" && told.update.cancelledAt).toBeTruthy();
    expect(await woocommerce.readOrder(shop.access(), "1002")).toBeNull();
    expect(await woocommerce.readOrder(shop.access(), "../coupons")).toBeNull();
  });
});

describe("asking for changed orders loses none", () => {
  test("those of the very second count, in GMT whatever the site's own clock says", async () => {
    const shop = new ShopServer();
    put(shop, 1, -1);
    put(shop, 2, 0);
    put(shop, 3, 1);
    expect(await readAll(shop, BASE)).toEqual([2, 3]);
    expect(await readAll(shop, BASE + 999)).toEqual([2, 3]);
  });

  test("what is in the bin comes too", async () => {
    const shop = new ShopServer();
    put(shop, 1, 0);
    put(shop, 2, 5, { status: "trash" });
    expect(await readAll(shop, BASE)).toEqual([1, 2]);
  });

  test("the earliest change first, over many pages", async () => {
    const shop = new ShopServer();
    for (let id = 1; id <= 170; id += 1) put(shop, id, 500 - id);
    const { deliveries, next } = await woocommerce.changedOrders(shop.access(), BASE, null);
    const times = deliveries.map((each) => (JSON.parse(each.body) as StoredOrder).date_modified_gmt);
    expect(times).toEqual([...times].sort());
    expect(next).not.toBeNull();
    expect(await readAll(shop, BASE)).toEqual(range(170));
  });

  test("none", async () => {
    expect(await readAll(new ShopServer(), BASE)).toEqual([]);
  });

  test("many of one second around a page's end", async () => {
    const shop = new ShopServer();
    for (let id = 1; id <= 140; id += 1) put(shop, id, id <= 40 ? id : id <= 75 ? 41 : id);
    expect(await readAll(shop, BASE)).toEqual(range(140));
  });

  test("more of one second than pages hold, as after a change of them all, and some before and after", async () => {
    const shop = new ShopServer();
    for (let id = 1; id <= 240; id += 1) put(shop, id, id <= 20 ? id : id <= 220 ? 21 : id);
    expect(await readAll(shop, BASE)).toEqual(range(240));
  });

  test("and while some of them change once more as they are read", async () => {
    for (const step of [1, 7, 13]) {
      const shop = new ShopServer();
      for (let id = 1; id <= 260; id += 1) put(shop, id, id <= 200 ? 10 : id);
      let at = 0;
      const seen = await readAll(shop, BASE, () => {
        for (let more = 0; more < step; more += 1) put(shop, (at += 1), 1000 + at);
      });
      expect(seen).toEqual(range(260));
    }
  });

  test("a WooCommerce that can't be asked says from which version on it could", async () => {
    const shop = new ShopServer();
    const body = JSON.stringify({
      code: "rest_invalid_param",
      message: "Invalid parameter(s): orderby",
      data: {},
    });
    shop.trouble.push(instead(400, body, { "Content-Type": "application/json" }));
    const failure = await failureOf(woocommerce.changedOrders(shop.access(), BASE, null));
    expect(failure).toBeInstanceOf(PlatformRefused);
    expect(failure.message).toContain("5.8");
  });
});

describe("what goes wrong is said so that a person can act on it", () => {
  const read = (shop: ShopServer) => woocommerce.readOrder(shop.access(), "1001");

  test.each([
    ["too many calls", instead(429, "", { "Retry-After": "30" }), 30_000],
    ["too many calls, for how long isn't said", instead(429), null],
    ["a wait of a day is an hour", instead(503, "", { "Retry-After": "86400" }), 3_600_000],
    ["a wait until yesterday", instead(503, "", { "Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT" }), 0],
    ["a wait in words", instead(503, "", { "Retry-After": "soon" }), null],
    ["maintenance", instead(503, "<h1>Briefly unavailable</h1>"), null],
    ["a fatal error of PHP", instead(500, "<b>Fatal error</b>"), null],
    ["a CDN without its origin", instead(522, "error code: 522"), null],
    ["no answer", unreachable, null],
    ["half an answer", instead(200, '{"id":1001,"sta', { "Content-Type": "application/json" }), null],
  ])("%s: later", async (_, trouble, retryAfter) => {
    const shop = new ShopServer();
    shop.trouble.push(trouble);
    const failure = await failureOf(read(shop));
    expect(failure).toBeInstanceOf(PlatformUnavailable);
    expect(failure instanceof PlatformUnavailable && failure.retryAfter).toBe(retryAfter);
  });

  test.each([
    ["plain permalinks", instead(404, "<h1>Not Found</h1>"), "Permalinks"],
    ["plain permalinks, with the shop's front page", instead(200, "<!doctype html>"), "Permalinks"],
    ["a security plugin", instead(403, "<h1>Forbidden</h1>"), "security plugin"],
    ["a password on the site", instead(401, "Authorization Required"), "security plugin"],
    ["ModSecurity", instead(501, "Method Not Implemented"), "ModSecurity"],
    [
      "another address",
      instead(301, "", { Location: "https://www.shop.example/wp-json/" }),
      "https://www.shop.example",
    ],
    ["another address, unsaid", instead(302), "elsewhere"],
    [
      "a list in place of an order",
      instead(200, "[]", { "Content-Type": "application/json" }),
      "otherwise than it documents",
    ],
    ["a teapot", instead(418, "{}", { "Content-Type": "application/json" }), "418"],
  ])("%s: the owner", async (_, trouble, why) => {
    const shop = new ShopServer();
    shop.trouble.push(trouble);
    const failure = await failureOf(read(shop));
    expect(failure).toBeInstanceOf(PlatformRefused);
    expect(failure.message).toContain(why);
  });

  test.each([
    ["an unknown key", { consumerKey: "ck_unknown", consumerSecret: "cs_live" }],
    ["a wrong secret", { consumerKey: "ck_live", consumerSecret: "cs_wrong" }],
  ])("%s: the key, and neither it nor its secret in the sentence", async (_, key) => {
    const shop = new ShopServer();
    const access = shop.access({ credentials: { platform: "woocommerce", ...key } });
    const failure = await failureOf(woocommerce.readOrder(access, "1001"));
    expect(failure).toBeInstanceOf(PlatformRefused);
    expect(failure.message).toContain("REST API key");
    expect(failure.message).not.toMatch(/ck_|cs_/);
  });

  test("a site where WooCommerce was switched off", async () => {
    const shop = new ShopServer();
    const body = JSON.stringify({
      code: "rest_no_route",
      message: "No route was found",
      data: { status: 404 },
    });
    shop.trouble.push(instead(404, body, { "Content-Type": "application/json" }));
    expect((await failureOf(read(shop))).message).toContain("not active");
  });

  test("over http nothing is sent", async () => {
    const shop = new ShopServer();
    const failure = await failureOf(
      woocommerce.readOrder(shop.access({ shop: "http://shop.example" }), "1001"),
    );
    expect(failure).toBeInstanceOf(PlatformRefused);
    expect(shop.calls).toEqual([]);
  });

  test("the key is in no address", async () => {
    const shop = new ShopServer();
    put(shop, 1001, 0);
    await read(shop);
    await woocommerce.changedOrders(shop.access(), BASE, null);
    expect(shop.calls.join()).not.toMatch(/ck_|cs_/);
  });
});

function range(to: number): number[] {
  return Array.from({ length: to }, (_, index) => index + 1);
}
