/** Where a shop is, as its platform names it. Calls go there with the store's credentials: never inside a network. */
import { z } from "zod";

/** Names that lead into a network, or to the machine itself. */
const INSIDE = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|onion)$/;

const shopify = z
  .string()
  .trim()
  .toLowerCase()
  .max(100)
  .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, "Give the shop's own address: shop-name.myshopify.com.");

const woocommerce = z
  .string()
  .trim()
  .max(255)
  .refine(
    (text) => siteOf(text) !== null,
    "Give the site's public address with https: https://shop.example.com.",
  )
  .transform((text) => siteOf(text) ?? text);

export const shopSchemas = { shopify, woocommerce };

/** Scheme, host and path without a slash at its end; null for what isn't the address of a public site. */
function siteOf(text: string): string | null {
  if (!/^https:\/\/[^/?#@\\]+(\/[^?#\\]*)?$/i.test(text) || !URL.canParse(text)) return null;
  const { hostname, port, pathname, username, search, hash } = new URL(text);
  // The address as it was understood: "0x7f.1" is 127.0.0.1 there.
  const isNumber = /^[\d.]+$/.test(hostname) || hostname.startsWith("[");
  if (isNumber || !hostname.includes(".") || hostname.endsWith(".") || INSIDE.test(hostname)) return null;
  if (port !== "" || username !== "" || search !== "" || hash !== "") return null;
  return `https://${hostname}${pathname.replace(/\/+$/, "")}`;
}
