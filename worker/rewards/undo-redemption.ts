import { sql } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import type { vouchers } from "../database/schema.ts";
import type { Reason } from "../ledger/entry.ts";
import { giveBackEach } from "../ledger/give-back.ts";

type VoucherRow = typeof vouchers.$inferSelect;

/** A voucher whose redemption is to be undone, as it was read. */
export interface Undone {
  voucher: Pick<VoucherRow, "storeId" | "code" | "status" | "orderId">;
  /** Why; its rule is the entry's. */
  reason: Reason;
}

/**
 * The statements that undo redemptions, each of another member: the points go back to the very lots
 * (promise 8), with them the place in the reward's stock and in the member's limits, and the voucher is
 * `released`. A voucher that is no longer as it was read is left alone; to have the whole batch
 * refused instead, put `guardVoucher` before them. The voucher keeps the order it was used on.
 */
export function undoRedemptions(database: Database, undone: Undone[], now: number): Statement[] {
  const list = JSON.stringify(
    undone.map(({ voucher, reason }) => ({
      storeId: voucher.storeId,
      code: voucher.code,
      status: voucher.status,
      orderId: voucher.orderId,
      entryId: newId("ent", now),
      reason,
    })),
  );
  const each = sql`FROM json_each(${list}) AS item
    JOIN vouchers ON vouchers.store_id = item.value ->> 'storeId' AND vouchers.code = item.value ->> 'code'
      AND vouchers.status = item.value ->> 'status' AND vouchers.order_id IS item.value ->> 'orderId'
    JOIN redemptions ON redemptions.store_id = vouchers.store_id AND redemptions.id = vouchers.redemption_id`;
  // A spending is given back once: its own id is in the key.
  const spendings = sql`SELECT redemptions.store_id AS store_id, redemptions.member_id AS member_id,
      item.value ->> 'entryId' AS entry_id, 'release:' || redemptions.entry_id AS key, NULL AS source,
      stores.program_version AS program_version, item.value ->> 'reason' AS reason,
      redemptions.points AS points, redemptions.entry_id AS spending_id
    ${each} JOIN stores ON stores.id = vouchers.store_id`;
  return [
    ...giveBackEach(database, spendings, now),
    database.run(sql`UPDATE redemptions SET released_at = ${now}
      WHERE (store_id, id) IN (SELECT redemptions.store_id, redemptions.id ${each})`),
    database.run(sql`UPDATE reward_stock SET redeemed = redeemed - freed.count
      FROM (SELECT redemptions.store_id AS store_id, redemptions.reward_id AS reward_id, count(*) AS count
        ${each} WHERE vouchers.details ->> 'stocked' GROUP BY 1, 2) AS freed
      WHERE reward_stock.store_id = freed.store_id AND reward_stock.reward_id = freed.reward_id`),
    database.run(sql`DELETE FROM limited_redemptions WHERE (store_id, member_id, reward_id, at, redemption_id) IN (
      SELECT redemptions.store_id, redemptions.member_id, redemptions.reward_id, redemptions.created_at, redemptions.id
      ${each} WHERE vouchers.details ->> 'limited')`),
    // The last: what comes before it finds its rows by the voucher's state.
    database.run(sql`UPDATE vouchers SET status = 'released', changed_at = ${now}
      WHERE (store_id, code) IN (SELECT vouchers.store_id, vouchers.code ${each})`),
  ];
}

/**
 * The statements with which a redemption that was undone, and stands after all, takes its place in the
 * reward's stock and in the member's limits again, whether or not there is one left.
 */
export function takePlaceAgain(
  { database, storeId }: { database: Database; storeId: string },
  { redemptionId, details }: Pick<VoucherRow, "redemptionId" | "details">,
): Statement[] {
  const redemption = sql`FROM redemptions WHERE store_id = ${storeId} AND id = ${redemptionId}`;
  return [
    ...(details.stocked
      ? [
          database.run(sql`UPDATE reward_stock SET redeemed = redeemed + 1
            WHERE store_id = ${storeId} AND reward_id = (SELECT reward_id ${redemption})`),
        ]
      : []),
    ...(details.limited
      ? [
          database.run(sql`INSERT INTO limited_redemptions (store_id, member_id, reward_id, at, redemption_id)
            SELECT store_id, member_id, reward_id, created_at, id ${redemption}`),
        ]
      : []),
  ];
}
