/** Signatures by Standard Webhooks (standardwebhooks.com, version 1, symmetric). */

const PREFIX = "whsec_";
const SECRET_BYTES = 32;

/** A new secret: `whsec_` and 32 bytes in base64. */
export function newWebhookSecret(): string {
  return PREFIX + base64(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
}

/**
 * The value of `webhook-signature`: one signature for each secret, with spaces between them. `timestamp` is in seconds,
 * as in `webhook-timestamp`.
 */
export async function signaturesOf(
  secrets: string[],
  id: string,
  timestamp: number,
  body: string,
): Promise<string> {
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const signatures = secrets.map(async (secret) => {
    const bytes = Uint8Array.from(atob(secret.replace(PREFIX, "")), (character) => character.charCodeAt(0));
    const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
    ]);
    return `v1,${base64(new Uint8Array(await crypto.subtle.sign("HMAC", key, signed)))}`;
  });
  return (await Promise.all(signatures)).join(" ");
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
