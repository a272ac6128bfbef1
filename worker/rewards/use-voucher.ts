import { and, eq, sql } from "drizzle-orm";
import { refusalOf } from "../database/refusal.ts";
import { vouchers } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { guard } from "../database/guard.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { voucherAnswer, voucherStatus, type VoucherRow } from "./answers.ts";
import { findVoucher } from "./find-voucher.ts";

/**
 * Marks a voucher as used on an order. Throws the problems `voucher_not_found` and
 * `voucher_not_usable`; on the order it was used for already it answers the same.
 */
export async function useVoucher(
  context: StoreContext,
  code: string,
  orderId: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, now } = context;
  const voucher = await findVoucher(context, code);
  const again = voucher.status === "used" && voucher.orderId === orderId;
  const problem = again ? null : whyNotUsable(voucher, now);
  if (problem !== null) throw new Problem("voucher_not_usable", problem);
  const used: VoucherRow = { ...voucher, status: "used", orderId, usedAt: voucher.usedAt ?? now };
  const thisVoucher = and(eq(vouchers.storeId, storeId), eq(vouchers.code, voucher.code));
  try {
    return await keyedWrite(
      context,
      request,
      [
        guardVoucher(context, voucher),
        database
          .update(vouchers)
          .set({ status: "used", orderId, usedAt: used.usedAt, changedAt: now })
          .where(thisVoucher),
      ],
      { status: 200, body: voucherAnswer(used, now) },
    );
  } catch (error) {
    if (refusalOf(error) === VOUCHER_CHANGED)
      throw new Problem("voucher_not_usable", "The voucher was used or released a moment ago.");
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
