/**
 * What platforms ask about people. Each says what it did in a sentence without personal data, may be called again with
 * the same, and throws a Problem where it can't be done.
 */
import { sql } from "drizzle-orm";
import { eraseCustomer, memberOfCustomer, type NamedCustomer } from "../members/erase-customer.ts";
import { eraseMember } from "../members/erase.ts";
import { mergeMembers } from "../members/merge.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { forgetDeliveries } from "./inbox/forget.ts";
import { done, goesOn, type Outcome } from "./inbox/outcome.ts";

/** Members of a shop that one try erases: far fewer queries than an invocation has. */
const ERASED_AT_ONCE = 20;

/** Makes two customers one: what the first has becomes the second's. */
export async function mergeCustomers(context: StoreContext, from: string, into: string): Promise<Outcome> {
  const kept = await mergeMembers(context, from, into);
  if (kept === null) return done("Neither customer is a member.");
  return done(`Both customers are the member ${kept} now.`, kept);
}

export async function redactCustomer(context: StoreContext, customer: NamedCustomer): Promise<Outcome> {
  const memberId = await eraseCustomer(context, customer);
  return done(
    memberId === null
      ? "The customer is no member; what named them is gone."
      : `The member ${memberId} was erased: the entries stay, the person is gone.`,
  );
}

/** A request for a customer's data: the store answers it, with what the export of the member holds. */
export async function answerDataRequest(context: StoreContext, customer: NamedCustomer): Promise<Outcome> {
  const memberId = await memberOfCustomer(context, customer);
  if (memberId === null) return done("The customer is no member: nothing is kept but orders without a name.");
  return done(
    `Send the customer what is kept of them within 30 days: GET /v1/members/${memberId}/export.`,
    memberId,
  );
}

/** Erases the members who came by the connection, some at a time: what is left comes with the next try. */
export async function redactShop(context: StoreContext, connectionId: string): Promise<Outcome> {
  const { database, storeId } = context;
  const found = await database.all<{ id: string }>(sql`SELECT id FROM members
    WHERE store_id = ${storeId} AND erased_at IS NULL AND merged_into IS NULL AND id IN (
      SELECT substr(person, 8) FROM inbox
      WHERE store_id = ${storeId} AND connection_id = ${connectionId} AND person LIKE 'member:%')
    LIMIT ${ERASED_AT_ONCE}`);
  for (const { id } of found) await eraseMember(context, id);
  if (found.length === ERASED_AT_ONCE) return goesOn("More members who came by this shop are to be erased.");
  await database.run(forgetDeliveries(storeId, sql`connection_id = ${connectionId}`));
  return done("Every member who came by this shop was erased, and what it delivered is forgotten.");
}
