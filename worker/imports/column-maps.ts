/** The exports that we know the columns of. docs/import.md says of each what was found and what was assumed. */
import type { ColumnMap } from "./fields.ts";
import { loyaltyLion } from "./column-maps/loyaltylion.ts";
import { shopifyCustomers } from "./column-maps/shopify-customers.ts";
import { smile } from "./column-maps/smile.ts";
import { wooCommercePoints } from "./column-maps/woocommerce-points.ts";
import { yotpo } from "./column-maps/yotpo.ts";

export const mapNames = ["smile", "loyaltylion", "yotpo", "woocommerce-points", "shopify-customers"] as const;

export const columnMaps: Record<(typeof mapNames)[number], ColumnMap> = {
  smile,
  loyaltylion: loyaltyLion,
  yotpo,
  "woocommerce-points": wooCommercePoints,
  "shopify-customers": shopifyCustomers,
};
