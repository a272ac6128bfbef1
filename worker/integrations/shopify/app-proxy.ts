/**
 * Who asks through a shop's app proxy: https://shopify.dev/docs/apps/build/online-store/app-proxies. A page of the shop
 * calls an address of the shop's own; Shopify passes the call on, adds who is signed in, and signs the query.
 */
import { bytesOfHex, isSignedBy } from "./signature.ts";

/** How old a call may be, and how far ahead Shopify's clock, milliseconds. */
const OLDEST = 5 * 60_000;
const AHEAD = 60_000;

export interface ProxiedCall {
  /** shop-name.myshopify.com. */
  shop: string;
  /** Who is signed in at the shop; null for nobody. */
  customerId: string | null;
  isRecent: boolean;
}

/**
 * What a query says that one of the secrets signed; null where none did. `secretsOf` gives the secrets of a shop, none
 * of one that isn't connected. What Shopify says itself may stand there once only: the page that called can add
 * parameters of its own, which are signed with the others.
 */
export async function proxiedCall(
  query: URLSearchParams,
  secretsOf: (shop: string) => Promise<string[]>,
  now: number,
): Promise<ProxiedCall | null> {
  const once = (name: string) => {
    const [value, ...more] = query.getAll(name);
    return more.length > 0 ? undefined : value;
  };
  const [shop, timestamp, customerId] = [once("shop"), once("timestamp"), once("logged_in_customer_id")];
  const signature = bytesOfHex(once("signature") ?? "");
  if (shop === undefined || timestamp === undefined || customerId === undefined || !signature) return null;
  const bytes = new Uint8Array(new TextEncoder().encode(signedText(query)));
  if (!(await isSignedBy(signature, bytes, await secretsOf(shop)))) return null;
  const age = now - Number(timestamp) * 1000;
  return {
    shop,
    customerId: /^\d{1,32}$/.test(customerId) ? customerId : null,
    isRecent: age <= OLDEST && age >= -AHEAD,
  };
}

/** Every parameter but the signature as `name=value`, sorted and joined with nothing; a repeated one's values with commas. */
export function signedText(query: URLSearchParams): string {
  const names = new Set([...query.keys()].filter((name) => name !== "signature"));
  return [...names]
    .map((name) => `${name}=${query.getAll(name).join(",")}`)
    .sort()
    .join("");
}
