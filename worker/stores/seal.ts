/** Encryption of what the Worker must read again, and a signing key of its own, both from SEALING_KEY. */
import type { Environment } from "../environment.ts";

const encoder = new TextEncoder();

/** The text encrypted with AES-256-GCM: base64 of a 12-byte nonce and the ciphertext. */
export async function seal(environment: Environment, text: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const key = await sealingKey(environment);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, encoder.encode(text));
  return base64([...nonce, ...new Uint8Array(sealed)]);
}

/** The text that was sealed; throws where it was changed or sealed with another key. */
export async function unseal(environment: Environment, sealed: string): Promise<string> {
  const bytes = bytesOf(sealed);
  const key = await sealingKey(environment);
  const iv = bytes.slice(0, 12);
  return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes.slice(12)));
}

/** The 32 bytes that sign shoppers' sessions. */
export function sessionSecret(environment: Environment): Promise<Uint8Array<ArrayBuffer>> {
  return derivedSecret(environment, "session");
}

type SecretPurpose =
  "session" | "till session" | "staff pin" | "member code" | "emailed code" | "counted caller";

/** 32 bytes for one purpose and no other: HKDF of SEALING_KEY, so that one secret does for all. */
export async function derivedSecret(
  environment: Environment,
  purpose: SecretPurpose,
): Promise<Uint8Array<ArrayBuffer>> {
  const master = await crypto.subtle.importKey("raw", bytesOf(environment.SEALING_KEY), "HKDF", false, [
    "deriveBits",
  ]);
  const derivation = {
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: encoder.encode(`regulars ${purpose}`),
  };
  return new Uint8Array(await crypto.subtle.deriveBits(derivation, master, 256));
}

/** HMAC-SHA256 of the text under a secret of the purpose, 32 bytes. */
export async function authenticate(
  environment: Environment,
  purpose: SecretPurpose,
  text: string,
): Promise<Uint8Array> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const secret = await derivedSecret(environment, purpose);
  const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
}

async function sealingKey(environment: Environment): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytesOf(environment.SEALING_KEY), "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function base64(bytes: number[]): string {
  return btoa(String.fromCharCode(...bytes));
}
