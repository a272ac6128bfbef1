/** A slice of members with their points: whom it makes, what they get, and the statements that do it. */
import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { closeEntry } from "../ledger/entry.ts";
import { grantEach, type Gift } from "../ledger/grant-each.ts";
import { pointsInWords } from "../program/plain-words.ts";
import { BELOW } from "../program/tiers-rank.ts";
import { linkCodeOf } from "../referrals/link-code.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { ImportRow } from "./answers.ts";
import { readMemberFacts, type MemberFacts } from "./member-facts.ts";
import type { RowOutcome } from "./outcome.ts";
import { People, type Found } from "./people.ts";
import type { MemberRecord } from "./record.ts";
import { Refused } from "./refused.ts";
import type { Choices } from "./settings.ts";
import { addMonths, monthsForTier, type AddedMonths } from "./tier-months.ts";

export interface Planned {
  outcomes: RowOutcome[];
  statements: Statement[];
}

interface Row {
  row: number;
  record: MemberRecord;
}

/** A row with the member that it is about. */
interface AskedRow extends Row {
  /** The place of the tier's level that they are to have, from 0; -1 for none. */
  rank: number;
  member: Found;
}

interface Plan {
  gifts: Gift[];
  debts: { memberId: string; key: string; points: number }[];
  months: AddedMonths[];
  links: { code: string; memberId: string }[];
}

/**
 * What the rows come to: two round trips that read, whatever their number. A member's balance is given once in their
 * life here: their entry's key knows it, whichever import brings it again.
 */
export async function importMembers(
  context: StoreContext,
  run: Pick<ImportRow, "id" | "label" | "createdAt">,
  choices: Choices,
  rows: Row[],
): Promise<Planned> {
  const people = await People.read(
    context,
    rows.map(({ record }) => record),
  );
  const refused: RowOutcome[] = [];
  // Who is refused for what the row says by itself is not made a member.
  const asked = rows.flatMap(({ row, record }) => {
    try {
      const rank = rankOf(context, choices, record.tier);
      const joinedAt = record.joinedAt ?? Math.min(run.createdAt, context.now);
      return [{ row, record, rank, member: people.find({ ...record, joinedAt }) }];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push({ row, outcome: "refused", sentence: error.message, isNoted: true, subject: null });
      return [];
    }
  });
  const { handle } = context.configuration.store;
  const facts = await readMemberFacts(context, {
    memberIds: asked.flatMap(({ member }) => (member.isNew ? [] : [member.id])),
    keys: asked.flatMap(({ row, record, member }) => keysOf(run.id, member.id, row, record)),
    codes: rows.flatMap(({ record }) =>
      record.referralCode === null ? [] : [linkCodeOf(handle, record.referralCode)],
    ),
  });
  const plan: Plan = { gifts: [], debts: [], months: [], links: [] };
  const seen = new Set<string>();
  const planned = asked.map((each): RowOutcome => {
    const isFirst = !seen.has(each.member.id);
    seen.add(each.member.id);
    const subject = each.record.pointsKey === null ? people.subjectOf(each.record) : null;
    return { row: each.row, subject, ...planRow(context, run, each, isFirst, facts, plan) };
  });
  return {
    outcomes: [...refused, ...planned].sort((one, other) => one.row - other.row),
    statements: statementsOf(
      context,
      run,
      people,
      plan,
      facts,
      asked.map(({ member }) => member),
    ),
  };
}

/** What is said of a second row about one member. */
export const SAME_MEMBER = "An earlier row is about the same member: the first one counts.";

/** The keys by which the ledger knows what a row gives. */
function keysOf(importId: string, memberId: string, row: number, record: MemberRecord): string[] {
  const { pointsKey, lots, debt } = record;
  if (pointsKey !== null)
    return [pointsKey === `row:${row}` ? `import:${importId}:${row}` : `import:${memberId}:${pointsKey}`];
  return [
    ...(lots.length > 0 ? lots : [null]).map((_lot, index) => `import:${memberId}:${index}`),
    ...(debt > 0 ? [`import:${memberId}:debt`] : []),
  ];
}

function planRow(
  context: StoreContext,
  run: Pick<ImportRow, "id" | "label">,
  { row, record, rank, member }: AskedRow,
  isFirst: boolean,
  facts: MemberFacts,
  plan: Plan,
): Pick<RowOutcome, "outcome" | "sentence" | "isNoted"> {
  const keys = keysOf(run.id, member.id, row, record);
  const isPoints = record.pointsKey !== null;
  const wasGiven = keys.some((key) => facts.givenKeys.has(key));
  const notes = isFirst && member.note !== null ? [member.note] : [];
  if (!isFirst && !isPoints)
    return {
      outcome: "unchanged",
      sentence: SAME_MEMBER,
      isNoted: true,
    };
  if (record.debt > 0 && member.total + member.debt > 0 && !wasGiven)
    return {
      outcome: "refused",
      sentence: "The member owes points in the file and has some here. Settle it by an adjustment.",
      isNoted: true,
    };

  const given = wasGiven ? 0 : record.lots.reduce((sum, { points }) => sum + points, 0);
  const owed = wasGiven ? 0 : record.debt;
  if (given > 0)
    record.lots.forEach((lot, index) => {
      plan.gifts.push(giftOf(context, run.label, member.id, keys[index] ?? "", lot));
    });
  for (const key of keys) facts.givenKeys.add(key);
  if (owed > 0) plan.debts.push({ memberId: member.id, key: keys.at(-1) ?? "", points: owed });
  // Whose points were brought over had their tier and link then.
  if (!wasGiven && !isPoints) {
    const known = facts.tiers.get(member.id)?.months ?? [];
    const months = known.length > 0 ? [] : record.months;
    const more = rank === BELOW ? [] : monthsForTier(context, [...known, ...months], rank);
    if (months.length + more.length > 0)
      plan.months.push({ memberId: member.id, months: [...months, ...more] });
    const note = linkNote(context, record.referralCode, member, facts, plan);
    if (note !== null) notes.push(note);
  }
  const what = given > 0 ? pointsInWords(given) : owed > 0 ? `${pointsInWords(owed)} owed` : "no points";
  if (member.isNew && isFirst)
    return {
      outcome: "created",
      sentence: [`A new member with ${what}.`, ...notes].join(" "),
      isNoted: notes.length > 0,
    };
  if (wasGiven)
    return {
      outcome: "unchanged",
      sentence: "These points were brought over before: they are not given twice.",
      isNoted: true,
    };
  if (given + owed === 0)
    return { outcome: "unchanged", sentence: "The member is there already.", isNoted: notes.length > 0 };
  return {
    outcome: "changed",
    sentence: [`${what} for a member who is there already.`, ...notes].join(" "),
    isNoted: notes.length > 0,
  };
}

function giftOf(
  { storeId, configuration }: StoreContext,
  label: string,
  memberId: string,
  key: string,
  lot: MemberRecord["lots"][number],
): Gift {
  return {
    storeId,
    memberId,
    id: "",
    key,
    source: null,
    programVersion: configuration.program?.version ?? 0,
    reason: { rule: "import", description: label },
    ...lot,
  };
}

/** The place of the level that the file's tier is; throws Refused for one that the program doesn't have. */
function rankOf({ configuration }: StoreContext, { tiers, tierNames }: Choices, tier: string | null): number {
  const { live } = configuration.tiers.history;
  if (tier === null || tiers === "ignore" || !live) return BELOW;
  const wanted = (tierNames[tier] ?? tier).trim().toLowerCase();
  const rank = live.levels.findIndex(({ id, name }) =>
    [id, name].some((each) => each.toLowerCase() === wanted),
  );
  if (rank !== -1) return rank;
  const names = live.levels.map(({ name }) => name).join(", ");
  throw new Refused(
    `The program has no tier "${tier.slice(0, 60)}"; it has ${names}. Say with \`tierNames\` which is meant, or choose \`tiers\`: ignore.`,
  );
}

/** Plans the member's link, or says why it can't be theirs. */
function linkNote(
  { configuration }: StoreContext,
  referralCode: string | null,
  member: Found,
  { linkOwners, linked }: MemberFacts,
  plan: Plan,
): string | null {
  if (referralCode === null) return null;
  const code = linkCodeOf(configuration.store.handle, referralCode);
  if (!/^[a-z0-9]+-[A-Z0-9_.~]{1,80}$/.test(code))
    return "The referral code has other characters than letters, digits and dashes: they get a new one.";
  const owner = linkOwners.get(code);
  if (owner === member.id) return null;
  if (owner !== undefined) return "The referral code is another member's here: they get a new one.";
  if (linked.has(member.id)) return "The member has a referral link here already: it stays.";
  linkOwners.set(code, member.id);
  plan.links.push({ code, memberId: member.id });
  return null;
}

function statementsOf(
  context: StoreContext,
  run: Pick<ImportRow, "label">,
  people: People,
  plan: Plan,
  facts: MemberFacts,
  found: Found[],
): Statement[] {
  const { database, storeId, now } = context;
  const owing = new Set(found.filter(({ debt }) => debt > 0).map(({ id }) => id));
  for (const gift of plan.gifts) gift.id = newId("ent", now);
  // Who owes repays with one lot after the other; everybody else is given all at once.
  const rounds = [plan.gifts.filter(({ memberId }) => !owing.has(memberId))];
  for (const gifts of Map.groupBy(
    plan.gifts.filter(({ memberId }) => owing.has(memberId)),
    (gift) => gift.memberId,
  ).values())
    gifts.forEach((gift, index) => (rounds[index + 1] ??= []).push(gift));
  const of = (name: string) => sql.raw(`value ->> '${name}'`);
  return [
    ...people.statements(),
    ...rounds.flatMap((gifts) =>
      chunks(gifts, GIFTS_A_STATEMENT).flatMap((each) => grantEach(database, each, now)),
    ),
    ...plan.debts.map(({ memberId, key, points }) =>
      database.run(
        closeEntry(
          {
            storeId,
            memberId,
            id: newId("ent", now),
            kind: "refund",
            key,
            source: null,
            programVersion: context.configuration.program?.version ?? 0,
            reason: { rule: "import", description: run.label },
            now,
          },
          sql`${-points}`,
          sql`${points}`,
          sql``,
        ),
      ),
    ),
    ...addMonths(context, plan.months, facts.tiers),
    ...(plan.links.length > 0
      ? [
          database.run(sql`INSERT INTO referral_links (store_id, code, member_id, active, clicks, created_at)
            SELECT ${storeId}, ${of("code")}, ${of("memberId")}, 1, 0, ${now} FROM json_each(${JSON.stringify(plan.links)})`),
        ]
      : []),
  ];
}

/** What a statement is bound to may have 2 MB. */
const GIFTS_A_STATEMENT = 2000;

/** The list in pieces of so many. */
export function chunks<Item>(items: Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
