import type { Statement } from "../database/client.ts";
import { refusalOf } from "../database/refusal.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { publicationEnded, voucherAnswer, type VoucherRow } from "./answers.ts";
import { findVoucher } from "./find-voucher.ts";
import { guardReservation, VOUCHER_RESERVED } from "./reservation.ts";
import { undoRedemptions } from "./undo-redemption.ts";
import { guardVoucher, VOUCHER_CHANGED } from "./use-voucher.ts";

/**
 * Releases a voucher that points were redeemed for: it stops working, and the points go back to the
 * lots they came from. Throws the problems `voucher_not_found` and `voucher_not_releasable`.
 * A second release with another key is refused; with the same key it answers the same.
 */
export async function releaseVoucher(
  context: StoreContext,
  code: string,
  description: string | undefined,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  return releaseFound(context, await findVoucher(context, code), description, request);
}

/** Releases a voucher that was found, as `releaseVoucher` does; `alongside` is written with it. */
export async function releaseFound(
  context: StoreContext,
  voucher: VoucherRow,
  description: string | undefined,
  request: KeyedRequest,
  alongside: Statement[] = [],
): Promise<KeyedAnswer> {
  const { database, now } = context;
  const { memberId } = voucher;
  if (memberId === null || voucher.redemptionId === null)
    throw new Problem("voucher_not_releasable", "No points were redeemed for this voucher.");
  const unused: VoucherRow = { ...voucher, status: "issued", orderId: null };
  const released: VoucherRow = { ...unused, status: "released", publication: publicationEnded(voucher) };
  const reason = {
    rule: "redemption_released" as const,
    rewardName: voucher.name,
    voucherCode: voucher.details.code ?? voucher.code,
    ...(description === undefined ? {} : { description }),
  };
  try {
    return await keyedWrite(
      context,
      request,
      [
        guardVoucher(context, unused),
        guardReservation(context, voucher, null),
        ...undoRedemptions(database, [{ voucher: unused, reason }], now),
        ...alongside,
      ],
      {
        status: 200,
        body: { voucher: voucherAnswer(released, now) },
        balanceOf: memberId,
      },
    );
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === VOUCHER_RESERVED)
      throw new Problem(
        "voucher_not_releasable",
        "The voucher is reserved for a checkout that is under way.",
      );
    if (refusal !== VOUCHER_CHANGED) throw error;
    throw new Problem(
      "voucher_not_releasable",
      voucher.status === "released"
        ? "The voucher was released already."
        : "The voucher was used, so its points are spent.",
    );
  }
}
