/** The token in which a store's server says who its shopper is: an HS256 JWT (RFC 7519). */
import { Problem } from "../http/problem.ts";
import type { Customer } from "../members/identify.ts";
import type { ProvedSession } from "../stores/live-session.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { checkToken } from "./check-token.ts";

/** The customer a token names, and who says so. Throws the problems `token_expired` and `token_invalid`, which say what is wrong. */
export async function customerOfToken(
  context: StoreContext,
  token: string,
): Promise<{ customer: Customer; by: ProvedSession["by"] }> {
  const { checks, named } = await checkToken(context, token);
  const wrong = checks.find(({ ok }) => !ok);
  if (wrong) throw new Problem(wrong.expired ? "token_expired" : "token_invalid", wrong.detail);
  return named;
}
