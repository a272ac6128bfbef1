/** What time, or new rules, did to members' tiers: posted and told, in slices. */
import { sql } from "drizzle-orm";
import { batch, type Database, type Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { newId } from "../database/id.ts";
import { refusalOf } from "../database/refusal.ts";
import { storesOf, type JobClock } from "../ledger/job-clock.ts";
import { MEMBER_ORDERS_CHANGED } from "../members/guard-orders.ts";
import { giveBonuses } from "./give-bonuses.ts";
import { tierOutcome, type TierOutcome } from "./outcome.ts";
import { readDueMembers, type DueMember, type MemberKey } from "./read-due-members.ts";

/** Tries after an order of one of the members was quicker. */
const MOST_TRIES = 5;

/**
 * Tells at most `limit` members of a tier that changed because time passed or because the rules did, and gives them
 * the bonuses that became due; gives back how many were to be looked at. A tier was right before it ran. Stopping
 * half-way or running twice at once changes nothing: a slice that an order came into is refused, and looked at again.
 */
export async function postTierChanges(database: Database, at: JobClock, limit: number): Promise<number> {
  const due = await selectDue(database, at, limit);
  if (due.length === 0) return 0;
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const members = await readDueMembers(database, due);
    const looked = members.map((member) => ({
      member,
      outcome: tierOutcome(member.tiers.history, member.timeZone, member.facts.months, member.facts, at.now),
    }));
    try {
      await writeOutcomes(database, looked, at.now);
      break;
    } catch (error) {
      if (refusalOf(error) !== MEMBER_ORDERS_CHANGED) throw error;
    }
  }
  return due.length;
}

/** Members whose time has come, and those who were last looked at under other rules. */
async function selectDue(database: Database, at: JobClock, limit: number): Promise<MemberKey[]> {
  const [byTime, byRules] = await batch(database, [
    database.all<MemberKey>(sql`SELECT member_tiers.store_id AS storeId, member_tiers.member_id AS memberId
      FROM stores CROSS JOIN member_tiers INDEXED BY member_tiers_due ON member_tiers.store_id = stores.id
      WHERE ${storesOf(at)} AND next_at <= ${at.now} AND next_at < 9007199254740991 LIMIT ${limit}`),
    database.all<MemberKey>(sql`SELECT member_tiers.store_id AS storeId, member_tiers.member_id AS memberId
      FROM tier_rules INDEXED BY tier_rules_live
      CROSS JOIN stores ON stores.id = tier_rules.store_id
      CROSS JOIN member_tiers INDEXED BY member_tiers_version ON member_tiers.store_id = tier_rules.store_id
        AND member_tiers.program_version < tier_rules.version
      WHERE tier_rules.superseded_at = 9007199254740991 AND ${storesOf(at)} LIMIT ${limit}`),
  ]);
  const distinct = new Map([...byTime, ...byRules].map((key) => [`${key.storeId} ${key.memberId}`, key]));
  return [...distinct.values()].slice(0, limit);
}

interface Looked {
  member: DueMember;
  outcome: TierOutcome;
}

async function writeOutcomes(database: Database, looked: Looked[], now: number): Promise<void> {
  const rows = looked.map(({ member, outcome: { tier, nextAt, move, bonuses } }) => ({
    storeId: member.storeId,
    memberId: member.memberId,
    read: member.ordersRevision,
    tier,
    nextAt,
    version: member.tiers.version,
    notice: move && { id: newId("ntc", now), data: JSON.stringify(move) },
    changed: move !== null || bonuses.length > 0,
  }));
  const slice = sql`json_each(${JSON.stringify(rows)}) AS due`;
  const theirs = (table: "members" | "member_tiers", id: "id" | "member_id") => {
    const column = (name: string) => sql.raw(`${table}.${name}`);
    return sql`${column("store_id")} = due.value ->> 'storeId' AND ${column(id)} = due.value ->> 'memberId'`;
  };
  const statements: [Statement, ...Statement[]] = [
    guard(
      database,
      sql`NOT EXISTS (SELECT 1 FROM ${slice} JOIN members ON ${theirs("members", "id")}
        WHERE orders_revision <> due.value ->> 'read')`,
      MEMBER_ORDERS_CHANGED,
    ),
    // An order that was decided from the tier of before is decided anew.
    database.run(sql`UPDATE members SET orders_revision = orders_revision + 1
      FROM ${slice} WHERE ${theirs("members", "id")} AND due.value ->> 'changed'`),
    database.run(sql`UPDATE member_tiers SET tier = due.value ->> 'tier', next_at = due.value ->> 'nextAt',
        program_version = due.value ->> 'version', told_at = ${now}, revision = revision + 1
      FROM ${slice} WHERE ${theirs("member_tiers", "member_id")}`),
    database.run(sql`INSERT INTO notices (store_id, id, member_id, kind, data, created_at)
      SELECT due.value ->> 'storeId', due.value ->> '$.notice.id', due.value ->> 'memberId', 'tier_changed',
        due.value ->> '$.notice.data', ${now}
      FROM ${slice} WHERE due.value ->> '$.notice.id' IS NOT NULL`),
  ];
  await batch(database, [...statements, ...(await giveBonuses(database, looked, now))]);
}
