/** What an order or an action does to a member's tier. */
import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { notices } from "../database/schema.ts";
import { countOrdersChange } from "../members/guard-orders.ts";
import { NEVER } from "../program/lot-dates.ts";
import { monthOf } from "../program/calendar.ts";
import { monthsWith, type MemberMonth } from "../program/tiers-figures.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { TierFacts } from "./facts.ts";
import { startOf, tierOutcome } from "./outcome.ts";
import { postBonus } from "./post-bonus.ts";

/**
 * The statements that add the changes to the member's months (what is new less what was counted, so negative after a
 * refund), post a bonus that they reached or lost by it, and tell of a tier that changed. None where nothing changes.
 * The caller has guarded `members.orders_revision`, which covers everything in the facts.
 */
export function settleTier(
  context: StoreContext,
  memberId: string,
  facts: TierFacts,
  changes: MemberMonth[],
): Statement[] {
  const { storeId, database, now, configuration } = context;
  const { version, history } = configuration.tiers;
  const changed = changes.filter((each) => each.spend !== 0 || each.points !== 0 || each.orders !== 0);
  if (changed.length === 0) return [];
  const { timeZone } = configuration.store;
  const months = monthsWith(facts.months, changed);
  const { tier, nextAt, move, bonuses } = tierOutcome(history, timeZone, months, facts, now);
  const statements = [addToMonths(context, memberId, changed)];
  for (const bonus of bonuses) statements.push(...postBonus(context, memberId, bonus));
  const { told } = facts;
  if (told?.tier !== tier || told.nextAt !== nextAt || told.programVersion !== version)
    statements.push(tell(context, memberId, { tier, nextAt }));
  if (move)
    statements.push(
      database.insert(notices).values({
        storeId,
        id: newId("ntc", now),
        memberId,
        kind: "tier_changed",
        data: { ...move },
        createdAt: now,
      }),
    );
  return statements;
}

/**
 * The statements that count points earned otherwise than by an order, at `at` (milliseconds); nothing is read. Where
 * tiers go by points, the job posts what they change.
 */
export function countEarned(
  context: StoreContext,
  memberId: string,
  at: number,
  points: number,
): Statement[] {
  const { storeId, database, now, configuration } = context;
  const { version, history } = configuration.tiers;
  const month = monthOf(at, configuration.store.timeZone);
  const counted = addToMonths(context, memberId, [{ month, spend: 0, points, orders: 0 }]);
  const { live, earlier } = history;
  const byPoints = live?.by === "points" || earlier.some(({ tiers }) => tiers.by === "points");
  const look = database.run(sql`INSERT INTO member_tiers
      (store_id, member_id, tier, next_at, program_version, told_at, revision)
    VALUES (${storeId}, ${memberId}, ${startOf(history)}, ${byPoints ? now : NEVER}, ${version}, ${now}, 1)
    ON CONFLICT (store_id, member_id) DO ${byPoints ? sql`UPDATE SET next_at = min(next_at, excluded.next_at)` : sql`NOTHING`}`);
  // An order that was decided from the months before this one is decided anew.
  const changed = countOrdersChange(context, memberId);
  return byPoints ? [counted, look, changed] : [counted, look];
}

function addToMonths(
  { database, storeId }: StoreContext,
  memberId: string,
  changes: MemberMonth[],
): Statement {
  return database.run(sql`INSERT INTO member_months (store_id, member_id, month, spend, points, orders)
    SELECT ${storeId}, ${memberId}, value ->> 'month', value ->> 'spend', value ->> 'points', value ->> 'orders'
    FROM json_each(${JSON.stringify(changes)}) WHERE true
    ON CONFLICT (store_id, member_id, month) DO UPDATE SET
      spend = spend + excluded.spend, points = points + excluded.points, orders = orders + excluded.orders`);
}

/** The statement that notes what the member was told; before a store has tiers, that there is a member to look at. */
function tell(
  { database, storeId, now, configuration }: StoreContext,
  memberId: string,
  { tier, nextAt }: { tier: string | null; nextAt: number },
): Statement {
  return database.run(sql`INSERT INTO member_tiers
      (store_id, member_id, tier, next_at, program_version, told_at, revision)
    VALUES (${storeId}, ${memberId}, ${tier}, ${nextAt}, ${configuration.tiers.version}, ${now}, 1)
    ON CONFLICT (store_id, member_id) DO ${
      configuration.tiers.version === 0
        ? sql`NOTHING`
        : sql`UPDATE SET tier = excluded.tier, next_at = excluded.next_at,
          program_version = excluded.program_version, told_at = excluded.told_at, revision = revision + 1`
    }`);
}
