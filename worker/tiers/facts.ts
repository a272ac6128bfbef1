/** What a member's tier is counted from, read in one round trip with what depends on it. */
import { and, asc, eq, sql, type SQL } from "drizzle-orm";
import { memberMonths, memberTiers, tierBonuses } from "../database/schema.ts";
import type { MemberMonth } from "../program/tiers-figures.ts";
import { monthsBack } from "../program/tiers-needed.ts";
import { standings, type Standing } from "../program/tiers.ts";
import type { StoreContext } from "../stores/store-context.ts";

export type ToldTier = typeof memberTiers.$inferSelect;
export type BonusRow = typeof tierBonuses.$inferSelect;

export interface TierFacts {
  /** As far back as the store's rules look, the earliest first. */
  months: MemberMonth[];
  /** What the member was last told; null where nobody has looked yet. */
  told: ToldTier | null;
  /** The bonuses they were given. */
  bonuses: BonusRow[];
}

/** The facts of someone who has done nothing yet, such as a member who is being enrolled. */
export const NO_TIER_FACTS: TierFacts = { months: [], told: null, bonuses: [] };

/**
 * The queries whose rows `tierFacts` takes, in this order; the member by an id or by SQL that finds it. `at`
 * (milliseconds) is the earliest time at which a standing is asked for.
 */
export function tierFactsQueries(context: StoreContext, memberId: string | SQL, at = context.now) {
  const { database, storeId } = context;
  const id = typeof memberId === "string" ? sql`${memberId}` : sql`(${memberId})`;
  return [
    selectMonths(context, memberId, { at: Math.min(at, context.now), forBonuses: true }),
    database
      .select()
      .from(memberTiers)
      .where(and(eq(memberTiers.storeId, storeId), eq(memberTiers.memberId, id))),
    database
      .select()
      .from(tierBonuses)
      .where(and(eq(tierBonuses.storeId, storeId), eq(tierBonuses.memberId, id))),
  ] as const;
}

/** The facts that the rows of `tierFactsQueries` say. */
export function tierFacts(months: MemberMonth[], told: ToldTier[], bonuses: BonusRow[]): TierFacts {
  return { months, told: told[0] ?? null, bonuses };
}

/**
 * The query for a member's months as far back as the store's rules look at `at` (milliseconds): none where it has no
 * tiers. For bonuses, as far back as one may have been reached that was given or could be.
 */
export function selectMonths(
  { database, storeId, configuration, now }: StoreContext,
  memberId: string | SQL,
  { at, forBonuses } = { at: now, forBonuses: false },
) {
  const id = typeof memberId === "string" ? sql`${memberId}` : sql`(${memberId})`;
  const back = monthsBack(configuration.tiers.history, configuration.store.timeZone, at, forBonuses);
  const given = sql`EXISTS (SELECT 1 FROM tier_bonuses WHERE store_id = ${storeId} AND member_id = ${id})`;
  return database
    .select({
      month: memberMonths.month,
      spend: memberMonths.spend,
      points: memberMonths.points,
      orders: memberMonths.orders,
    })
    .from(memberMonths)
    .where(
      and(
        eq(memberMonths.storeId, storeId),
        eq(memberMonths.memberId, id),
        forBonuses && back > 0 ? sql`month >= iif(${given}, 0, ${back})` : sql`month >= ${back}`,
      ),
    )
    .orderBy(asc(memberMonths.month));
}

/** The member's standing at a time (milliseconds), by what is known of their months. */
export function standingAt(
  { configuration }: StoreContext,
  { months }: Pick<TierFacts, "months">,
  at: number,
): Standing {
  return standings(configuration.tiers.history, months, configuration.store.timeZone)(at);
}
