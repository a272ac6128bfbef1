import { and, eq } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { refusalOf } from "../database/refusal.ts";
import { vouchers } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { voucherAnswer, type VoucherRow } from "./answers.ts";
import { findVoucher } from "./find-voucher.ts";
import { guardReservation, VOUCHER_RESERVED, whyKept } from "./reservation.ts";
import { guardVoucher, takenMeanwhile, whyNotUsable } from "./use-voucher.ts";

/** The longest that a voucher is kept for one checkout without being asked for again, minutes. */
export const MOST_MINUTES = 60;

/** A checkout that is under way, and for how long. */
export interface Reservation {
  /** The store's own name for the checkout. */
  checkoutId: string;
  minutes: number;
}

/**
 * Keeps a voucher for one checkout: until then no other checkout uses or reserves it, and it is not given back. The same
 * checkout may reserve it again, for longer. Throws the problems `voucher_not_found` and `voucher_not_usable`.
 */
export async function reserveVoucher(
  context: StoreContext,
  code: string,
  { checkoutId, minutes }: Reservation,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { now } = context;
  const voucher = await findVoucher(context, code);
  const problem = whyNotUsable(voucher, now) ?? whyKept(voucher, now, checkoutId);
  if (problem !== null) throw new Problem("voucher_not_usable", problem);
  const reservedUntil = Math.min(now + minutes * 60_000, voucher.expiresAt ?? Infinity);
  const reserved: VoucherRow = { ...voucher, reservedFor: checkoutId, reservedUntil };
  try {
    return await keyedWrite(
      context,
      request,
      [
        guardVoucher(context, voucher),
        guardReservation(context, voucher, checkoutId),
        setReservation(context, reserved),
      ],
      { status: 200, body: voucherAnswer(reserved, now) },
    );
  } catch (error) {
    throw takenMeanwhile(error);
  }
}

/**
 * Lets a voucher go that is reserved for the checkout, before the time is over; one that isn't stays as it is. Throws
 * the problem `voucher_not_found`.
 */
export async function unreserveVoucher(
  context: StoreContext,
  code: string,
  checkoutId: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const voucher = await findVoucher(context, code);
  const isTheirs = voucher.reservedFor === checkoutId;
  const free: VoucherRow = isTheirs ? { ...voucher, reservedFor: null, reservedUntil: 0 } : voucher;
  const statements = isTheirs
    ? [guardReservation(context, voucher, checkoutId), setReservation(context, free)]
    : [];
  try {
    return await keyedWrite(context, request, statements, {
      status: 200,
      body: voucherAnswer(free, context.now),
    });
  } catch (error) {
    // Its time ended, and another checkout was quicker than we.
    if (refusalOf(error) !== VOUCHER_RESERVED) throw error;
    return unreserveVoucher(context, code, checkoutId, request);
  }
}

function setReservation({ database, storeId }: StoreContext, voucher: VoucherRow): Statement {
  const { code, reservedFor, reservedUntil } = voucher;
  return database
    .update(vouchers)
    .set({ reservedFor, reservedUntil })
    .where(and(eq(vouchers.storeId, storeId), eq(vouchers.code, code)));
}
