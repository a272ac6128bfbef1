import { and, eq, sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { refusalOf } from "../database/refusal.ts";
import { vouchers } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { guard } from "../database/guard.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { publicationEnded, voucherAnswer, voucherStatus, type VoucherRow } from "./answers.ts";
import { findVoucher } from "./find-voucher.ts";
import { guardReservation, VOUCHER_RESERVED, whyKept } from "./reservation.ts";

export interface Use {
  orderId: string;
  /** The checkout that the order comes from, where it reserved the voucher. */
  checkoutId?: string | null | undefined;
}

/**
 * Marks a voucher as used on an order. Throws the problems `voucher_not_found` and
 * `voucher_not_usable`; on the order it was used for already it answers the same. `alongside` is
 * written with it.
 */
export async function useVoucher(
  context: StoreContext,
  code: string,
  { orderId, checkoutId = null }: Use,
  request: KeyedRequest,
  alongside: (voucher: VoucherRow) => Statement[] = () => [],
): Promise<KeyedAnswer> {
  const { database, storeId, now } = context;
  const voucher = await findVoucher(context, code);
  const again = voucher.status === "used" && voucher.orderId === orderId;
  const problem = again ? null : (whyNotUsable(voucher, now) ?? whyKept(voucher, now, checkoutId));
  if (problem !== null) throw new Problem("voucher_not_usable", problem);
  const set = { status: "used", orderId, usedAt: voucher.usedAt ?? now, reservedFor: null } as const;
  const used: VoucherRow = { ...voucher, ...set, publication: publicationEnded(voucher) };
  const thisVoucher = and(eq(vouchers.storeId, storeId), eq(vouchers.code, voucher.code));
  try {
    return await keyedWrite(
      context,
      request,
      [
        guardVoucher(context, voucher),
        ...(again ? [] : [guardReservation(context, voucher, checkoutId)]),
        database
          .update(vouchers)
          .set({ ...set, reservedUntil: 0, changedAt: now })
          .where(thisVoucher),
        ...alongside(voucher),
      ],
      { status: 200, body: voucherAnswer(used, now) },
    );
  } catch (error) {
    throw takenMeanwhile(error);
  }
}

/** The problem for a voucher that another request was quicker to take; what is no such refusal is thrown on. */
export function takenMeanwhile(error: unknown): Problem {
  switch (refusalOf(error)) {
    case VOUCHER_RESERVED:
      return new Problem("voucher_not_usable", "The voucher is reserved for another checkout.");
    case VOUCHER_CHANGED:
      return new Problem("voucher_not_usable", "The voucher was used or released a moment ago.");
    default:
      throw error;
  }
}

/** The code of a refusal because a voucher is no longer as it was read. */
export const VOUCHER_CHANGED = "voucher_changed";

/** The statement that refuses the batch unless the voucher is as it was read. */
export function guardVoucher({ database, storeId }: StoreContext, voucher: VoucherRow) {
  return guard(
    database,
    sql`SELECT status = ${voucher.status} AND order_id IS ${voucher.orderId} FROM vouchers
      WHERE store_id = ${storeId} AND code = ${voucher.code}`,
    VOUCHER_CHANGED,
  );
}

/** Why a voucher can't be used at `now` (milliseconds), in a sentence; null if it can. */
export function whyNotUsable(voucher: VoucherRow, now: number): string | null {
  switch (voucherStatus(voucher, now)) {
    case "issued":
      return null;
    case "pending":
      return `The voucher can be used from ${new Date(voucher.availableAt).toISOString()}.`;
    case "used":
      return "The voucher was used on another order.";
    case "expired":
      return "The voucher has expired.";
    case "released":
      return "The voucher was released, and its points given back.";
    case "void":
      return "The voucher no longer counts, because the order it was given for was cancelled or refunded.";
  }
}
