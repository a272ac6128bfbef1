import { Problem } from "../http/problem.ts";
import type { KeyedAnswer, KeyedRequest } from "../http/idempotency.ts";
import { findVoucher } from "../rewards/find-voucher.ts";
import { releaseFound } from "../rewards/release-voucher.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { noteAction } from "./action.ts";
import { requireUndoable } from "./may-undo.ts";
import type { StaffMember } from "./staff.ts";

/**
 * Takes back what this member of staff redeemed for a member by mistake, for ten minutes: the voucher stops working and
 * the points are the member's again. Throws the problems `voucher_not_found`, `voucher_not_releasable` and
 * `too_late_to_undo`.
 */
export async function undoTillRedemption(
  context: StoreContext,
  staff: StaffMember,
  code: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const voucher = await findVoucher(context, code);
  const { redemptionId, memberId } = voucher;
  if (redemptionId === null)
    throw new Problem("voucher_not_releasable", "No points were redeemed for this voucher.");
  await requireUndoable(context, staff.id, "redemption", redemptionId);
  return releaseFound(context, voucher, undefined, request, [
    noteAction(context, staff.id, "redemption_undone", redemptionId, memberId),
  ]);
}
