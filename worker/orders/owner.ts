/** Whose an order is: the member that its latest state names. */
import type { MemberRow } from "../members/enrol.ts";
import type { OrderFacts } from "./read-order.ts";
import type { ToldState } from "./told-state.ts";

/** The member that the told state names: known before, or enrolled by it. */
export interface NamedMember {
  memberId: string | null;
}

/**
 * The member whose the order is by now, `named` being the one that the told state names. null for a guest, and where
 * nobody is named.
 */
export function ownerOf(
  facts: OrderFacts,
  told: ToldState,
  { memberId: named }: NamedMember,
  isTold: boolean,
): string | null {
  const { stored, byEmail } = facts;
  const { id, emailKey } = told.customer;
  if (!stored) return named;
  if (isTold) {
    // A guest is who they were, also where the address is another member's by now.
    const isSameGuest =
      id === null && stored.customerId === null && emailKey !== null && emailKey === stored.emailKey;
    return isSameGuest ? (stored.memberId ?? named) : named;
  }
  // The state that is known stands. Where it was a guest's, it may find its member by now: the one who has the address,
  // or who just got it.
  if (stored.memberId !== null || stored.emailKey === null || emailKey !== stored.emailKey)
    return stored.memberId;
  return byEmail ? byEmail.id : hasAddress(facts.byCustomer) ? null : named;
}

/**
 * The member whose the order is, where that one was erased: it stays with them whomever it names, for what they bought
 * is no new customer's. null for every other order.
 */
export function erasedOwner({ former }: OrderFacts): MemberRow | null {
  return former !== null && former.erasedAt !== null ? former : null;
}

function hasAddress(member: MemberRow | null): boolean {
  return member !== null && member.email !== null;
}
