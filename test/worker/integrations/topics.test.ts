/** What an owner is told to subscribe to is what is understood, and what the pages say. */
import { expect, test } from "vitest";
import { topics } from "../../../scripts/store/connection-words.ts";
import { secretsIn } from "../../../scripts/store/given-secrets.ts";
import shopifyPage from "../../../docs/shopify.md?raw";
import wooPage from "../../../docs/woocommerce.md?raw";
import { NotUnderstood, type Told } from "../../../worker/integrations/platform.ts";
import { platformOf } from "../../../worker/integrations/platforms.ts";

/** What an empty body of the topic says; a topic that is read asks for more. */
function said(platform: "shopify" | "woocommerce", topic: string): Told["kind"] | "asks for more" {
  try {
    return platformOf(platform).translate({ topic, body: "{}" }).kind;
  } catch (error) {
    if (error instanceof NotUnderstood && !error.message.includes("knows no topic")) return "asks for more";
    throw error;
  }
}

test.each(topics.shopify)("Shopify's %s is read, and stands on its page", (topic) => {
  expect(said("shopify", topic)).toBe(topic === "shop/redact" ? "shop_redacted" : "asks for more");
  expect(shopifyPage).toContain(`\`${topic}\``);
});

test.each(topics.woocommerce)("WooCommerce's %s is read, and stands on its page", (topic) => {
  expect(said("woocommerce", topic)).toBe("asks for more");
  const [resource = "", event = ""] = topic.split(".");
  expect(wooPage).toContain(`| ${resource.charAt(0).toUpperCase()}${resource.slice(1)} ${event} `);
});

test("secrets are taken by their names alone, and an empty one is none", () => {
  expect(
    secretsIn({
      REGULARS_WEBHOOK_SECRET: " a-secret-with-a-blank-around ",
      REGULARS_ACCESS_TOKEN: "",
      REGULARS_CONSUMER_KEY: "ck_1",
      SECRET: "nobody's",
    }),
  ).toEqual({ webhookSecret: "a-secret-with-a-blank-around", consumerKey: "ck_1" });
});
