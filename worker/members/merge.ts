import { and, eq, sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { newId } from "../database/id.ts";
import { refusalOf, refusedAsDuplicateOf } from "../database/refusal.ts";
import { balances, members } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { MEMBER_MERGED, mergeLedgers } from "../ledger/merge.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import type { MemberRow } from "./enrol.ts";
import { keptMember } from "./kept-member.ts";
import { consentColumns } from "./consent.ts";
import { mergeRows, selectSources, selectSpendings } from "./merge-rows.ts";

/** Tries after other writes were quicker. */
const MOST_TRIES = 8;

/**
 * Says that a customer became another: one person had two accounts, and the platform made them one. All that the member
 * of the first has goes to the member of the second, with its dates; orders, vouchers, referrals and months change hands;
 * what is known of the first fills what isn't known of the second. From then on whoever names the first customer means
 * the second. Where only the first is a member, they get the second's customer id.
 *
 * Gives back the id of the member who is kept; null where neither customer is known. One write, decided by what is there
 * when it is written: the same again changes nothing, and what is written at the same moment comes before it or finds the
 * kept member. Throws the problem `try_again` after many tries.
 */
export async function mergeMembers(
  context: StoreContext,
  fromCustomerId: string,
  intoCustomerId: string,
): Promise<string | null> {
  for (let tries = 1; ; tries++) {
    const { from, into } = await readBoth(context, fromCustomerId, intoCustomerId);
    if (from?.mergedInto) return from.mergedInto;
    const kept = into ?? from;
    if (!kept || from?.id === into?.id) return kept?.id ?? null;
    try {
      await writeCurrent(context, [
        guardConfiguration(context.database, context.configuration),
        ...[from, into].flatMap((member) => (member ? [guardMember(context, member)] : [])),
        ...(from && into
          ? emptyInto(context, from, into)
          : rename(context, kept, fromCustomerId, intoCustomerId)),
      ]);
      return kept.id;
    } catch (error) {
      if (!isChangedMeanwhile(error)) throw error;
      if (tries === MOST_TRIES) throw new Problem("try_again");
    }
  }
}

/** The members of both customers; the second's is the one who has theirs by now. */
async function readBoth(
  context: StoreContext,
  fromCustomerId: string,
  intoCustomerId: string,
): Promise<{ from: MemberRow | null; into: MemberRow | null }> {
  const { database, storeId } = context;
  const memberOf = (customerId: string) =>
    database
      .select()
      .from(members)
      .where(and(eq(members.storeId, storeId), eq(members.customerId, customerId)));
  const [[from], [into]] = await readCurrent(context, [
    memberOf(fromCustomerId),
    memberOf(intoCustomerId),
  ] as const);
  return {
    from: from ?? null,
    into: into?.mergedInto ? await keptMember(context, into.mergedInto) : (into ?? null),
  };
}

/** Only one of the two is a member: the second customer's they are from now on, and the first's name leads to them. */
function rename(
  { database, storeId, now }: StoreContext,
  kept: MemberRow,
  fromCustomerId: string,
  intoCustomerId: string,
): Statement[] {
  const id = newId("mem", now);
  const thisMember = and(eq(members.storeId, storeId), eq(members.id, kept.id));
  return [
    database.update(members).set({ customerId: intoCustomerId, changedAt: now }).where(thisMember),
    database.run(sql`UPDATE orders SET customer_id = ${intoCustomerId}
      WHERE store_id = ${storeId} AND customer_id = ${fromCustomerId}`),
    database.insert(members).values({
      storeId,
      id,
      customerId: fromCustomerId,
      email: null,
      emailKey: null,
      firstName: null,
      joinedAt: now,
      birthday: null,
      segments: [],
      ordersRevision: 0,
      birthdayYear: 0,
      mergedInto: kept.id,
    }),
    database.insert(balances).values({ storeId, memberId: id, total: 0, debt: 0, merged: true }),
  ];
}

function emptyInto(context: StoreContext, from: MemberRow, into: MemberRow): Statement[] {
  const { database, storeId, now, configuration } = context;
  const programVersion = configuration.program?.version ?? 0;
  const { statements, entryOf } = mergeLedgers(database, {
    storeId,
    from: from.id,
    into: into.id,
    programVersion,
    now,
    sources: selectSources(context, from.id, into.id),
    spendings: selectSpendings(context, from.id),
  });
  const member = (id: string) => and(eq(members.storeId, storeId), eq(members.id, id));
  return [
    ...statements,
    ...mergeRows(context, from, into, entryOf),
    database
      .update(members)
      .set({
        email: null,
        emailKey: null,
        firstName: null,
        birthday: null,
        segments: [],
        language: null,
        ...consentColumns(null, "store", now),
        ordersRevision: from.ordersRevision + 1,
        mergedInto: into.id,
        changedAt: now,
      })
      .where(member(from.id)),
    database
      .update(members)
      .set({
        email: into.email ?? from.email,
        emailKey: into.emailKey ?? from.emailKey,
        firstName: into.firstName ?? from.firstName,
        birthday: into.birthday ?? from.birthday,
        // A birthday that one of them had this year was had.
        birthdayYear: Math.max(into.birthdayYear, from.birthdayYear),
        birthdayFixed: into.birthdayFixed || from.birthdayFixed,
        segments: [...new Set([...into.segments, ...from.segments])].slice(0, 50),
        language: into.language ?? from.language,
        ...latestConsent(into, from),
        joinedAt: Math.min(into.joinedAt, from.joinedAt),
        ordersRevision: into.ordersRevision + 1,
        changedAt: now,
      })
      .where(member(into.id)),
    // Those that were merged into the first before are the second by now.
    database
      .update(members)
      .set({ mergedInto: into.id })
      .where(and(eq(members.storeId, storeId), eq(members.mergedInto, from.id))),
    // Refused by the database unless they have nothing and owe nothing.
    database
      .update(balances)
      .set({ merged: true })
      .where(and(eq(balances.storeId, storeId), eq(balances.memberId, from.id))),
  ];
}

/** What the person said last, in whichever of the two accounts; of two at the same moment, the refusal. */
function latestConsent(into: MemberRow, from: MemberRow) {
  const [saidInto, saidFrom] = [into.marketingAt ?? -Infinity, from.marketingAt ?? -Infinity];
  const isFroms = saidFrom > saidInto || (saidFrom === saidInto && !from.marketing);
  const { marketing, marketingAt, marketingSource } = isFroms ? from : into;
  return { marketing, marketingAt, marketingSource };
}

const MEMBER_CHANGED = "member_changed";

/** Refuses the batch where the member isn't as they were read. */
function guardMember({ database, storeId }: StoreContext, member: MemberRow): Statement {
  const { customerId, email, firstName, birthday, birthdayYear, segments, ordersRevision } = member;
  const { language, marketing, marketingAt, birthdayFixed } = member;
  return guard(
    database,
    sql`SELECT merged_into IS NULL AND customer_id IS ${customerId} AND email IS ${email} AND first_name IS ${firstName}
      AND birthday IS ${birthday} AND birthday_year = ${birthdayYear} AND segments = ${JSON.stringify(segments)}
      AND language IS ${language} AND marketing = ${Number(marketing)} AND marketing_at IS ${marketingAt}
      AND birthday_fixed = ${Number(birthdayFixed)}
      AND orders_revision = ${ordersRevision} FROM members WHERE store_id = ${storeId} AND id = ${member.id}`,
    MEMBER_CHANGED,
  );
}

function isChangedMeanwhile(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal === MEMBER_CHANGED || refusal === MEMBER_MERGED || refusedAsDuplicateOf(error, "members");
}
