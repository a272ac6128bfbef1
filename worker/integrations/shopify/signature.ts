/** Who signed: HMAC-SHA256 with the app's secret. Two are live while one is being replaced. */

const encoder = new TextEncoder();

/** Whether one of the secrets made this signature of the bytes. Compared in constant time, by the runtime. */
export async function isSignedBy(
  signature: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
  secrets: string[],
): Promise<boolean> {
  let isOne = false;
  for (const secret of secrets) {
    // An empty secret is no key, and would be anybody's.
    if (secret === "") continue;
    const hash = { name: "HMAC", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("raw", encoder.encode(secret), hash, false, ["verify"]);
    if (await crypto.subtle.verify("HMAC", key, signature, bytes)) isOne = true;
  }
  return isOne;
}

/** Whether a webhook's `X-Shopify-Hmac-SHA256`, base64, is one of the raw body. */
export async function isSigned(
  headers: Headers,
  body: Uint8Array<ArrayBuffer>,
  secrets: string[],
): Promise<boolean> {
  const signature = bytesOfBase64(headers.get("X-Shopify-Hmac-SHA256") ?? "");
  return signature !== null && isSignedBy(signature, body, secrets);
}

/** The 32 bytes of a signature; null where the text is none. */
function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return null;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** The 32 bytes of a signature in hex; null where the text is none. */
export function bytesOfHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[0-9a-f]{64}$/.test(text)) return null;
  return Uint8Array.from({ length: 32 }, (_, index) => parseInt(text.slice(2 * index, 2 * index + 2), 16));
}
