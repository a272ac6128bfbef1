import { sha256 } from "../database/hash.ts";
import { Problem } from "../http/problem.ts";
import type { KeyedAnswer, KeyedRequest } from "../http/idempotency.ts";
import { isoTime } from "../members/answers.ts";
import { moneyInWords } from "../program/money-words.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { noteAction } from "./action.ts";
import { LINE, nextTime, paidOf, refundedOf, type NewRefund, type StoredReceipt } from "./receipt.ts";
import type { StaffMember } from "./staff.ts";
import { tellReceipt } from "./tell-receipt.ts";

/**
 * Gives back a part of what a receipt came to, or all of it: its points follow. Throws the problems `receipt_not_found`
 * and, for more than is left of it, `invalid_request`.
 */
export async function refundReceipt(
  context: StoreContext,
  staff: StaffMember,
  { receipt, amount }: NewRefund,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  // The same request is the same refund, also where its answer was lost before it was kept.
  const id = `till-${(await sha256(`${request.scope}\n${request.key}`)).slice(0, 24)}`;
  return tellReceipt(context, receipt, request, (stored) => {
    const { row, state, memberId } = standing(stored);
    const before = state.refunds.find((refund) => refund.id === id);
    if (before) {
      if (refundedOf({ refunds: [before] }) === amount) return null;
      throw new Problem("idempotency_key_reused");
    }
    const left = paidOf(state) - refundedOf(state);
    if (amount > left) throw tooMuch(left, context.configuration.store.currency);
    const at = isoTime(nextTime(stored, context.now));
    const tax = taxOf(amount, state.lines[0]?.tax ?? 0, paidOf(state), left);
    const refund = {
      id,
      refundedAt: at,
      lines: [{ lineId: LINE, amount: amount - tax, tax }],
      amount: 0,
    };
    return {
      update: { ...state, updatedAt: at, refunds: [...state.refunds, refund], customer: null },
      memberId,
      note: noteAction(context, staff.id, "refund", row.id, memberId),
    };
  });
}

/**
 * The receipt, if it is there and was not undone. Throws the problem `receipt_not_found`, also where the store's server has
 * told the order anew since, with lines of its own: what a till would give back of it belongs to none of those.
 */
export function standing(stored: StoredReceipt | null): StoredReceipt & { memberId: string } {
  const memberId = stored?.row.memberId;
  if (!stored || !memberId || stored.state.cancelledAt !== null) throw new Problem("receipt_not_found");
  const [line, ...others] = stored.state.lines;
  if (line?.id !== LINE || others.length > 0)
    throw new Problem(
      "receipt_not_found",
      `The store changed order ${stored.row.id} itself since. Give back with PUT /v1/orders, where it was changed.`,
    );
  return { ...stored, memberId };
}

/** The part of a refund that is tax, minor units: its share, so that all refunds together give back all the tax. */
function taxOf(amount: number, tax: number, paid: number, left: number): number {
  const share = (rest: number) => Number((BigInt(tax) * BigInt(rest)) / BigInt(paid));
  return share(left) - share(left - amount);
}

function tooMuch(left: number, currency: string): Problem {
  const detail =
    left === 0
      ? "All of this receipt was given back before."
      : `Only ${moneyInWords(left, currency)} of this receipt are left to give back.`;
  return new Problem("invalid_request", detail, [{ pointer: "/amount", detail }]);
}
