import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { isoTime } from "./answers.ts";
import { eraseStatements } from "./erase.ts";
import { keptMissing, requireKept } from "./kept-id.ts";

/**
 * Erases a member at their own word, as `eraseMember` does at the store's. Nothing finds them any more, but the same
 * request, sent again, is answered as it was: the answer is kept under an id that says nothing. Throws the problems
 * `member_not_found` and `try_again`.
 */
export async function eraseOwn(
  context: StoreContext,
  memberId: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const statements = [...requireKept(context, memberId), ...eraseStatements(context, memberId)];
  try {
    const body = { id: memberId, erasedAt: isoTime(context.now) };
    return await keyedWrite(context, request, statements, { status: 200, body });
  } catch (error) {
    return keptMissing(error);
  }
}
