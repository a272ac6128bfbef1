import { and, eq, sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { refusalOf, refusedAsDuplicateOf } from "../database/refusal.ts";
import { members } from "../database/schema.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { emailKeyOf } from "./email.ts";
import { enrol, type MemberRow } from "./enrol.ts";

/** A shopper as the store's own server names them. */
export interface Customer {
  id: string | null;
  email: string | null;
  firstName: string | null;
}

/** The members that a customer's id and address belong to today. */
export interface KnownMembers {
  byCustomer: MemberRow | null;
  byEmail: MemberRow | null;
}

/**
 * The member that a customer is already: the one with the customer's id, or else the one with the address, who may not
 * have another customer's id.
 */
export function knownMember(customer: Customer, { byCustomer, byEmail }: KnownMembers): MemberRow | null {
  return byCustomer ?? (customer.id === null || byEmail?.customerId === null ? byEmail : null);
}

/**
 * Which member a customer is, and the statements that make it so: the one with the customer's id, the
 * one with the address (who then gets the customer's id), or a new one where the customer has an id.
 * null for a guest without any of these. The database refuses when another write enrolled them
 * meanwhile (`isEnrolledMeanwhile`): read again, and they are known.
 */
export async function identify(
  context: StoreContext,
  customer: Customer,
  members: KnownMembers,
): Promise<{ memberId: string | null; statements: Statement[] }> {
  const { now } = context;
  const { byEmail } = members;
  const known = knownMember(customer, members);
  if (known) return { memberId: known.id, statements: await fillBlanks(context, known, customer, byEmail) };
  if (customer.id === null) return { memberId: null, statements: [] };
  // The address belongs to a member with another customer id: theirs it stays.
  const email = byEmail ? null : customer.email;
  const { member, statements } = await enrol(
    context,
    { customerId: customer.id, email, firstName: customer.firstName },
    now,
  );
  return { memberId: member.id, statements };
}

/** What the store tells of a member and we did not know yet; what is known stays. */
async function fillBlanks(
  { database, storeId, now }: StoreContext,
  member: MemberRow,
  customer: Customer,
  byEmail: MemberRow | null,
): Promise<Statement[]> {
  const { customerId, email, firstName } = member;
  const learnt: Partial<MemberRow> = {};
  if (customerId === null && customer.id !== null) learnt.customerId = customer.id;
  if (firstName === null && customer.firstName !== null) learnt.firstName = customer.firstName;
  if (email === null && customer.email !== null && byEmail === null) {
    learnt.email = customer.email.trim();
    learnt.emailKey = await emailKeyOf(storeId, customer.email);
  }
  if (Object.keys(learnt).length === 0) return [];
  const thisMember = and(eq(members.storeId, storeId), eq(members.id, member.id));
  return [
    // Another customer with the same address may have become this member a moment ago.
    guard(
      database,
      sql`SELECT customer_id IS ${customerId} AND email IS ${email} AND first_name IS ${firstName}
        FROM members WHERE store_id = ${storeId} AND id = ${member.id}`,
      MEMBER_CHANGED,
    ),
    database
      .update(members)
      .set({ ...learnt, changedAt: now })
      .where(thisMember),
  ];
}

const MEMBER_CHANGED = "member_changed";

/** Whether a write was refused because another one enrolled the customer, or changed the member, meanwhile. */
export function isEnrolledMeanwhile(error: unknown): boolean {
  return refusedAsDuplicateOf(error, "members") || refusalOf(error) === MEMBER_CHANGED;
}
