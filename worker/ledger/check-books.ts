/** The queries of the ledger's check that compare its entries with what other tables say was posted. */
import { sql, type SQL } from "drizzle-orm";

/** The members that a check looks at: a condition on the store and on the column that names the member. */
export type Slice = (member: string) => SQL;

/** One query for each way in which an entry and what it is about could differ. */
export function bookQueries(storeId: string, slice: Slice): SQL[] {
  const mine = slice("member_id");
  const posted = (
    prefix: string,
  ) => sql`SELECT member_id AS posted_to, substr(source, ${prefix.length + 1}) AS about,
      sum(points) AS posted FROM entries
    WHERE ${mine} AND kind IN ('earn', 'refund') AND source LIKE ${`${prefix}%`} GROUP BY member_id, source`;
  return [
    sql`SELECT coalesce(advocate_id, posted_to) AS memberId, 'referral_points' AS problem,
        'referral ' || coalesce(id, about) || ' says ' || coalesce(points, 'nothing')
          || ', posted ' || coalesce(posted, 0) AS detail
      FROM (SELECT advocate_id, id, points FROM referrals WHERE ${slice("advocate_id")})
      FULL JOIN (${posted("referral:")}) ON posted_to = advocate_id AND about = id
      WHERE coalesce(points, 0) <> coalesce(posted, 0)`,
    sql`SELECT coalesce(member_id, posted_to) AS memberId, 'tier_bonus' AS problem,
        'bonus of tier ' || coalesce(tier, about) || ' says ' || coalesce(points, 'nothing')
          || ', posted ' || coalesce(posted, 0) AS detail
      FROM (SELECT member_id, tier, points + forgiven AS points FROM tier_bonuses WHERE ${mine})
      FULL JOIN (${posted("tier:")}) ON posted_to = member_id AND about = tier
      WHERE coalesce(points, 0) <> coalesce(posted, 0)`,
    sql`SELECT bought.member_id AS memberId, 'redemption_entry' AS problem,
        'voucher ' || bought.code || ' (' || bought.status || ') cost ' || bought.points || ', its redemption '
          || coalesce(redemptions.points || iif(redemptions.released_at IS NULL, '', ' (released)'), 'is missing')
          || ', its entry ' || coalesce(entries.points, 'is missing') AS detail
      FROM (SELECT member_id, code, redemption_id, points, status FROM vouchers
        WHERE ${mine} AND source = 'redemption') AS bought
      LEFT JOIN redemptions ON redemptions.store_id = ${storeId} AND redemptions.id = bought.redemption_id
        AND redemptions.member_id = bought.member_id
      LEFT JOIN entries ON entries.store_id = ${storeId} AND entries.member_id = bought.member_id
        AND entries.id = redemptions.entry_id
      WHERE redemptions.points IS NOT bought.points OR entries.points IS NOT -bought.points
        OR entries.kind IS NOT 'redeem'
        OR (bought.status = 'released') <> (redemptions.released_at IS NOT NULL)
        OR (bought.status = 'released') <> EXISTS (SELECT 1 FROM entries AS given_back
          WHERE given_back.store_id = ${storeId}
            AND given_back.key IN ('release:' || redemptions.entry_id, 'release:' || redemptions.id))`,
    sql`SELECT spent.member_id AS memberId, 'redemption_missing' AS problem,
        'entry ' || spent.id || ' took ' || -spent.points || ' for a redemption that says otherwise' AS detail
      FROM (SELECT member_id, id, points, substr(key, 8) AS redemption_id FROM entries
        WHERE ${mine} AND kind = 'redeem' AND key LIKE 'redeem:%') AS spent
      WHERE NOT EXISTS (SELECT 1 FROM redemptions WHERE store_id = ${storeId} AND id = spent.redemption_id
        AND points = -spent.points AND (member_id = spent.member_id OR EXISTS (SELECT 1 FROM members
          WHERE store_id = ${storeId} AND id = spent.member_id AND merged_into IS NOT NULL)))`,
    sql`SELECT owner AS memberId, 'voucher_use' AS problem,
        'voucher ' || code || ' is ' || status || coalesce(' on order ' || order_id, ' on no order') AS detail
      FROM (
        SELECT member_id AS owner, code, status, order_id, used_at FROM vouchers WHERE ${mine}
        UNION ALL
        SELECT sent.advocate_id, vouchers.code, vouchers.status, vouchers.order_id, vouchers.used_at
        FROM (SELECT advocate_id, voucher_code FROM referrals WHERE ${slice("advocate_id")}) AS sent
        JOIN vouchers ON vouchers.store_id = ${storeId} AND vouchers.code = sent.voucher_code
      ) WHERE iif(status = 'used', order_id IS NULL OR used_at IS NULL, status <> 'released' AND order_id IS NOT NULL)`,
    sql`SELECT counted.member_id AS memberId, 'limited_redemption' AS problem,
        'redemption ' || counted.redemption_id || ' counts for the limit of ' || counted.reward_id
          || ' and is released or missing' AS detail
      FROM (SELECT member_id, reward_id, redemption_id FROM limited_redemptions WHERE ${mine}) AS counted
      WHERE NOT EXISTS (SELECT 1 FROM redemptions WHERE store_id = ${storeId} AND id = counted.redemption_id
        AND member_id = counted.member_id AND reward_id = counted.reward_id AND released_at IS NULL)`,
    sql`SELECT from_member_id AS memberId, 'transfer_sent' AS problem,
        'transfer ' || id || ' of ' || points || ', sent ' || coalesce(-sent, 0) || ', received ' || received AS detail
      FROM (
        SELECT from_member_id, id, points, coalesce((SELECT sum(granted) FROM lots INDEXED BY lots_of_source
          WHERE lots.store_id = ${storeId} AND lots.member_id = to_member_id
            AND lots.source = 'transfer:' || transfers.id), 0) AS received
        FROM transfers WHERE ${slice("from_member_id")}
      ) LEFT JOIN (
        SELECT member_id, substr(source, 10) AS about, sum(points) AS sent FROM entries
        WHERE ${mine} AND kind = 'redeem' AND source LIKE 'transfer:%' GROUP BY member_id, source
      ) ON member_id = from_member_id AND about = id
      WHERE points IS NOT -sent OR points <> received`,
    sql`SELECT told.member_id AS memberId, 'transfer_missing' AS problem,
        'entry ' || told.id || ' of ' || told.points || ' is of a transfer that says otherwise' AS detail
      FROM (SELECT member_id, id, points, substr(source, 10) AS about FROM entries
        WHERE ${mine} AND kind IN ('earn', 'redeem') AND source LIKE 'transfer:%') AS told
      WHERE NOT EXISTS (SELECT 1 FROM transfers WHERE store_id = ${storeId} AND id = told.about
        AND points = abs(told.points)
        AND iif(told.points < 0, from_member_id, to_member_id) = told.member_id)`,
    sql`SELECT done.member_id AS memberId, 'action_entry' AS problem,
        'action ' || done.action_id || ' counts for its limit, and entry ' || done.entry_id || ' is missing' AS detail
      FROM (SELECT member_id, action_id, entry_id FROM member_actions WHERE ${mine}) AS done
      WHERE NOT EXISTS (SELECT 1 FROM entries WHERE store_id = ${storeId} AND id = done.entry_id
        AND member_id IN (SELECT done.member_id UNION ALL SELECT id FROM members
          WHERE store_id = ${storeId} AND merged_into = done.member_id))`,
  ];
}
