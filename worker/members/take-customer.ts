import { and, eq, sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { refusedAsDuplicateOf } from "../database/refusal.ts";
import { members, toldCustomers } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { emailKeyOf } from "./email.ts";
import type { MemberRow } from "./enrol.ts";
import { identify, isEnrolledMeanwhile, knownMember, MEMBER_CHANGED } from "./identify.ts";
import { normalPhone, phoneKeyOf } from "./phone.ts";

/** Tries after another write was quicker. */
const MOST_TRIES = 5;

/** A customer's account as the store's platform tells it. */
export interface ToldAccount {
  id: string;
  email: string | null;
  firstName: string | null;
  /** As it was typed. */
  phone: string | null;
}

export interface TakenCustomer {
  memberId: string | null;
  /** What came of it, in a sentence without personal data. */
  detail: string;
}

/**
 * Takes what an account says since `toldAt` (milliseconds): enrols the customer, and gives a member the name, the address
 * and the telephone number that the account has now. An address or a number that is another member's stays theirs. What is
 * older than what was taken before changes nothing, so that accounts end alike whichever state came first. Throws the
 * problem `try_again`.
 */
export async function takeCustomer(
  context: StoreContext,
  customer: ToldAccount,
  toldAt: number,
): Promise<TakenCustomer> {
  const { storeId, configuration } = context;
  const emailKey = customer.email === null ? null : await emailKeyOf(storeId, customer.email);
  // What is no telephone number is left out: an account may say anything there.
  const phone = customer.phone === null ? null : normalPhone(customer.phone, configuration.store.locale);
  const phoneKey = phone === null ? null : await phoneKeyOf(storeId, phone);
  for (let tries = 1; ; tries++) {
    try {
      return await takeAccount(context, { ...customer, emailKey, phone, phoneKey }, toldAt);
    } catch (error) {
      if (!isEnrolledMeanwhile(error) && !refusedAsDuplicateOf(error, "told_customers")) throw error;
      if (tries === MOST_TRIES) throw new Problem("try_again");
    }
  }
}

interface KeyedAccount extends ToldAccount {
  emailKey: string | null;
  phoneKey: string | null;
}

/** One read, and one write that is refused where what it was decided from has changed. */
async function takeAccount(
  context: StoreContext,
  customer: KeyedAccount,
  toldAt: number,
): Promise<TakenCustomer> {
  const { taken, byCustomer, byEmail, byPhone } = await readKnown(context, customer);
  if (byCustomer?.mergedInto)
    return {
      memberId: byCustomer.mergedInto,
      detail: "The customer was merged into another, whose account counts.",
    };
  if (taken !== null && taken > toldAt)
    return {
      memberId: byCustomer?.id ?? null,
      detail: "A later state of the customer was known already.",
    };
  const known = knownMember(customer, { byCustomer, byEmail });
  const { memberId, statements } = await identify(context, customer, { byCustomer, byEmail });
  const changes = known ? changesOf(known, customer, byEmail, byPhone) : {};
  await writeCurrent(context, [
    guardConfiguration(context.database, context.configuration),
    ...(taken === toldAt ? [] : noteTold(context, customer.id, taken, toldAt)),
    ...statements,
    ...(known ? change(context, known, customer, changes) : []),
    ...(known || memberId === null || byPhone ? [] : [givePhone(context, memberId, customer)]),
  ]);
  const did = !known
    ? "The customer is a member now."
    : Object.keys(changes).length > 0
      ? "The member has what the account says now."
      : "The member is as the account is.";
  const isAnothers = byEmail !== null && byEmail.id !== memberId;
  return {
    memberId,
    detail: isAnothers ? `${did} The address is another member's, and stays theirs.` : did,
  };
}

async function readKnown(context: StoreContext, { id: customerId, emailKey, phoneKey }: KeyedAccount) {
  const { database, storeId } = context;
  const [told, found] = await readCurrent(context, [
    database
      .select({ at: toldCustomers.toldAt })
      .from(toldCustomers)
      .where(and(eq(toldCustomers.storeId, storeId), eq(toldCustomers.customerId, customerId))),
    database
      .select()
      .from(members)
      // Each branch has an index of its own; OR over them would read the table.
      .where(
        and(
          eq(members.storeId, storeId),
          sql`${members.id} IN (SELECT id FROM members WHERE store_id = ${storeId} AND customer_id = ${customerId}
            UNION ALL SELECT id FROM members WHERE store_id = ${storeId} AND email_key = ${emailKey}
            UNION ALL SELECT id FROM members WHERE store_id = ${storeId} AND phone_key = ${phoneKey})`,
        ),
      ),
  ]);
  return {
    taken: told[0]?.at ?? null,
    byCustomer: found.find((each) => each.customerId === customerId) ?? null,
    byEmail: found.find((each) => emailKey !== null && each.emailKey === emailKey) ?? null,
    byPhone: found.find((each) => phoneKey !== null && each.phoneKey === phoneKey) ?? null,
  };
}

/** What the account has otherwise than the member; what it doesn't say stays. */
function changesOf(
  known: MemberRow,
  { email, emailKey, firstName, phone, phoneKey }: KeyedAccount,
  byEmail: MemberRow | null,
  byPhone: MemberRow | null,
): Partial<MemberRow> {
  const changes: Partial<MemberRow> = {};
  if (firstName !== null && firstName !== known.firstName) changes.firstName = firstName;
  if (email !== null && email.trim() !== known.email && (byEmail === null || byEmail.id === known.id)) {
    changes.email = email.trim();
    changes.emailKey = emailKey;
  }
  if (phoneKey !== null && phoneKey !== known.phoneKey && byPhone === null) {
    changes.phone = phone;
    changes.phoneKey = phoneKey;
  }
  return changes;
}

/** The statements that write the changes; refused where the member has others by now. */
function change(
  { database, storeId, now }: StoreContext,
  known: MemberRow,
  customer: ToldAccount,
  changes: Partial<MemberRow>,
): Statement[] {
  if (Object.keys(changes).length === 0) return [];
  return [
    guard(
      database,
      sql`SELECT customer_id = ${customer.id} AND (email IS ${known.email} OR email IS ${changes.email ?? null})
          AND (first_name IS ${known.firstName} OR first_name IS ${changes.firstName ?? null})
          AND (phone IS ${known.phone} OR phone IS ${changes.phone ?? null})
        FROM members WHERE store_id = ${storeId} AND id = ${known.id}`,
      MEMBER_CHANGED,
    ),
    database
      .update(members)
      .set({ ...changes, changedAt: now })
      .where(and(eq(members.storeId, storeId), eq(members.id, known.id))),
  ];
}

/** The statement that gives a member who is being enrolled the account's telephone number. */
function givePhone(
  { database, storeId }: StoreContext,
  memberId: string,
  { phone, phoneKey }: KeyedAccount,
): Statement {
  return database
    .update(members)
    .set({ phone, phoneKey })
    .where(and(eq(members.storeId, storeId), eq(members.id, memberId)));
}

/** The statements that note how recent what was taken is; refused where that is no longer what it was. */
function noteTold(
  { database, storeId }: StoreContext,
  customerId: string,
  taken: number | null,
  toldAt: number,
): Statement[] {
  // Where another write made the row meanwhile, its key refuses this one.
  if (taken === null) return [database.insert(toldCustomers).values({ storeId, customerId, toldAt })];
  const row = and(eq(toldCustomers.storeId, storeId), eq(toldCustomers.customerId, customerId));
  return [
    guard(
      database,
      sql`SELECT told_at = ${taken} FROM told_customers WHERE store_id = ${storeId} AND customer_id = ${customerId}`,
      MEMBER_CHANGED,
    ),
    database.update(toldCustomers).set({ toldAt }).where(row),
  ];
}
