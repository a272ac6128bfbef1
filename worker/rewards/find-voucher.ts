import { and, eq } from "drizzle-orm";
import { vouchers } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import type { VoucherRow } from "./answers.ts";
import { normalCode } from "./code.ts";

/** The voucher with this code, however it was typed; throws the problem `voucher_not_found`. */
export async function findVoucher(context: StoreContext, code: string): Promise<VoucherRow> {
  const [[voucher]] = await readCurrent(context, [selectVoucher(context, code)]);
  if (!voucher) throw new Problem("voucher_not_found");
  return voucher;
}

/** The query for the voucher with this code. */
export function selectVoucher({ database, storeId }: StoreContext, code: string) {
  return database
    .select()
    .from(vouchers)
    .where(and(eq(vouchers.storeId, storeId), eq(vouchers.code, normalCode(code))));
}
