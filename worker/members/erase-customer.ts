import { sql, type SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { members } from "../database/schema.ts";
import { forgetDeliveries } from "../integrations/inbox/forget.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { emailKeyOf } from "./email.ts";
import { eraseMember } from "./erase.ts";
import { whichMember } from "./find.ts";

/** A customer as a platform names them. */
export interface NamedCustomer {
  id: string;
  email: string | null;
}

/** The id of the member that the customer is: by their id, or else by their address; null for nobody. */
export async function memberOfCustomer(
  context: StoreContext,
  customer: NamedCustomer,
): Promise<string | null> {
  const { database, storeId } = context;
  const isCustomer = await whichMember(storeId, { customerId: customer.id });
  const hasAddress = await whichMember(storeId, { email: customer.email ?? "" });
  const found = (condition: SQL | undefined) =>
    database.select({ id: members.id }).from(members).where(condition);
  const [[byCustomer], [byEmail]] = await readCurrent(context, [
    found(isCustomer),
    found(hasAddress),
  ] as const);
  return byCustomer?.id ?? (customer.email === null ? null : (byEmail?.id ?? null));
}

/**
 * Erases a customer: the member that they are, if any, and what is kept of them as a guest. Gives back the id of the
 * member who was erased; null where there was none. Asked for again it finds nothing more.
 */
export async function eraseCustomer(context: StoreContext, customer: NamedCustomer): Promise<string | null> {
  const memberId = await memberOfCustomer(context, customer);
  if (memberId !== null) await eraseMember(context, memberId);
  await writeCurrent(context, [
    guardConfiguration(context.database, context.configuration),
    ...(await traces(context, customer)),
  ]);
  return memberId;
}

/** What names them where they are no member: orders that they placed as a guest, and claims of a welcome reward. */
async function traces(
  { database, storeId }: StoreContext,
  { id, email }: NamedCustomer,
): Promise<Statement[]> {
  const emailKey = email === null ? null : await emailKeyOf(storeId, email);
  return [
    sql`UPDATE orders SET customer_id = NULL, email_key = NULL WHERE store_id = ${storeId} AND customer_id = ${id}`,
    sql`UPDATE orders SET email_key = NULL WHERE store_id = ${storeId} AND email_key = ${emailKey}`,
    sql`UPDATE referrals SET friend_email_key = 'erased:' || id, friend_first_name = NULL, revision = revision + 1
      WHERE store_id = ${storeId} AND friend_email_key = ${emailKey}`,
    sql`DELETE FROM told_customers WHERE store_id = ${storeId} AND customer_id = ${id}`,
    forgetDeliveries(
      storeId,
      sql`body IS NOT NULL AND person IN ('customer:' || ${id}, 'email:' || ${emailKey})`,
    ),
  ].map((statement) => database.run(statement));
}
