/** Connections: what they are made from, how their secrets are replaced, and that none is ever shown. */
import { beforeEach, describe, expect, test } from "vitest";
import { connectionSchema } from "../../../worker/integrations/connections/answers.ts";
import { webhookSecretsOf } from "../../../worker/integrations/connections/secrets.ts";
import { environment, order, START, StoreUnderTest, WORKER } from "../store-under-test.ts";
import { inboxOf } from "./inbox.ts";
import { SECRET, TillConnection, withTill } from "./till-system.ts";

withTill();

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make();
});

const shopify = {
  platform: "shopify",
  shop: "juniper.myshopify.com",
  webhookSecret: "shpss_0123456789abcdef",
};
const create = (body: object) => store.server("POST", "/v1/connections", { body });
const said = (orderId: string) => ({ kind: "order" as const, orderId, update: order("anna", 1000, START) });

test("a connection tells where to deliver, and shows its secrets' last characters alone", async () => {
  const answer = await create({ ...shopify, credentials: { accessToken: "shpat_the-whole-token" } });
  const made = answer.as(connectionSchema);
  expect(made).toMatchObject({
    platform: "shopify",
    shop: "juniper.myshopify.com",
    deliveryUrl: `${WORKER}/webhooks/${made.id}`,
    webhookSecrets: [{ hint: "…cdef" }],
    credentials: { hint: "…oken" },
    publishesVouchers: false,
    closedAt: null,
  });
  const rows = await environment.DB.prepare("SELECT * FROM connections WHERE store_id = ?")
    .bind(store.id)
    .all();
  const kept = await environment.DB.prepare("SELECT * FROM idempotency_keys WHERE store_id = ?")
    .bind(store.id)
    .all();
  for (const secret of [shopify.webhookSecret, "shpat_the-whole-token"])
    for (const text of [answer.text, JSON.stringify(rows.results), JSON.stringify(kept.results)])
      expect(text).not.toContain(secret);
  const listed = await store.server("GET", "/v1/connections");
  expect(listed.text).toBe(JSON.stringify({ items: [made] }));
  expect((await store.server("GET", `/v1/connections/${made.id}`)).as(connectionSchema)).toEqual(made);
});

describe("the shop", () => {
  test.each([
    ["https://Shop.example.com/", "https://shop.example.com"],
    ["https://example.com/wp//", "https://example.com/wp"],
    ["https://bücher.example", "https://xn--bcher-kva.example"],
    ["HTTPS://example.com:443", "https://example.com"],
  ])("%s is %s", async (shop, is) => {
    const answer = await create({ platform: "woocommerce", shop, webhookSecret: SECRET });
    expect(answer.as(connectionSchema).shop).toBe(is);
  });

  test.each([
    "http://shop.example.com",
    "shop.example.com",
    "https://shop.example.com:8443",
    "https://me:secret@shop.example.com",
    "https://shop.example.com/?a=1",
    "https://shop.example.com/#a",
    "https://localhost",
    "https://shop.localhost",
    "https://printer.local",
    "https://db.internal",
    "https://intranet",
    "https://127.0.0.1",
    "https://0x7f.1",
    "https://2130706433",
    "https://10.0.0.8/shop",
    "https://169.254.169.254",
    "https://8.8.8.8",
    "https://[::1]",
    "https://[::ffff:10.0.0.1]",
    "https://shop.example.com.",
    "https://shop.example.com\\@127.0.0.1/",
    "https://127。0。0。1",
    "file:///etc/passwd",
    "",
  ])("of WooCommerce is never %s", async (shop) => {
    const answer = await create({ platform: "woocommerce", shop, webhookSecret: SECRET });
    expect(answer.problem()).toMatchObject({ code: "invalid_request", errors: [{ pointer: "/shop" }] });
  });

  test.each([
    "juniper",
    "juniper.myshopify.com.evil.example",
    "evil.example/juniper.myshopify.com",
    "a.b.myshopify.com",
    "-a.myshopify.com",
    "https://juniper.myshopify.com",
    "juniper.myshopify.com:8080",
    "juniper.myshopify.com\n",
    ".myshopify.com",
  ])("of Shopify is never %j", async (shop) => {
    const answer = await create({ ...shopify, shop });
    // What surrounds a name is trimmed, as everywhere.
    if (shop.trim() === "juniper.myshopify.com") expect(answer.status).toBe(201);
    else expect(answer.problem()).toMatchObject({ code: "invalid_request", errors: [{ pointer: "/shop" }] });
  });

  test("is connected once, also by two requests at once", async () => {
    const answers = await Promise.all([create(shopify), create(shopify), create(shopify)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await create({ ...shopify, shop: "JUNIPER.myshopify.com" })).problem().code).toBe(
      "shop_connected",
    );
  });

  test("can be connected again after it was closed", async () => {
    const { id } = (await create(shopify)).as(connectionSchema);
    await store.server("POST", `/v1/connections/${id}/close`, { body: {} });
    expect((await create(shopify)).status).toBe(201);
    expect((await store.server("GET", `/v1/connections/${id}`)).problem().code).toBe("connection_not_found");
  });

  test("a store has twenty at most", async () => {
    for (let number = 1; number <= 20; number++)
      await create({ ...shopify, shop: `shop-${number}.myshopify.com` });
    expect((await create({ ...shopify, shop: "shop-21.myshopify.com" })).problem().code).toBe(
      "invalid_request",
    );
  });
});

describe("a new secret", () => {
  const change = async (till: TillConnection, body: object) =>
    store.server("PATCH", `/v1/connections/${till.id}`, { body });

  test("is good at once, and the one before until the next", async () => {
    const till = await TillConnection.of(store);
    await change(till, { webhookSecret: "the-second-secret" });
    expect((await till.deliver(said("1"), { secret: SECRET })).status).toBe(200);
    expect((await till.deliver(said("2"), { secret: "the-second-secret" })).status).toBe(200);
    await change(till, { webhookSecret: "and-the-third-secret" });
    expect((await till.deliver(said("3"), { secret: SECRET })).status).toBe(401);
    expect((await till.deliver(said("4"), { secret: "the-second-secret" })).status).toBe(200);
    expect((await till.deliver(said("5"), { secret: "and-the-third-secret" })).status).toBe(200);
    expect(await inboxOf(store)).toHaveLength(4);
  });

  test("that is given twice pushes the one before out no sooner", async () => {
    const till = await TillConnection.of(store);
    for (let times = 0; times < 3; times++) await change(till, { webhookSecret: "the-second-secret" });
    expect((await till.deliver(said("1"), { secret: SECRET })).status).toBe(200);
  });

  test("two changes at once: both are made, one after the other", async () => {
    const till = await TillConnection.of(store);
    const [one, two] = await Promise.all([
      change(till, { webhookSecret: "the-second-secret" }),
      change(till, { credentials: { consumerKey: "ck", consumerSecret: "cs_0123456789abc" } }),
    ]);
    expect([one.status, two.status]).toEqual([200, 200]);
    const now = (await store.server("GET", `/v1/connections/${till.id}`)).as(connectionSchema);
    expect(now.webhookSecrets).toHaveLength(2);
    expect(now.credentials).toEqual({ hint: "…9abc" });
  });

  test("another platform's credentials, and vouchers without any, are refused", async () => {
    const till = await TillConnection.of(store);
    const others = await change(till, { credentials: { accessToken: "shpat_1" } });
    expect(others.problem()).toMatchObject({ errors: [{ pointer: "/credentials" }] });
    const without = await change(till, { publishesVouchers: true });
    expect(without.problem()).toMatchObject({ errors: [{ pointer: "/publishesVouchers" }] });
    const created = await create({ ...shopify, publishesVouchers: true });
    expect(created.problem()).toMatchObject({ errors: [{ pointer: "/publishesVouchers" }] });
    const credentials = { consumerKey: "ck", consumerSecret: "cs" };
    expect((await change(till, { credentials, publishesVouchers: true })).status).toBe(200);
    expect((await change(till, { credentials: null })).problem().code).toBe("invalid_request");
  });
});

test("closing forgets what it was signed and called with; what waits is worked all the same", async () => {
  const till = await TillConnection.of(store, true);
  store.environment = { ...environment, INBOX: { send: () => Promise.resolve() } as unknown as Queue<never> };
  await till.deliver(said("1001"));
  await store.server("POST", `/v1/connections/${till.id}/close`, { body: {} });
  store.environment = environment;
  const row = await environment.DB.prepare(
    "SELECT webhook_secrets AS secrets, api_credentials AS credentials FROM connections WHERE id = ?",
  )
    .bind(till.id)
    .first();
  expect(row).toEqual({ secrets: "[]", credentials: null });
  await till.drain();
  expect((await inboxOf(store)).map(({ status }) => status)).toEqual(["done"]);
});

test("secrets sealed with a key that is lost let nobody in, and can be given anew", async () => {
  const till = await TillConnection.of(store, true);
  store.environment = { ...environment, SEALING_KEY: btoa("another key".padEnd(32, "-")) };
  expect(await webhookSecretsOf(store.environment, { webhookSecrets: ["AAAA"] })).toEqual([]);
  expect((await till.deliver(said("1"))).status).toBe(401);
  const shown = (await store.server("GET", `/v1/connections/${till.id}`)).as(connectionSchema);
  expect(shown).toMatchObject({ webhookSecrets: [], credentials: null });
  await store.server("PATCH", `/v1/connections/${till.id}`, { body: { webhookSecret: SECRET } });
  expect((await till.deliver(said("1"))).status).toBe(200);
  store.environment = environment;
});
