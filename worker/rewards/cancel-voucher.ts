import type { KeyedAnswer, KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { voucherAnswer } from "./answers.ts";
import { findVoucher } from "./find-voucher.ts";
import { releaseFound } from "./release-voucher.ts";

/**
 * Gives a member's own unused voucher back for them. Throws `voucher_not_found`, also where it is another
 * member's, and `voucher_not_releasable` where it is used or has expired, or the reward is not taken back.
 */
export async function cancelVoucher(
  context: StoreContext,
  memberId: string,
  code: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const voucher = await findVoucher(context, code);
  if (voucher.memberId !== memberId) throw new Problem("voucher_not_found");
  const { status, cancellable, source, reservedUntil } = voucherAnswer(voucher, context.now);
  if (status === "expired") throw new Problem("voucher_not_releasable", "The voucher has expired.");
  if (source === "redemption" && status === "issued" && !cancellable && reservedUntil === null)
    throw new Problem("voucher_not_releasable", "This reward can't be given back once it is redeemed.");
  return releaseFound(context, voucher, undefined, request);
}
