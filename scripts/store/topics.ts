import type { PlatformName } from "../../worker/integrations/platform.ts";

/** What a platform's webhooks have to be subscribed to (docs/shopify.md, docs/woocommerce.md). */
export const topics: Record<PlatformName, readonly string[]> = {
  shopify: [
    "orders/create",
    "orders/paid",
    "orders/updated",
    "orders/edited",
    "orders/cancelled",
    "orders/fulfilled",
    "refunds/create",
    "customers/create",
    "customers/update",
    "customers/merge",
    "customers/delete",
    "customers/data_request",
    "customers/redact",
    "shop/redact",
  ],
  woocommerce: [
    "order.created",
    "order.updated",
    "order.deleted",
    "order.restored",
    "customer.created",
    "customer.updated",
    "customer.deleted",
  ],
};
