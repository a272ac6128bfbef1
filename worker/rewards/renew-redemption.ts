import { and, eq } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { redemptions, vouchers } from "../database/schema.ts";
import type { EntryHead } from "../ledger/entry.ts";
import { spendOrOwe } from "../ledger/spend-or-owe.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { RenewedVoucher } from "./capture-vouchers.ts";
import { takePlaceAgain } from "./undo-redemption.ts";
import { guardVoucher } from "./use-voucher.ts";

/**
 * The statements that take a voucher's price again that was given back when its order was cancelled: because the order
 * stands after all, and uses it since it was placed (milliseconds), or because it no longer names it, and it is free.
 * What the member no longer has of the price is owed.
 */
export function renewRedemption(
  context: StoreContext,
  { voucher, isUsed }: RenewedVoucher,
  order: { id: string; revision: number; placedAt: number },
): Statement[] {
  const { database, storeId, now, configuration } = context;
  const { memberId, redemptionId, points } = voucher;
  if (memberId === null || redemptionId === null) return [];
  const head: EntryHead = {
    storeId,
    memberId,
    id: newId("ent", now),
    kind: "redeem",
    key: `renew:${redemptionId}:${order.id}:${order.revision}`,
    source: null,
    programVersion: configuration.program?.version ?? 0,
    reason: {
      rule: "redemption_renewed",
      rewardName: voucher.name,
      voucherCode: voucher.details.code ?? voucher.code,
      ...(isUsed ? { orderId: order.id } : {}),
    },
    now,
  };
  return [
    guardVoucher(context, voucher),
    ...spendOrOwe(database, head, points),
    database
      .update(redemptions)
      .set({ entryId: head.id, releasedAt: null })
      .where(and(eq(redemptions.storeId, storeId), eq(redemptions.id, redemptionId))),
    ...takePlaceAgain(context, voucher),
    database
      .update(vouchers)
      .set({
        ...(isUsed
          ? { status: "used", orderId: order.id, usedAt: order.placedAt }
          : { status: "issued", orderId: null, usedAt: null }),
        changedAt: now,
      })
      .where(and(eq(vouchers.storeId, storeId), eq(vouchers.code, voucher.code))),
  ];
}
