import type { VoucherAnswer } from "../rewards/answers.ts";

/**
 * The voucher as a shopper is shown it: without its code before it works. It is pending while its hold lasts, for it may
 * still be voided, and as long as the shop has not taken its code.
 */
export function shownVoucher(voucher: VoucherAnswer): VoucherAnswer {
  const { status, publication } = voucher;
  const isOnItsWay = status === "issued" && (publication === "held" || publication === "refused");
  if (status !== "pending" && !isOnItsWay) return voucher;
  return { ...voucher, code: "", status: "pending", cancellable: false };
}
