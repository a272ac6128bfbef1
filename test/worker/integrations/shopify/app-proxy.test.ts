/** A shopper is whom the shop's app proxy says, and nobody else can say so. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { proxiedCall, signedText } from "../../../../worker/integrations/shopify/app-proxy.ts";
import { seal } from "../../../../worker/stores/seal.ts";
import { environment, order, START, StoreUnderTest } from "../../store-under-test.ts";
import { proxied } from "./signed.ts";

const SECRET = "hush";
const SHOP = "juniper.myshopify.com";

test("the vector of Shopify's documentation", async () => {
  const query = new URLSearchParams(
    "extra=1&extra=2&shop=shop-name.myshopify.com&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555" +
      "&signature=4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb&logged_in_customer_id=1",
  );
  expect(signedText(query)).toBe(
    "extra=1,2logged_in_customer_id=1path_prefix=/apps/awesome_reviewsshop=shop-name.myshopify.comtimestamp=1317327555",
  );
  const call = await proxiedCall(query, () => Promise.resolve([SECRET]), 1_317_327_555_000);
  expect(call).toEqual({ shop: "shop-name.myshopify.com", customerId: "1", isRecent: true });
  query.set("logged_in_customer_id", "2");
  expect(await proxiedCall(query, () => Promise.resolve([SECRET]), 1_317_327_555_000)).toBeNull();
});

let store: StoreUnderTest;
let connections = 0;

async function connect(
  to: StoreUnderTest,
  shop: string,
  secrets: string[],
  platform = "shopify",
): Promise<string> {
  const id = `con_proxy${++connections}`;
  const sealed = await Promise.all(secrets.map((secret) => seal(environment, secret)));
  await environment.DB.batch([
    environment.DB.prepare(
      "INSERT INTO connections (store_id, id, platform, shop, webhook_secrets, created_at) VALUES (?, ?, ?, ?, ?, ?)",
    ).bind(to.id, id, platform, shop, JSON.stringify(sealed), START),
    environment.DB.prepare(
      "UPDATE stores SET configuration_version = configuration_version + 1 WHERE id = ?",
    ).bind(to.id),
  ]);
  return id;
}

beforeAll(async () => {
  store = await StoreUnderTest.make();
  await connect(store, SHOP, ["newer", SECRET]);
});
beforeEach(() => {
  store.now = START;
});

const usual = (): Record<string, string> => ({
  key: store.keys.publishable.key,
  shop: SHOP,
  path_prefix: "/apps/regulars",
  timestamp: String(START / 1000),
  logged_in_customer_id: "9001",
});

async function ask(changed: Record<string, string> = {}, secret = SECRET, more: [string, string][] = []) {
  const query = await proxied(secret, [...Object.entries({ ...usual(), ...changed }), ...more]);
  return store.call("GET", `/storefront/shopify/token?${query}`);
}

test("the customer who is signed in at the shop gets a token that the widget trades for their panel", async () => {
  await store.putOrder("1", order("9001", 12_300, START));
  const answer = await ask();
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "text/plain; charset=UTF-8"]);
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
  const session = await store.page("POST", "/storefront/sessions", { body: { token: answer.text } });
  const shown = session.as(
    z.object({ panel: z.object({ balance: z.object({ available: z.int() }).loose() }).loose() }).loose(),
  );
  expect(shown.panel.balance.available).toBe(123);
});

test("either of two live secrets will do", async () => {
  expect((await ask({}, "newer")).status).toBe(200);
});

test("where nobody is signed in there is no token, and nothing to say", async () => {
  const answer = await ask({ logged_in_customer_id: "" });
  expect([answer.status, answer.text]).toEqual([204, ""]);
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
  expect((await ask({ logged_in_customer_id: "anna@example.com" })).status).toBe(204);
});

describe("nobody is anybody by", () => {
  const refused = async (answer: ReturnType<typeof ask>, code: string) =>
    expect((await answer).problem()).toMatchObject({ code, status: 401 });

  test("another secret, or an empty one", async () => {
    await refused(ask({}, "another"), "token_invalid");
  });
  test("a customer's id in front of the one that Shopify adds: both are signed", async () => {
    await refused(ask({}, SECRET, [["logged_in_customer_id", "9002"]]), "token_invalid");
    await refused(ask({}, SECRET, [["shop", SHOP]]), "token_invalid");
    await refused(ask({}, SECRET, [["timestamp", String(START / 1000)]]), "token_invalid");
  });
  test("a query that was changed after it was signed", async () => {
    const query = await proxied(SECRET, Object.entries(usual()));
    await refused(
      store.call("GET", `/storefront/shopify/token?${query.replace("9001", "9002")}`),
      "token_invalid",
    );
    await refused(store.call("GET", `/storefront/shopify/token?${query}&more=1`), "token_invalid");
    await refused(
      store.call("GET", `/storefront/shopify/token?${query.replace(/signature=.*/, "")}`),
      "token_invalid",
    );
    await refused(
      store.call("GET", `/storefront/shopify/token?${query}&signature=${"0".repeat(64)}`),
      "token_invalid",
    );
  });
  test("a call of six minutes ago, and one of the day after tomorrow", async () => {
    await refused(ask({ timestamp: String(START / 1000 - 360) }), "token_expired");
    await refused(ask({ timestamp: String(START / 1000 + 2 * 86_400) }), "token_expired");
    await refused(ask({ timestamp: "yesterday" }), "token_expired");
  });
  test("a shop that is not connected, or no longer, or to another store, or another platform's", async () => {
    await refused(ask({ shop: "elsewhere.myshopify.com" }), "token_invalid");
    const closed = await connect(store, "closed.myshopify.com", [SECRET]);
    expect((await ask({ shop: "closed.myshopify.com" })).status).toBe(200);
    await environment.DB.batch([
      environment.DB.prepare("UPDATE connections SET closed_at = ? WHERE id = ?").bind(START, closed),
      environment.DB.prepare(
        "UPDATE stores SET configuration_version = configuration_version + 1 WHERE id = ?",
      ).bind(store.id),
    ]);
    await refused(ask({ shop: "closed.myshopify.com" }), "token_invalid");
    const other = await StoreUnderTest.make();
    await connect(other, "theirs.myshopify.com", [SECRET]);
    await refused(ask({ shop: "theirs.myshopify.com" }), "token_invalid");
    await connect(store, "woo.myshopify.com", [SECRET], "woocommerce");
    await refused(ask({ shop: "woo.myshopify.com" }), "token_invalid");
  });
});
