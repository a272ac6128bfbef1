/**
 * What the QR of a member's panel holds: `RGL:` + number + `.` + when it runs out + `.` + a tag that only the Worker can
 * make. No personal data, nothing to look up, and good for ten minutes (docs/decisions/0037). Capital letters and digits
 * only: a QR code packs those tighter.
 */
import { isSame } from "../database/hash.ts";
import { Problem } from "../http/problem.ts";
import { authenticate } from "../stores/seal.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** How long a code is good for, milliseconds. */
const LASTS = 600_000;

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LAYOUT = /^RGL:(\d{10})\.([0-9A-Z]{1,8})\.([0-9A-Z]{16})$/;

export interface MemberCode {
  code: string;
  /** Milliseconds, real time. */
  expiresAt: number;
}

/** A code for the member of this number, good from now on. */
export async function memberCode(context: StoreContext, number: string): Promise<MemberCode> {
  // Whole seconds, in base 36.
  const until = Math.floor((context.realNow + LASTS) / 1000);
  const head = `RGL:${number}.${until.toString(36).toUpperCase()}`;
  return { code: `${head}.${await tagOf(context, head)}`, expiresAt: until * 1000 };
}

/** The member number that a code is for. Throws the problems `member_code_invalid` and `member_code_expired`. */
export async function numberOfCode(context: StoreContext, scanned: string): Promise<string> {
  const code = scanned.trim().toUpperCase();
  const [, number = "", until = "", tag = ""] = LAYOUT.exec(code) ?? [];
  const good = await tagOf(context, `RGL:${number}.${until}`);
  if (!isSame(good, tag)) throw new Problem("member_code_invalid");
  if (parseInt(until, 36) * 1000 <= context.realNow) throw new Problem("member_code_expired");
  return number;
}

/** 80 bits of the store's and the code's HMAC, 16 characters. */
async function tagOf({ environment, storeId }: StoreContext, head: string): Promise<string> {
  const bytes = await authenticate(environment, "member code", `${storeId}\n${head}`);
  return Array.from(bytes.slice(0, 16), (byte) => ALPHABET.charAt(byte % 32)).join("");
}
