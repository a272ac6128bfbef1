import type { Connection } from "../../worker/integrations/connections/answers.ts";
import type { PlatformName } from "../../worker/integrations/platform.ts";
import type { ListedConnection } from "./connections.ts";
import { topics } from "./topics.ts";

const where: Record<PlatformName, string> = {
  shopify: "Subscribe the app's webhooks to it, as JSON, with the API's version 2026-10",
  woocommerce:
    "WooCommerce → Settings → Advanced → Webhooks: a webhook for each, active, of WP REST API Integration v3, with the same secret",
};

/** What is left to do over there once a shop is connected. */
export function connectedWords({ id, platform, shop, deliveryUrl, credentials }: Connection): string {
  return `Connected to ${shop} (${id}).

Deliveries go to
  ${deliveryUrl}

${where[platform]}:
${topics[platform].map((topic) => `  ${topic}`).join("\n")}
${credentials ? "" : "\nNo credentials were given: orders whose deliveries are lost are not caught up with, and no codes are made.\n"}`;
}

/** The connections, a paragraph each. */
export function connectionListWords(handle: string, connections: readonly ListedConnection[]): string {
  if (connections.length === 0)
    return `"${handle}" is connected to no shop: npm run store -- connect ${handle}`;
  return connections
    .map(({ id, platform, shop, deliveryUrl, hasCredentials, publishesVouchers, createdAt }) =>
      [
        `${shop}: ${platform} (${id}), since ${new Date(createdAt).toISOString().slice(0, 10)}`,
        `  deliveries  ${deliveryUrl}`,
        `  its API     ${hasCredentials ? "can be called" : "no credentials"}`,
        `  vouchers    ${publishesVouchers ? "become codes there" : "stay here"}`,
      ].join("\n"),
    )
    .join("\n\n");
}
