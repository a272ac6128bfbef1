/** A voucher whose code the store imported: the database takes the next of the pool, so that none is given twice. */
import { sql, type SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { vouchers } from "../database/schema.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { VoucherRow } from "./answers.ts";

/** The code with which a batch is refused that would take a code from an empty pool. */
export const CODES_MISSING = "reward_codes_missing";

/** The statements that write the voucher with the pool's oldest free code in place of its own. */
export function takeCode(
  { database, storeId }: StoreContext,
  voucher: VoucherRow,
  pool: string,
): Statement[] {
  const next = sql`FROM reward_codes
    WHERE store_id = ${storeId} AND pool = ${pool} AND redemption_id IS NULL ORDER BY added_at, code LIMIT 1`;
  const details = JSON.stringify(voucher.details);
  return [
    guard(database, sql`EXISTS (SELECT 1 ${next})`, CODES_MISSING),
    database.insert(vouchers).values({
      ...voucher,
      code: sql`(SELECT code ${next})`,
      details: sql`(SELECT iif(shown = code, ${details}, json_set(${details}, '$.code', shown)) ${next})`,
    }),
    database.run(sql`UPDATE reward_codes SET redemption_id = ${voucher.redemptionId}
      WHERE store_id = ${storeId} AND code = (SELECT code ${next})`),
    database.run(sql`UPDATE code_pools SET given = given + 1 WHERE store_id = ${storeId} AND pool = ${pool}`),
  ];
}

/** SQL for the code that was taken for the voucher, as it was imported. */
export function takenCode({ storeId, memberId, createdAt, redemptionId }: VoucherRow): SQL {
  return sql`(SELECT coalesce(details ->> 'code', code) FROM vouchers INDEXED BY vouchers_of_member
    WHERE store_id = ${storeId} AND member_id = ${memberId} AND created_at = ${createdAt}
      AND redemption_id = ${redemptionId})`;
}
