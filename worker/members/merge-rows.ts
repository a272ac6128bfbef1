/** What a merge of members has to move beside points: whose orders, vouchers and referrals they are. */
import { sql, type SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { MemberRow } from "./enrol.ts";

/** What a member gives up of tiers' bonuses: the other may have had the same one. */
const bonuses = (
  storeId: string,
  from: string,
  into: string,
) => sql`store_id = ${storeId} AND member_id = ${from}
  AND tier NOT IN (SELECT tier FROM tier_bonuses WHERE store_id = ${storeId} AND member_id = ${into})`;

/** SELECT of `source, posted, program_version, reason`: orders, referrals and bonuses that go along, and what each gave. */
export function selectSources({ storeId, configuration }: StoreContext, from: string, into: string): SQL {
  const version = configuration.program?.version ?? 0;
  return sql`SELECT 'order:' || id AS source, points + forgiven AS posted, program_version,
      json_object('rule', 'merge_carried', 'orderId', id) AS reason
    FROM orders WHERE store_id = ${storeId} AND member_id = ${from} AND points + forgiven > 0
    UNION ALL SELECT 'referral:' || id, points, program_version, json_object('rule', 'merge_carried')
    FROM referrals WHERE store_id = ${storeId} AND advocate_id = ${from} AND points > 0
    UNION ALL SELECT 'tier:' || tier, points + forgiven, ${version}, json_object('rule', 'merge_carried', 'tier', tier)
    FROM tier_bonuses WHERE ${bonuses(storeId, from, into)} AND points + forgiven > 0`;
}

/** SELECT of `id, entry_id`: redemptions whose points may still be given back. */
export function selectSpendings({ storeId }: StoreContext, from: string): SQL {
  return sql`SELECT redemptions.id AS id, redemptions.entry_id AS entry_id
    FROM vouchers INDEXED BY vouchers_of_member JOIN redemptions
      ON redemptions.store_id = vouchers.store_id AND redemptions.id = vouchers.redemption_id
    WHERE vouchers.store_id = ${storeId} AND vouchers.member_id = ${from} AND vouchers.source = 'redemption'
      AND vouchers.status <> 'released' AND redemptions.released_at IS NULL`;
}

/**
 * The statements that put the second member in the first one's place; `entryOf` is the ledger's. What was released, sent
 * or told before stays the first one's history.
 */
export function mergeRows(
  context: StoreContext,
  { id: from, customerId: fromCustomer }: MemberRow,
  { id: into, customerId: intoCustomer }: MemberRow,
  entryOf: (redemptionId: SQL) => SQL,
): Statement[] {
  const { database, storeId, now, configuration } = context;
  const run = (query: SQL) => database.run(query);
  const path = `$.${into}`;
  return [
    // What the second was spared for an order that was theirs before is theirs again.
    run(sql`UPDATE orders SET member_id = ${into}, customer_id = iif(customer_id IS ${fromCustomer}, ${intoCustomer}, customer_id),
        forgiven = forgiven + coalesce(forgiven_elsewhere ->> ${path}, 0),
        forgiven_elsewhere = nullif(json_remove(forgiven_elsewhere, ${path}), '{}'), revision = revision + 1,
        changed_at = ${now}
      WHERE store_id = ${storeId} AND member_id = ${from}`),
    run(sql`UPDATE redemptions SET member_id = ${into}, entry_id = ${entryOf(sql`id`)}
      WHERE store_id = ${storeId} AND id IN (SELECT id FROM (${selectSpendings(context, from)}))`),
    run(
      sql`UPDATE limited_redemptions SET member_id = ${into} WHERE store_id = ${storeId} AND member_id = ${from}`,
    ),
    run(sql`UPDATE vouchers SET member_id = ${into}
      WHERE store_id = ${storeId} AND member_id = ${from} AND status <> 'released'`),
    run(sql`UPDATE referrals SET advocate_id = ${into}, revision = revision + 1, changed_at = ${now}
      WHERE store_id = ${storeId} AND advocate_id = ${from}`),
    // One link a member: a second stays the first one's, and whoever follows it comes to the second.
    run(sql`UPDATE referral_links SET member_id = ${into} WHERE store_id = ${storeId} AND member_id = ${from}
      AND NOT EXISTS (SELECT 1 FROM referral_links WHERE store_id = ${storeId} AND member_id = ${into})`),
    // Before the first one's address goes, which would end what was signed in with it.
    run(sql`UPDATE sign_ins SET member_id = ${into} WHERE store_id = ${storeId} AND member_id = ${from}`),
    run(
      sql`UPDATE member_actions SET member_id = ${into} WHERE store_id = ${storeId} AND member_id = ${from}`,
    ),
    run(
      sql`UPDATE tier_bonuses SET member_id = ${into}, revision = revision + 1 WHERE ${bonuses(storeId, from, into)}`,
    ),
    run(sql`INSERT INTO member_months (store_id, member_id, month, spend, points, orders)
      SELECT store_id, ${into}, month, spend, points, orders FROM member_months
      WHERE store_id = ${storeId} AND member_id = ${from}
      ON CONFLICT (store_id, member_id, month) DO UPDATE SET
        spend = spend + excluded.spend, points = points + excluded.points, orders = orders + excluded.orders`),
    run(sql`DELETE FROM member_months WHERE store_id = ${storeId} AND member_id = ${from}`),
    run(sql`DELETE FROM member_tiers WHERE store_id = ${storeId} AND member_id = ${from}`),
    // Their months are others: the job looks at their tier anew.
    ...(configuration.tiers.version === 0
      ? []
      : [
          run(sql`INSERT INTO member_tiers (store_id, member_id, tier, next_at, program_version, told_at)
            VALUES (${storeId}, ${into}, NULL, ${now}, 0, ${now})
            ON CONFLICT (store_id, member_id) DO UPDATE SET next_at = ${now}, revision = revision + 1`),
        ]),
  ];
}
