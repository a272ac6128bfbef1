import { and, eq } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { refusedAsDuplicateOf } from "../database/refusal.ts";
import { members } from "../database/schema.ts";
import type { StoreContext } from "../stores/store-context.ts";
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
 * Which member a customer is, and the statements that make it so: the one with the customer's id, the
 * one with the address (who then gets the customer's id), or a new one where the customer has an id.
 * null for a guest without any of these. The database refuses when another write enrolled them
 * meanwhile (`isEnrolledMeanwhile`): read again, and they are known.
 */
export async function identify(
  context: StoreContext,
  customer: Customer,
  { byCustomer, byEmail }: KnownMembers,
): Promise<{ memberId: string | null; statements: Statement[] }> {
  const { database, storeId, now } = context;
  if (byCustomer) return { memberId: byCustomer.id, statements: [] };
  if (byEmail && (customer.id === null || byEmail.customerId === null)) {
    const thisMember = and(eq(members.storeId, storeId), eq(members.id, byEmail.id));
    const link = database.update(members).set({ customerId: customer.id }).where(thisMember);
    return { memberId: byEmail.id, statements: customer.id === null ? [] : [link] };
  }
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

/** Whether a write was refused because the customer was enrolled by another one meanwhile. */
export function isEnrolledMeanwhile(error: unknown): boolean {
  return refusedAsDuplicateOf(error, "members");
}
