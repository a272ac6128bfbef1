import { z } from "@hono/zod-openapi";
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

/**
 * An address that a shopper types, as mail is sent to it: in ASCII. Letters of an East Asian keyboard become the plain ones,
 * and a domain of other letters its `xn--` form. What else isn't ASCII before the @ is refused: two addresses that look
 * alike must never find the same member.
 */
export const typedEmail = z
  .string()
  .max(254)
  .transform(inAscii)
  .pipe(z.email("That doesn't look like an email address.").max(254));

function inAscii(typed: string): string {
  const email = typed.trim().normalize("NFKC");
  const at = email.lastIndexOf("@") + 1;
  const domain = email.slice(at);
  const url = `http://${domain}`;
  // Only where it has to be: a URL's host may be spelt in ways that no address is.
  if (!/[^\0-\x7f]/.test(domain) || /[\s/?#:@\\%]/.test(domain) || !URL.canParse(url)) return email;
  return email.slice(0, at) + new URL(url).hostname;
}
