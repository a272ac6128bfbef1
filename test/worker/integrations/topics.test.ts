/** What an owner is told to subscribe to is what is understood, and what the pages say. */
import { expect, test } from "vitest";
import { secretsIn } from "../../../scripts/store/secret-names.ts";
import { topics } from "../../../scripts/store/topics.ts";
import { NotUnderstood, type Told } from "../../../worker/integrations/platform.ts";
import { platformOf } from "../../../worker/integrations/platforms.ts";

const pages = import.meta.glob<string>("../../../docs/{shopify,woocommerce}.md", {
  query: "?raw",
  import: "default",
});
const pageOf = async (platform: string) => (await pages[`../../../docs/${platform}.md`]?.()) ?? "";

/** What an empty body of the topic says; a topic that is read asks for more. */
function said(platform: "shopify" | "woocommerce", topic: string): Told["kind"] | "asks for more" {
  try {
    return platformOf(platform).translate({ topic, body: "{}" }).kind;
  } catch (error) {
    if (error instanceof NotUnderstood && !error.message.includes("knows no topic")) return "asks for more";
    throw error;
  }
}

test.each(topics.shopify)("Shopify's %s is read, and stands on its page", async (topic) => {
  expect(said("shopify", topic)).toBe(topic === "shop/redact" ? "shop_redacted" : "asks for more");
  expect(await pageOf("shopify")).toContain(`\`${topic}\``);
});

test.each(topics.woocommerce)("WooCommerce's %s is read, and stands on its page", async (topic) => {
  expect(said("woocommerce", topic)).toBe("asks for more");
  const [resource = "", event = ""] = topic.split(".");
  expect(await pageOf("woocommerce")).toContain(
    `| ${resource.charAt(0).toUpperCase()}${resource.slice(1)} ${event} `,
  );
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
