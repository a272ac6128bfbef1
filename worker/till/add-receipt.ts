import { Problem } from "../http/problem.ts";
import type { KeyedAnswer, KeyedRequest } from "../http/idempotency.ts";
import { moneyInWords } from "../program/money-words.ts";
import { normalCode } from "../rewards/code.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { noteAction } from "./action.ts";
import { addedState, nextTime, orderIdOf, paidOf, type NewReceipt, type StoredReceipt } from "./receipt.ts";
import type { StaffMember } from "./staff.ts";
import { tellReceipt } from "./tell-receipt.ts";

/**
 * Gives a member the points of what they bought, by the receipt's number: the receipt becomes an order. The same again,
 * from whichever till, changes nothing; one that was undone can be added anew. Throws the problems `member_not_found`
 * and, where another receipt stands under the number, `receipt_taken`.
 */
export async function addReceipt(
  context: StoreContext,
  staff: StaffMember,
  receipt: NewReceipt,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { memberId } = receipt;
  const { currency } = context.configuration.store;
  return tellReceipt(context, receipt.receipt, request, (stored) => {
    if (stored?.state.cancelledAt === null) {
      if (isTheSame(stored, receipt)) return null;
      throw taken(stored, memberId, currency);
    }
    return {
      update: addedState(currency, receipt, context.now, nextTime(stored, context.now)),
      memberId,
      note: noteAction(context, staff.id, "receipt", orderIdOf(receipt.receipt), memberId),
    };
  });
}

function isTheSame({ row, state }: StoredReceipt, { memberId, amount, tax, vouchers }: NewReceipt): boolean {
  const codes = (all: string[]) => all.map(normalCode).sort().join(" ");
  return (
    row.memberId === memberId &&
    paidOf(state) === amount &&
    state.lines[0]?.tax === tax &&
    codes(state.vouchers) === codes(vouchers)
  );
}

function taken({ row, state }: StoredReceipt, memberId: string, currency: string): Problem {
  const whose = row.memberId === memberId ? "" : " for another member";
  return new Problem(
    "receipt_taken",
    `This receipt was added${whose} at ${state.placedAt.slice(0, 16).replace("T", " ")} UTC, with ${moneyInWords(paidOf(state), currency)}.`,
  );
}
