import type { KeyedAnswer, KeyedRequest } from "../http/idempotency.ts";
import { isoTime } from "../members/answers.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { noteAction } from "./action.ts";
import { requireUndoable } from "./may-undo.ts";
import { nextTime, orderIdOf } from "./receipt.ts";
import { standing } from "./refund-receipt.ts";
import type { StaffMember } from "./staff.ts";
import { tellReceipt } from "./tell-receipt.ts";

/**
 * Takes back a receipt that this member of staff added by mistake, for ten minutes: its points go, and it can be added
 * rightly. One that is undone already is answered as it stands. Throws the problems `receipt_not_found` and
 * `too_late_to_undo`.
 */
export async function undoReceipt(
  context: StoreContext,
  staff: StaffMember,
  number: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const subject = orderIdOf(number);
  return tellReceipt(context, number, request, async (stored) => {
    if (stored?.state.cancelledAt) return null;
    const { state, memberId } = standing(stored);
    await requireUndoable(context, staff.id, "receipt", subject);
    const at = isoTime(nextTime(stored, context.now));
    return {
      update: { ...state, updatedAt: at, cancelledAt: at, customer: null },
      memberId,
      note: noteAction(context, staff.id, "receipt_undone", subject, memberId),
    };
  });
}
