import { sha256 } from "../database/hash.ts";

/**
 * What two spellings of one address have in common: trimmed, NFKC, lower case by the rules of no
 * language (a Turkish locale would make "I" a dotless "ı").
 */
function normalEmail(email: string): string {
  return email.trim().normalize("NFKC").toLowerCase();
}

/** What an address is found by within a store: SHA-256, so that tables other than members hold no address. */
export async function emailKeyOf(storeId: string, email: string): Promise<string> {
  return sha256(`${storeId}\n${normalEmail(email)}`);
}
