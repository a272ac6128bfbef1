import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import { members } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { emailKeyOf } from "./email.ts";
import type { MemberRow } from "./enrol.ts";
import { phoneKeyOf } from "./phone.ts";

/** One way to say which member: exactly one of these is given. */
export interface MemberReference {
  memberId?: string | undefined;
  customerId?: string | undefined;
  email?: string | undefined;
  /** As it is kept. */
  phone?: string | undefined;
  /** Ten digits. */
  number?: string | undefined;
}

/** The condition that finds the member of this store. */
export async function whichMember(storeId: string, reference: MemberReference): Promise<SQL | undefined> {
  if (reference.memberId !== undefined)
    return and(eq(members.storeId, storeId), eq(members.id, reference.memberId), isNull(members.erasedAt));
  if (reference.customerId !== undefined)
    // A customer who was merged into another is that one.
    return and(
      eq(members.storeId, storeId),
      sql`${members.id} IN (SELECT coalesce(merged_into, id) FROM members AS named
        WHERE named.store_id = ${storeId} AND named.customer_id = ${reference.customerId})`,
    );
  if (reference.phone !== undefined)
    return and(
      eq(members.storeId, storeId),
      eq(members.phoneKey, await phoneKeyOf(storeId, reference.phone)),
    );
  if (reference.number !== undefined)
    return and(eq(members.storeId, storeId), eq(members.number, reference.number));
  return and(
    eq(members.storeId, storeId),
    eq(members.emailKey, await emailKeyOf(storeId, reference.email ?? "")),
  );
}

/** The member; throws the problem `member_not_found`. */
export async function findMember(context: StoreContext, reference: MemberReference): Promise<MemberRow> {
  const [[member]] = await readCurrent(context, [
    context.database
      .select()
      .from(members)
      .where(await whichMember(context.storeId, reference)),
  ]);
  if (!member) throw new Problem("member_not_found");
  return member;
}
