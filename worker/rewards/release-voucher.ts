import { and, eq, sql } from "drizzle-orm";
import { newId } from "../database/id.ts";
import { refusalOf } from "../database/refusal.ts";
import { redemptions, vouchers } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import type { EntryHead } from "../ledger/entry.ts";
import { giveBack } from "../ledger/give-back.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { voucherAnswer } from "./answers.ts";
import { findVoucher } from "./find-voucher.ts";
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
  const { database, storeId, now, configuration } = context;
  const voucher = await findVoucher(context, code);
  const { memberId, redemptionId } = voucher;
  const [[redemption]] = await readCurrent(context, [
    database
      .select()
      .from(redemptions)
      .where(and(eq(redemptions.storeId, storeId), eq(redemptions.id, redemptionId ?? ""))),
  ]);
  if (!redemption || memberId === null)
    throw new Problem("voucher_not_releasable", "No points were redeemed for this voucher.");

  const head: EntryHead = {
    storeId,
    memberId,
    id: newId("ent", now),
    kind: "release",
    key: `release:${redemption.id}`,
    source: null,
    programVersion: configuration.program?.version ?? 0,
    reason: {
      rule: "redemption_released",
      rewardName: voucher.name,
      voucherCode: voucher.code,
      ...(description === undefined ? {} : { description }),
    },
    now,
  };
  try {
    return await keyedWrite(
      context,
      request,
      [
        guardVoucher(context, { ...voucher, status: "issued", orderId: null }),
        database
          .update(vouchers)
          .set({ status: "released" })
          .where(and(eq(vouchers.storeId, storeId), eq(vouchers.code, voucher.code))),
        database.run(sql`UPDATE redemptions SET released_at = ${now}
          WHERE store_id = ${storeId} AND id = ${redemption.id}`),
        ...giveBack(database, head, redemption.points, redemption.entryId),
      ],
      {
        status: 200,
        body: { voucher: voucherAnswer({ ...voucher, status: "released" }, now) },
        balanceOf: memberId,
      },
    );
  } catch (error) {
    if (refusalOf(error) === VOUCHER_CHANGED)
      throw new Problem(
        "voucher_not_releasable",
        voucher.status === "released"
          ? "The voucher was released already."
          : "The voucher was used, so its points are spent.",
      );
    throw error;
  }
}
