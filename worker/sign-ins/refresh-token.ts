/**
 * A refresh token: the sign-in's id, and 32 bytes. Each is good for one trade. The next one is made of the one before and
 * a salt that stands in the database: who shows the same token again gets the same next one, and nobody can make it who
 * has only one of the two.
 */
import { sha256 } from "../database/hash.ts";

/** A new secret, or a new salt: 32 random bytes in base64url. */
export function randomSecret(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** The secret that follows this one, with this salt: HMAC-SHA256, 32 bytes. */
export async function nextSecret(secret: string, salt: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  return base64url(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(salt))));
}

/** The token that a browser keeps. */
export function refreshToken(signInId: string, secret: string): string {
  return `${signInId}.${secret}`;
}

/** The two parts of a token; null of what is none. */
export function partsOfRefresh(token: string): { signInId: string; secret: string } | null {
  const [, signInId, secret] = /^(sgn_[0-9a-z]{26})\.([\w-]{43})$/.exec(token) ?? [];
  return signInId !== undefined && secret !== undefined ? { signInId, secret } : null;
}

/** What is kept of a secret. Of 32 random bytes nothing is found by trying, so it needs no key. */
export function hashOfSecret(secret: string): Promise<string> {
  return sha256(secret);
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
