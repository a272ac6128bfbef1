/** A voucher that is kept for one checkout while that lasts. The clock ends it: no job has to. */
import { sql } from "drizzle-orm";
import { z } from "@hono/zod-openapi";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { isoTime } from "../members/answers.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { VoucherRow } from "./answers.ts";

/** The store's own name for a checkout that is under way. */
export const checkoutId = z
  .string()
  .min(1)
  .max(255)
  .meta({ description: "The store's own id of the cart or checkout.", example: "cart-88" });

/** The code of a refusal because a voucher is kept for another checkout. */
export const VOUCHER_RESERVED = "voucher_reserved";

/** Why a voucher is kept from the checkout (null: from any) at `now` (milliseconds), in a sentence; null if it isn't. */
export function whyKept(voucher: VoucherRow, now: number, checkout: string | null): string | null {
  if (voucher.reservedUntil <= now || voucher.reservedFor === checkout) return null;
  return `The voucher is reserved for another checkout until ${isoTime(voucher.reservedUntil)}.`;
}

/** The statement that refuses the batch where the voucher is kept from the checkout (null: from any). */
export function guardReservation(
  { database, storeId, now }: StoreContext,
  { code }: VoucherRow,
  checkout: string | null,
): Statement {
  return guard(
    database,
    sql`SELECT reserved_until <= ${now} OR reserved_for IS ${checkout} FROM vouchers
      WHERE store_id = ${storeId} AND code = ${code}`,
    VOUCHER_RESERVED,
  );
}
