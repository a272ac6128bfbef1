import { refusalOf } from "../database/refusal.ts";
import { Problem } from "../http/problem.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { memberAnswer } from "./answers.ts";
import { enrol, type NewMember } from "./enrol.ts";

/** Makes a member; throws the problems `customer_taken` and `email_taken`. */
export async function createMember(
  context: StoreContext,
  input: NewMember,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { member, statements } = await enrol(context, input, context.now);
  try {
    return await keyedWrite(context, request, statements, { status: 201, body: memberAnswer(member) });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.includes("members.customer_id")) throw new Problem("customer_taken");
    if (refusal?.includes("members.email_key")) throw new Problem("email_taken");
    throw error;
  }
}
