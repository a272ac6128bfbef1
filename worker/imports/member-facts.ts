import { sql } from "drizzle-orm";
import { memberMonths, memberTiers, tierBonuses } from "../database/schema.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { tierFacts, type TierFacts } from "../tiers/facts.ts";

/** What a slice has to know of its members and rows before it writes. */
export interface MemberFacts {
  /** Of the keys that were asked for, those whose points were given. */
  givenKeys: Set<string>;
  /** By the code, whose link it is. */
  linkOwners: Map<string, string>;
  /** Who has a link. */
  linked: Set<string>;
  tiers: Map<string, TierFacts>;
}

/** The facts, in one round trip. */
export async function readMemberFacts(
  context: StoreContext,
  asked: { memberIds: string[]; keys: string[]; codes: string[] },
): Promise<MemberFacts> {
  const { database, storeId } = context;
  const among = (values: string[]) =>
    sql`(SELECT value FROM json_each(${JSON.stringify([...new Set(values)])}))`;
  const theirs = sql`store_id = ${storeId} AND member_id IN ${among(asked.memberIds)}`;
  const [given, codes, links, months, told, bonuses] = await readCurrent(context, [
    database.all<{ key: string }>(
      sql`SELECT key FROM entries WHERE store_id = ${storeId} AND key IN ${among(asked.keys)}`,
    ),
    database.all<{
      code: string;
      memberId: string;
    }>(sql`SELECT code, member_id AS memberId FROM referral_links
      WHERE store_id = ${storeId} AND code IN ${among(asked.codes)}`),
    database.all<{ memberId: string }>(sql`SELECT member_id AS memberId FROM referral_links WHERE ${theirs}`),
    database.select().from(memberMonths).where(theirs).orderBy(memberMonths.month),
    database.select().from(memberTiers).where(theirs),
    database.select().from(tierBonuses).where(theirs),
  ] as const);
  const [monthsOf, toldOf, bonusesOf] = [byMember(months), byMember(told), byMember(bonuses)];
  return {
    givenKeys: new Set(given.map(({ key }) => key)),
    linkOwners: new Map(codes.map(({ code, memberId }) => [code, memberId])),
    linked: new Set(links.map(({ memberId }) => memberId)),
    tiers: new Map(
      asked.memberIds.map((id) => [
        id,
        tierFacts(monthsOf.get(id) ?? [], toldOf.get(id) ?? [], bonusesOf.get(id) ?? []),
      ]),
    ),
  };
}

function byMember<Row extends { memberId: string }>(rows: Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, ({ memberId }) => memberId);
}
