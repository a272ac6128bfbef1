/** What platforms really sent, or document: beside the project and no part of it. Nothing where the folder is absent. */
import { z } from "zod";
import type { Sent } from "./shop-connection.ts";

const files = import.meta.glob<string>("../../../../shared/payloads/*/*.json", {
  query: "?raw",
  import: "default",
});

const contents = new Map<string, string>();
for (const [path, load] of Object.entries(files))
  contents.set(path.replace(/^.*\/([^/]+\/[^/]+)\.json$/, "$1"), (await load?.()) ?? "");

/** Folder and name of each file there is: "shopify/orders.paid". */
export const recordedNames = [...contents.keys()].sort();

const recordedShopify = z.object({ headers: z.record(z.string(), z.string()), body: z.unknown() });

/** The recorded delivery of Shopify as it can be sent again: what its bytes were signed and measured with is made anew. */
export function shopifyDelivery(name: string): Sent & { body: Record<string, unknown> } {
  const { headers, body } = recordedShopify.parse(JSON.parse(text(`shopify/${name}`)));
  const {
    "x-shopify-topic": topic = "",
    "x-shopify-hmac-sha256": _signature,
    "content-length": _length,
    ...rest
  } = headers;
  return { topic, headers: rest, body: z.record(z.string(), z.unknown()).parse(body) };
}

/** The documentation's JSON as WooCommerce would deliver it, and what it sends beside. */
export function wooDelivery(name: string, topic: string, index?: number): Sent {
  const whole: unknown = JSON.parse(text(`woocommerce/${name}`));
  const body = index === undefined ? whole : z.array(z.unknown()).parse(whole)[index];
  const [resource = "", event = ""] = topic.split(".");
  return {
    topic,
    body,
    headers: {
      "User-Agent": "WooCommerce/9.4.1 Hookshot (WordPress/6.7)",
      "X-WC-Webhook-Source": "https://shop.example/",
      "X-WC-Webhook-Resource": resource,
      "X-WC-Webhook-Event": event,
      "X-WC-Webhook-ID": "142",
      "X-WC-Webhook-Delivery-ID": "a2c5d1e0b7f3",
    },
  };
}

function text(name: string): string {
  const found = contents.get(name);
  if (found === undefined) throw new Error(`There is no recorded ${name}.`);
  return found;
}
