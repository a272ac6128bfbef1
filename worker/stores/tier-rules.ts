/** The rules for tiers that a store has and had: what the live ones replace may still keep a member's tier. */
import { and, desc, eq, type SQL } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import { tierRules } from "../database/schema.ts";
import { differences } from "../program/differences.ts";
import { tiers as tiersOfDocument, type Tiers } from "../program/document/tiers.ts";
import { NEVER } from "../program/lot-dates.ts";
import { protectsUntil, type TierHistory } from "../program/tiers.ts";

/** A store's rules for tiers. */
export interface StoreTiers {
  /** The program's version that the live ones came with; 0 where the store never had any. */
  version: number;
  history: TierHistory;
}

type TierRulesRow = typeof tierRules.$inferSelect;

/** Rules that are remembered at most: nobody changes tiers so often that more of them keep anybody. The newest ones are. */
const MOST_RULES = 50;

/**
 * The query for a store's live rules and those before them, the newest first. Rules that keep nobody any more are among
 * them: what they kept until others took their place may be kept by those to this day.
 */
export function selectTierRules(database: Database, storeId: SQL) {
  return database
    .select()
    .from(tierRules)
    .where(eq(tierRules.storeId, storeId))
    .orderBy(desc(tierRules.version))
    .limit(MOST_RULES);
}

/** What a store's rows say, the newest first. */
export function storeTiers(rows: TierRulesRow[]): StoreTiers {
  const live = rows.find((row) => row.supersededAt === NEVER);
  const earlier = rows
    .slice(0, MOST_RULES)
    .flatMap(({ tiers, supersededAt }) =>
      tiers && supersededAt < NEVER ? [{ tiers: rulesFrom(tiers), supersededAt }] : [],
    );
  return {
    version: live?.version ?? 0,
    history: { live: live?.tiers ? rulesFrom(live.tiers) : null, earlier: earlier.reverse() },
  };
}

/**
 * The statements that put the rules of a new version in the place of the live ones. What changes but words and
 * multipliers is no other rules, and nobody's tier has to be looked at again. `now` is milliseconds.
 */
export function replaceTierRules(
  database: Database,
  store: { id: string; timeZone: string },
  from: Tiers | null,
  to: Tiers | null,
  version: number,
  now: number,
): Statement[] {
  if (differences(from, to).length === 0) return [];
  const isLive = and(eq(tierRules.storeId, store.id), eq(tierRules.supersededAt, NEVER));
  if (differences(deciding(from), deciding(to)).length === 0)
    return [database.update(tierRules).set({ tiers: to }).where(isLive)];
  const until = from ? protectsUntil(from, now, store.timeZone) : now;
  return [
    database.update(tierRules).set({ supersededAt: now, protectsUntil: until }).where(isLive),
    database
      .insert(tierRules)
      .values({ storeId: store.id, version, tiers: to, supersededAt: NEVER, protectsUntil: NEVER }),
  ];
}

/** Parsing again fills in what a newer schema adds. */
function rulesFrom(stored: Tiers): Tiers {
  return tiersOfDocument.parse(stored);
}

/** What of the rules decides who has which tier, and who gets a bonus. */
function deciding(tiers: Tiers | null): unknown {
  if (!tiers) return null;
  const levels = tiers.levels.map(({ id, threshold, bonus }) => ({ id, threshold, bonus }));
  return { ...tiers, levels };
}
