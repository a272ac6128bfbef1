/** What the tiers of an order's members are counted from: of the one it names, and of the one whose it was. */
import { sql, type SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import type { MemberRow } from "../members/enrol.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { tierFacts, tierFactsQueries, type TierFacts } from "../tiers/facts.ts";

/**
 * The queries for the tiers of both members (SQL that finds each), the second only where it is another; none where the
 * store never had tiers.
 */
export function selectTiers(context: StoreContext, placedAt: number, named: SQL, former: SQL): Statement[] {
  if (context.configuration.tiers.version === 0) return [];
  const another = sql`${former} AND member_id IS NOT ${named}`;
  return [...tierFactsQueries(context, named, placedAt), ...tierFactsQueries(context, another, placedAt)];
}

/** What the rows of these queries say, by member. */
export function tiersFrom(rows: unknown[][], members: (MemberRow | null)[]): Map<string, TierFacts> {
  const tiers = new Map<string, TierFacts>();
  for (const [index, member] of members.entries()) {
    if (!member || tiers.has(member.id) || rows.length === 0) continue;
    const ofMember = rows.slice(index * 3, index * 3 + 3) as unknown as Parameters<typeof tierFacts>;
    tiers.set(member.id, tierFacts(...ofMember));
  }
  return tiers;
}
