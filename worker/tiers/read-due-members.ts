import { inArray, sql } from "drizzle-orm";
import { batch, type Database } from "../database/client.ts";
import { memberMonths, memberTiers, stores, tierBonuses, tierRules } from "../database/schema.ts";
import { storeTiers, type StoreTiers } from "../stores/tier-rules.ts";
import { tierFacts, type TierFacts } from "./facts.ts";

export interface MemberKey {
  storeId: string;
  memberId: string;
}

/** What a job needs to know of a member to look at their tier. */
export interface DueMember extends MemberKey {
  timeZone: string;
  tiers: StoreTiers;
  facts: TierFacts;
  ordersRevision: number;
}

/** The members and their stores' rules, in one round trip for all. */
export async function readDueMembers(database: Database, keys: MemberKey[]): Promise<DueMember[]> {
  const storeIds = [...new Set(keys.map(({ storeId }) => storeId))];
  const theirStores = sql`(SELECT value FROM json_each(${JSON.stringify(storeIds)}))`;
  const theirRows = sql`(store_id, member_id) IN (SELECT value ->> 'storeId', value ->> 'memberId'
    FROM json_each(${JSON.stringify(keys)}))`;
  const [storeRows, ruleRows, revisions, told, months, bonuses] = await batch(database, [
    database
      .select({ id: stores.id, timeZone: stores.timeZone })
      .from(stores)
      .where(inArray(stores.id, theirStores)),
    database
      .select()
      .from(tierRules)
      .where(sql`store_id IN ${theirStores}`)
      .orderBy(sql`store_id, version DESC`),
    database.all<MemberKey & { ordersRevision: number }>(sql`SELECT store_id AS storeId, id AS memberId,
        orders_revision AS ordersRevision
      FROM members WHERE (store_id, id) IN (SELECT value ->> 'storeId', value ->> 'memberId'
        FROM json_each(${JSON.stringify(keys)}))`),
    database.select().from(memberTiers).where(theirRows),
    database.select().from(memberMonths).where(theirRows).orderBy(memberMonths.month),
    database.select().from(tierBonuses).where(theirRows),
  ]);
  const rulesOf = new Map(
    storeRows.map(({ id }) => [id, storeTiers(ruleRows.filter((row) => row.storeId === id))]),
  );
  const zoneOf = new Map(storeRows.map(({ id, timeZone }) => [id, timeZone]));
  const [toldOf, monthsOf, bonusesOf] = [byMember(told), byMember(months), byMember(bonuses)];
  return revisions.flatMap(({ storeId, memberId, ordersRevision }) => {
    const [timeZone, tiers, key] = [zoneOf.get(storeId), rulesOf.get(storeId), `${storeId} ${memberId}`];
    if (timeZone === undefined || !tiers) return [];
    const facts = tierFacts(monthsOf.get(key) ?? [], toldOf.get(key) ?? [], bonusesOf.get(key) ?? []);
    return [{ storeId, memberId, timeZone, tiers, facts, ordersRevision }];
  });
}

function byMember<Row extends MemberKey>(rows: Row[]): Map<string, Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.storeId} ${row.memberId}`;
    const group = grouped.get(key);
    if (group) group.push(row);
    else grouped.set(key, [row]);
  }
  return grouped;
}
