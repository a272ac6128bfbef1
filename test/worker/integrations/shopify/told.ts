/** What deliveries of Shopify's say. */
import type { Told } from "../../../../worker/integrations/platform.ts";
import { shopify } from "../../../../worker/integrations/shopify/index.ts";
import type { OrderUpdate } from "../../../../worker/program/order.ts";

/** What a delivery says; the body as it is where it is text. */
export function translate(topic: string, body: unknown): Told {
  return shopify.translate({ topic, body: typeof body === "string" ? body : JSON.stringify(body) });
}

/** The state that an order's delivery says. */
export function orderOf(body: unknown, topic = "orders/updated"): OrderUpdate {
  const told = translate(topic, body);
  if (told.kind !== "order") throw new Error(`It says ${told.kind}.`);
  return told.update;
}
