import type { Statement } from "../database/client.ts";
import { refusalOf } from "../database/refusal.ts";
import { Problem } from "../http/problem.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { memberAnswer } from "./answers.ts";
import { enrol, type NewMember } from "./enrol.ts";
import { withFreeNumber } from "./number.ts";

/**
 * Makes a member; throws the problems `customer_taken`, `email_taken` and `phone_taken`, and `invalid_request` for what is
 * no telephone number. `alongside` gives statements that are to be written with the member of this id.
 */
export async function createMember(
  context: StoreContext,
  input: NewMember,
  request: KeyedRequest,
  alongside: (memberId: string) => Statement[] = () => [],
): Promise<KeyedAnswer> {
  try {
    return await withFreeNumber(async () => {
      const { member, statements } = await enrol(context, input, context.now);
      const all = [...statements, ...alongside(member.id)];
      return keyedWrite(context, request, all, { status: 201, body: memberAnswer(member) });
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.includes("members.customer_id")) throw new Problem("customer_taken");
    if (refusal?.includes("members.email_key")) throw new Problem("email_taken");
    if (refusal?.includes("members.phone_key")) throw new Problem("phone_taken");
    throw error;
  }
}
