import type { Platform, PlatformName } from "./platform.ts";
import { shopify } from "./shopify/index.ts";
import { woocommerce } from "./woocommerce/index.ts";

/** Every platform there is; a test may put one of its own in a name's place. */
export const platforms = new Map<PlatformName, Platform>([
  ["shopify", shopify],
  ["woocommerce", woocommerce],
]);

/** The platform of a connection. */
export function platformOf(name: PlatformName): Platform {
  const platform = platforms.get(name);
  if (!platform) throw new Error(`There is no platform ${name}.`);
  return platform;
}
