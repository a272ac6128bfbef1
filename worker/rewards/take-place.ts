/** A place in a reward's stock and in its limits for one member; the database counts, so that a race takes none twice. */
import { sql, type SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { guardLimits, selectReachedLimits } from "../members/limits.ts";
import type { Reward } from "../program/document/rewards.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** The codes with which a batch is refused that would take a place there isn't. */
export const OUT_OF_STOCK = "reward_out_of_stock";
export const LIMIT_REACHED = "reward_limit_reached";

const REDEEMED = "limited_redemptions.reward_id";

/** The statements that take a place for a redemption made now; refused where there is none. */
export function takePlace(
  context: StoreContext,
  reward: Reward,
  memberId: string,
  redemptionId: string,
): Statement[] {
  return [...countLimits(context, reward, memberId, redemptionId), ...takeStock(context, reward)];
}

function takeStock({ database, storeId }: StoreContext, { id, stock }: Reward): Statement[] {
  if (stock === null) return [];
  return [
    database.run(sql`INSERT INTO reward_stock (store_id, reward_id, redeemed) VALUES (${storeId}, ${id}, 1)
      ON CONFLICT (store_id, reward_id) DO UPDATE SET redeemed = redeemed + 1`),
    guard(
      database,
      sql`SELECT redeemed <= ${stock} FROM reward_stock WHERE store_id = ${storeId} AND reward_id = ${id}`,
      OUT_OF_STOCK,
    ),
  ];
}

function countLimits(
  context: StoreContext,
  { id, limits }: Reward,
  memberId: string,
  redemptionId: string,
): Statement[] {
  if (limits.length === 0) return [];
  const { database, storeId, now } = context;
  return [
    ...guardLimits(context, REDEEMED, memberId, { id, limits }, LIMIT_REACHED),
    database.run(sql`INSERT INTO limited_redemptions (store_id, member_id, reward_id, at, redemption_id)
      VALUES (${storeId}, ${memberId}, ${id}, ${now}, ${redemptionId})`),
  ];
}

/** The query for the limits of the rewards that the member (an id, or SQL that finds it) has reached. */
export function selectReachedRewards(context: StoreContext, memberId: string | SQL, rewards: Reward[]) {
  return selectReachedLimits(context, REDEEMED, memberId, rewards);
}

/** How many of a reward are gone: of its stock, and of the pool its codes come from. */
export interface Taken {
  rewardId: string;
  redeemed: number;
  /** Codes left in its pool; null where it has none. */
  codes: number | null;
}

/** The query for what is gone of the rewards that are not without end. */
export function selectTaken({ database, storeId }: StoreContext, rewards: Reward[]) {
  const finite = rewards
    .filter(({ stock, codes }) => stock !== null || codes !== null)
    .map(({ id, codes }) => ({ rewardId: id, pool: codes?.pool ?? null }));
  return database.all<Taken>(sql`SELECT value ->> 'rewardId' AS rewardId,
      coalesce((SELECT redeemed FROM reward_stock
        WHERE store_id = ${storeId} AND reward_id = value ->> 'rewardId'), 0) AS redeemed,
      iif(value ->> 'pool' IS NULL, NULL, coalesce((SELECT added - given FROM code_pools
        WHERE store_id = ${storeId} AND pool = value ->> 'pool'), 0)) AS codes
    FROM json_each(${JSON.stringify(finite)})`);
}
