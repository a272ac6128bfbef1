import { sql } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { grantEach, type Gift } from "../ledger/grant-each.ts";
import { programFrom } from "../program/document.ts";
import { lotDates } from "../program/lot-dates.ts";
import type { BonusChange, TierOutcome } from "./outcome.ts";
import { bonusHead } from "./post-bonus.ts";
import type { DueMember } from "./read-due-members.ts";

/**
 * The statements that give many members the bonuses that became due, in as many as for one; their programs are read
 * where there are any. Time takes no bonus away: only what an order takes back does, and its own write posts that.
 */
export async function giveBonuses(
  database: Database,
  looked: { member: DueMember; outcome: TierOutcome }[],
  now: number,
): Promise<Statement[]> {
  const due = looked.flatMap(({ member, outcome }) =>
    outcome.bonuses.filter(({ difference }) => difference >= 0).map((bonus) => ({ member, bonus })),
  );
  if (due.length === 0) return [];
  const programs = await readPrograms(database, [...new Set(due.map(({ member }) => member.storeId))]);
  const gifts = due.flatMap(({ member, bonus }): Gift[] => {
    const program = programs.get(member.storeId);
    if (!program || bonus.difference === 0) return [];
    const { storeId, memberId, timeZone } = member;
    const {
      kind: _kind,
      now: _now,
      ...head
    } = bonusHead({ storeId, memberId, id: newId("ent", now), programVersion: program.version, now }, bonus);
    const dates = lotDates(program.document, timeZone, now, false);
    return [{ ...head, points: bonus.difference, grantedAt: now, ...dates }];
  });
  const rows = due.map(({ member: { storeId, memberId }, bonus }) => ({
    ...rowOf(bonus),
    storeId,
    memberId,
  }));
  return [
    ...(gifts.length > 0 ? grantEach(database, gifts, now) : []),
    database.run(sql`INSERT INTO tier_bonuses (store_id, member_id, tier, points, revision, terms, forgiven)
      SELECT value ->> 'storeId', value ->> 'memberId', value ->> 'tier', value ->> 'points', value ->> 'revision',
        value ->> 'terms', value ->> 'forgiven'
      FROM json_each(${JSON.stringify(rows)}) WHERE true
      ON CONFLICT (store_id, member_id, tier) DO UPDATE SET points = excluded.points, revision = excluded.revision,
        terms = excluded.terms, forgiven = excluded.forgiven`),
  ];
}

function rowOf({ tier, points, revision, terms, forgiven }: BonusChange) {
  return { tier, points, revision, terms: JSON.stringify(terms), forgiven };
}

async function readPrograms(database: Database, storeIds: string[]) {
  const rows = await database.all<{ storeId: string; version: number; document: string }>(
    sql`SELECT programs.store_id AS storeId, programs.version AS version, programs.document AS document
      FROM json_each(${JSON.stringify(storeIds)}) AS named JOIN stores ON stores.id = named.value
      JOIN programs ON programs.store_id = stores.id AND programs.version = stores.program_version`,
  );
  return new Map(
    rows.map(({ storeId, version, document }) => [storeId, { version, document: programFrom(document) }]),
  );
}
