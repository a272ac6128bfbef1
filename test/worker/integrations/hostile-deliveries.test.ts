/** Deliveries that mean harm, or that nobody meant: refused, or kept as they came, and never the end of the others. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { contents } from "../database/contents.ts";
import { PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";
import { inboxOf } from "./inbox.ts";
import { pointsOf, ShopConnection, WEBHOOK_SECRET, type Sent } from "./shop-connection.ts";
import { webhookOrder } from "./shopify/fixtures/orders.ts";
import { bytesOf, signed } from "./shopify/signed.ts";
import { order as wooOrder } from "./woocommerce/fixtures.ts";

const MOST = 1_900_000;

const A_SENTENCE = /^[A-Z].+[^.]\.$/s;

const PLATFORMS = [
  {
    platform: "shopify" as const,
    signature: "X-Shopify-Hmac-SHA256",
    topic: "X-Shopify-Topic",
    order: (): Sent => ({ topic: "orders/paid", body: webhookOrder() }),
    points: 100,
    customerId: "9001",
  },
  {
    platform: "woocommerce" as const,
    signature: "X-WC-Webhook-Signature",
    topic: "X-WC-Webhook-Topic",
    order: (): Sent => ({ topic: "order.created", body: wooOrder() }),
    points: 92,
    customerId: "26",
  },
];

let logged: string[];
beforeEach(() => {
  logged = [];
  for (const method of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => logged.push(JSON.stringify(words)));
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(logged.join("\n")).not.toMatch(/anna|berg|example\.com|7946|malice/i);
});

describe.each(PLATFORMS)("of $platform", ({ platform, signature, topic, order, points, customerId }) => {
  let store: StoreUnderTest;
  let shop: ShopConnection;
  beforeEach(async () => {
    store = await StoreUnderTest.make(PROGRAM, START + 10 * 86_400_000);
    shop = await ShopConnection.of(store, platform);
  });

  const outcome = async () => (await inboxOf(store)).map(({ status, detail }) => [status, detail]);
  const headersFor = async (raw: Uint8Array<ArrayBuffer>, named = order().topic) => ({
    [topic]: named,
    [signature]: await signed(WEBHOOK_SECRET, raw),
  });

  /** The good order after it has its points: nothing was held up. */
  async function expectGoodOrder(): Promise<void> {
    expect((await shop.deliver(order())).status).toBe(200);
    expect(await pointsOf(store, customerId)).toBe(points);
    expect(await store.problems()).toEqual([]);
  }

  test("what is no order is kept as it came, says why, and changes nobody's points", async () => {
    for (const body of NO_ORDERS(order())) {
      expect((await shop.deliver({ topic: order().topic, body })).status).toBe(200);
      const item = (await inboxOf(store)).at(-1);
      expect(item, body.slice(0, 80)).toMatchObject({ status: "dead", attempts: 1, subject: null });
      expect(item?.detail).toMatch(A_SENTENCE);
      const kept = await store.server("GET", `/v1/inbox/${item?.id ?? ""}`);
      expect(JSON.parse(kept.text)).toMatchObject({ body });
    }
    await expectGoodOrder();
  });

  test("an order that can't be so is kept, says why, and changes nobody's points", async () => {
    for (const change of IMPOSSIBLE) {
      const { topic: named, body } = order();
      const changed = change(body as Whole);
      await shop.deliver({ topic: named, body: changed });
      const item = (await inboxOf(store)).at(-1);
      expect(item, change.name).toMatchObject({ status: "dead", attempts: 1 });
      expect(item?.detail).toMatch(A_SENTENCE);
    }
    await expectGoodOrder();
  });

  test("bytes that are no UTF-8 are taken as they can be read, and signed as they came", async () => {
    const text = bytesOf(JSON.stringify({ ...(order().body as object), note: "MALICE" }));
    const raw = text.map((byte) => (byte === 0x4d ? 0xff : byte));
    expect((await shop.send(raw, await headersFor(raw))).status).toBe(200);
    expect(await pointsOf(store, customerId)).toBe(points);
    const repaired = bytesOf(new TextDecoder().decode(raw));
    const wrong = await shop.send(repaired, { ...(await headersFor(raw)) });
    expect(wrong.status).toBe(401);
  });

  test("a body of the largest size is kept, and one byte more is refused before it is read", async () => {
    const full = bytesOf(JSON.stringify({ malice: "" }).replace('""', `"${"a".repeat(MOST - 13)}"`));
    expect(full).toHaveLength(MOST);
    expect((await shop.send(full, await headersFor(full))).status).toBe(200);
    expect(await outcome()).toEqual([["dead", expect.any(String)]]);
    const over = new Uint8Array(MOST + 1);
    const answer = await shop.send(over, await headersFor(over));
    expect([answer.status, answer.problem().code]).toEqual([413, "body_too_large"]);
    expect(await inboxOf(store)).toHaveLength(1);
    await expectGoodOrder();
  });

  test("a topic that nobody knows, one that is endless and none at all are kept under a name that fits", async () => {
    const raw = bytesOf("{}");
    const mac = { [signature]: await signed(WEBHOOK_SECRET, raw) };
    for (const headers of [{ [topic]: "malice/done" }, { [topic]: "x".repeat(5000) }, {}])
      expect((await shop.send(raw, { ...mac, ...headers })).status).toBe(200);
    const items = await inboxOf(store);
    expect(items.map((item) => item.topic)).toEqual(["malice/done", "x".repeat(100), "none"]);
    for (const item of items) expect(item.status).not.toBe("waiting");
    await expectGoodOrder();
  });

  test("a signature that stands there twice, or beside another, is none", async () => {
    const raw = bytesOf(JSON.stringify(order().body));
    const good = await signed(WEBHOOK_SECRET, raw);
    const bad = await signed("malice-malice-malice", raw);
    for (const value of [`${good}, ${bad}`, `${bad}, ${good}`, `${good}, ${good}`, `${good}=`, ` `])
      expect((await shop.send(raw, { [topic]: order().topic, [signature]: value })).status).toBe(401);
    expect(await inboxOf(store)).toEqual([]);
  });

  test("bytes that say they are compressed are taken as the bytes that were signed", async () => {
    const raw = bytesOf(JSON.stringify(order().body));
    const headers = { ...(await headersFor(raw)), "Content-Encoding": "gzip" };
    expect((await shop.send(raw, headers)).status).toBe(200);
    expect(await pointsOf(store, customerId)).toBe(points);
  });

  test("another store's connection takes nothing that this one's secret signed", async () => {
    const other = await StoreUnderTest.make();
    const theirs = await ShopConnection.of(other, platform, { webhookSecret: "another-secret-of-theirs" });
    const before = await contents(other.id);
    expect((await theirs.deliver(order())).status).toBe(401);
    expect(await contents(other.id)).toEqual(before);
    const read = await store.server("GET", `/v1/connections/${theirs.id}`);
    expect([read.status, read.problem().code]).toEqual([404, "connection_not_found"]);
    const close = await store.server("POST", `/v1/connections/${theirs.id}/close`, { body: {} });
    expect(close.status).toBe(404);
  });

  test("a connection that is closed, and one that never was, are the same to whoever asks", async () => {
    await shop.deliver(order());
    await store.server("POST", `/v1/connections/${shop.id}/close`, { body: {} });
    const raw = bytesOf(JSON.stringify(order().body));
    const closed = await shop.send(raw, await headersFor(raw));
    const none = await store.call("POST", "/webhooks/con_malice", { raw, headers: await headersFor(raw) });
    expect([closed.status, closed.text]).toEqual([404, none.text]);
    // What came before stands.
    expect(await pointsOf(store, customerId)).toBe(points);
  });

  test("a name that is markup, SQL or nothing but blanks is a name, or none", async () => {
    const { topic: named, body } = order();
    const raw = JSON.stringify(body).replaceAll('"Anna"', JSON.stringify("<b>'); DROP TABLE members;--</b>"));
    await shop.deliver({ topic: named, body: raw });
    expect(await pointsOf(store, customerId)).toBe(points);
    await expectGoodOrder();
  });
});

/** Bodies of an order's topic that are none. */
const NO_ORDERS = ({ body }: Sent) => [
  "",
  "malice",
  "null",
  "[]",
  '{"id":1,"malice":true}',
  '{"id":[],"currency":[],"line_items":{}}',
  "[".repeat(100_000) + "]".repeat(100_000),
  '{"__proto__":{"id":1},"constructor":{"prototype":{"id":1}}}',
  JSON.stringify(body).slice(0, 200),
];

type Whole = Record<string, unknown>;

const IMPOSSIBLE: ((whole: Whole) => Whole)[] = [
  function amountWithAnExponent(whole) {
    return replaced(whole, "1e9");
  },
  function amountPastAny(whole) {
    return replaced(whole, "99999999999999999999.00");
  },
  function currencyThatIsNone(whole) {
    return { ...whole, currency: "malice" };
  },
  function lineTwice(whole) {
    return { ...whole, line_items: [...lines(whole), ...lines(whole)] };
  },
  function twoThousandLines(whole) {
    return { ...whole, line_items: many(whole, 2000) };
  },
  function timeThatNeverWas(whole) {
    return { ...whole, updated_at: "2026-13-45", date_modified_gmt: "2026-13-45" };
  },
];

function lines(whole: Whole): Whole[] {
  return whole.line_items as Whole[];
}

function many(whole: Whole, count: number): Whole[] {
  const [first] = lines(whole);
  return Array.from({ length: count }, (_, index) => ({
    ...first,
    id: index + 1,
    admin_graphql_api_id: `gid://shopify/LineItem/${index + 1}`,
    quantity: 1_000_000,
    total: "0.00",
  }));
}

/** The order with every price of its lines replaced. */
function replaced(whole: Whole, to: string): Whole {
  return JSON.parse(JSON.stringify(whole).replaceAll(/"(100\.00|45\.00)"/g, `"${to}"`)) as Whole;
}
