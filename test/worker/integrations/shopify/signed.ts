/** Signatures as Shopify makes them, with Web Crypto and none of the Worker's own code. */

/** The bytes of a text. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

async function mac(secret: string, bytes: Uint8Array<ArrayBuffer>): Promise<number[]> {
  const raw = bytesOf(secret);
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return [...new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes))];
}

/** The value of `X-Shopify-Hmac-SHA256` for a body. */
export async function signed(secret: string, body: Uint8Array<ArrayBuffer>): Promise<string> {
  return btoa(String.fromCharCode(...(await mac(secret, body))));
}

/** The query that a shop's proxy sends on, with its signature: parameters as they come, repeated ones in a row. */
export async function proxied(secret: string, parameters: [string, string][]): Promise<string> {
  const values = new Map<string, string[]>();
  for (const [name, value] of parameters) values.set(name, [...(values.get(name) ?? []), value]);
  const text = [...values]
    .map(([name, list]) => `${name}=${list.join(",")}`)
    .sort()
    .join("");
  const signature = (await mac(secret, bytesOf(text)))
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  return new URLSearchParams([...parameters, ["signature", signature]]).toString();
}
