import { and, eq } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { refusalOf } from "../database/refusal.ts";
import { members } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { emailKeyOf } from "./email.ts";
import type { MemberRow } from "./enrol.ts";
import { memberMissing, requireMember } from "./require-member.ts";

/** What changes of a member; what is left out stays, and null clears it. */
export interface MemberChange {
  firstName?: string | null | undefined;
  email?: string | null | undefined;
  /** MM-DD. */
  birthday?: string | null | undefined;
  segments?: string[] | null | undefined;
}

/**
 * Sets what the store knows of a member, in one round trip, and gives back the member as they are then. The same
 * change again changes nothing, so it needs no key. Throws the problems `member_not_found` and `email_taken`.
 */
export async function changeMember(
  context: StoreContext,
  memberId: string,
  change: MemberChange,
): Promise<MemberRow> {
  const { database, storeId, now } = context;
  const thisMember = and(eq(members.storeId, storeId), eq(members.id, memberId));
  const columns = await columnsOf(storeId, change);
  const statements: [Statement, ...Statement[]] = [
    guardConfiguration(database, context.configuration),
    requireMember(context, memberId),
  ];
  if (Object.keys(columns).length > 0)
    statements.push(
      database
        .update(members)
        .set({ ...columns, changedAt: now })
        .where(thisMember),
    );
  try {
    const results = await writeCurrent(context, [
      ...statements,
      database.select().from(members).where(thisMember),
    ]);
    const [member] = results.at(-1) as MemberRow[];
    if (!member) throw new Problem("member_not_found");
    return member;
  } catch (error) {
    if (refusalOf(error)?.includes("members.email_key")) throw new Problem("email_taken");
    return memberMissing(error);
  }
}

async function columnsOf(storeId: string, change: MemberChange): Promise<Partial<MemberRow>> {
  const columns: Partial<MemberRow> = {};
  if (change.firstName !== undefined) columns.firstName = change.firstName;
  if (change.birthday !== undefined) columns.birthday = change.birthday;
  if (change.segments !== undefined) columns.segments = change.segments ?? [];
  if (change.email !== undefined) {
    columns.email = change.email?.trim() ?? null;
    columns.emailKey = change.email === null ? null : await emailKeyOf(storeId, change.email);
  }
  return columns;
}
