import { Problem } from "../http/problem.ts";
import { liveProgram, type StoreContext } from "../stores/store-context.ts";

/** How long a code that was entered counts, milliseconds. */
const FRESH = 600_000;

/**
 * Throws the problem `code_required` where a shopper spends more points than the program lets go without an emailed code
 * that was entered a moment ago. The store's own server and its till need none.
 */
export function requireCode(context: StoreContext, points: number): void {
  const { session, realNow } = context;
  const { codeAbove } = liveProgram(context).document.security;
  if (!session || codeAbove === null || points <= codeAbove) return;
  if (session.codeAt !== null && session.codeAt > realNow - FRESH) return;
  throw new Problem("code_required", `A redemption of more than ${codeAbove} points needs an emailed code.`);
}
