/** A code of six digits, of which nothing is kept but a keyed hash. */
import { isSame } from "../database/hash.ts";
import { randomText } from "../database/id.ts";
import { authenticate } from "../stores/seal.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** What a code is for, and whose it is: an address's key, or a member's id. */
export interface CodeUse {
  purpose: "sign_in" | "step_up";
  subject: string;
}

export const DIGITS = 6;

/** How long a code is good, milliseconds. */
export const CODE_LASTS = 600_000;

/** A new code. */
export function newCode(): string {
  return randomText(DIGITS, "0123456789");
}

/** What is kept of a code: it fits this use, this code of those that were sent for it, and this Worker's key alone. */
export async function hashOfCode(
  { environment, storeId }: StoreContext,
  { purpose, subject }: CodeUse,
  id: string,
  code: string,
): Promise<string> {
  const text = [storeId, purpose, subject, id, code].join("\n");
  const bytes = await authenticate(environment, "emailed code", text);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether what was typed is the code that this is the hash of. */
export async function isCode(
  context: StoreContext,
  use: CodeUse,
  { id, hash }: { id: string; hash: string },
  typed: string,
): Promise<boolean> {
  return isSame(hash, await hashOfCode(context, use, id, digitsOf(typed)));
}

/** Where the digits of Arabic, Persian and Hindi keyboards begin; wide ones become plain by NFKC. */
const ZEROS = [0x660, 0x6f0, 0x966];

/** The digits of what was typed or pasted, as 0 to 9, without what stands between them. */
function digitsOf(typed: string): string {
  let digits = "";
  for (const character of typed.normalize("NFKC")) {
    const point = character.codePointAt(0) ?? 0;
    const zero = ZEROS.find((each) => point >= each && point < each + 10);
    if (zero !== undefined) digits += String(point - zero);
    else if (!/[\s\p{Pd}\p{Cf}]/u.test(character)) digits += character;
  }
  return digits;
}
