/** Who may speak for a WooCommerce shop: https://woocommerce.com/document/webhooks/ */

const encoder = new TextEncoder();
const PING = /^webhook_id=\d{1,20}$/;

/**
 * Whether `X-WC-Webhook-Signature` is the base64 HMAC-SHA256 of the raw body under one of the secrets. The comparison
 * is WebCrypto's, in constant time; a signature that is no base64 is none.
 */
export async function isSigned(
  headers: Headers,
  body: Uint8Array<ArrayBuffer>,
  secrets: string[],
): Promise<boolean> {
  const signature = bytesOf(headers.get("X-WC-Webhook-Signature") ?? "");
  if (signature?.length !== 32) return false;
  const fits = await Promise.all(secrets.map((secret) => isSignedWith(secret, signature, body)));
  return fits.includes(true);
}

async function isSignedWith(
  secret: string,
  signature: Uint8Array<ArrayBuffer>,
  body: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  // Nobody could import a key of no bytes, and nobody should be let in by one.
  if (secret === "") return false;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["verify"]);
  return crypto.subtle.verify("HMAC", key, signature, body);
}

/**
 * Whether it is the trial call that WooCommerce makes when a webhook is saved: `webhook_id=N` as a form, unsigned and
 * without a topic. WooCommerce takes no answer but 200.
 */
export function isPing(headers: Headers, body: Uint8Array<ArrayBuffer>): boolean {
  if (headers.has("X-WC-Webhook-Signature") || headers.has("X-WC-Webhook-Topic")) return false;
  const type = headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  return (
    type === "application/x-www-form-urlencoded" &&
    body.length < 64 &&
    PING.test(new TextDecoder().decode(body))
  );
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
