import { and, eq, isNull } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { refusalOf } from "../database/refusal.ts";
import { members } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { recordConsent, type ToldConsent } from "./consent.ts";
import { emailKeyOf } from "./email.ts";
import type { MemberRow } from "./enrol.ts";
import { phoneKeyOf, phoneOf } from "./phone.ts";
import { memberMissing, requireMember } from "./require-member.ts";

/** What changes of a member; what is left out stays, and null clears it. */
export interface MemberChange {
  firstName?: string | null | undefined;
  email?: string | null | undefined;
  /** MM-DD. */
  birthday?: string | null | undefined;
  segments?: string[] | null | undefined;
  /** As it was typed. */
  phone?: string | null | undefined;
  /** BCP 47. */
  language?: string | null | undefined;
  consent?: ToldConsent | undefined;
}

/**
 * Sets what the store knows of a member, in one round trip, and gives back the member as they are then. The same
 * change again changes nothing, so it needs no key. Throws the problems `member_not_found`,
 * `email_taken` and `phone_taken`, and `invalid_request` for what is no telephone number.
 */
export async function changeMember(
  context: StoreContext,
  memberId: string,
  change: MemberChange,
): Promise<MemberRow> {
  const { database, storeId, now } = context;
  const thisMember = and(eq(members.storeId, storeId), eq(members.id, memberId), isNull(members.erasedAt));
  const columns = await columnsOf(context, change);
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
  if (change.consent) statements.push(recordConsent(context, memberId, change.consent, "store"));
  try {
    const results = await writeCurrent(context, [
      ...statements,
      database.select().from(members).where(thisMember),
    ]);
    const [member] = results.at(-1) as MemberRow[];
    if (!member) throw new Problem("member_not_found");
    return member;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.includes("members.email_key")) throw new Problem("email_taken");
    if (refusal?.includes("members.phone_key")) throw new Problem("phone_taken");
    return memberMissing(error);
  }
}

async function columnsOf(
  { storeId, configuration }: StoreContext,
  change: MemberChange,
): Promise<Partial<MemberRow>> {
  const columns: Partial<MemberRow> = {};
  if (change.firstName !== undefined) columns.firstName = change.firstName;
  if (change.birthday !== undefined) columns.birthday = change.birthday;
  // A store that takes a birthday away lets the shopper say it anew.
  if (change.birthday === null) columns.birthdayFixed = false;
  if (change.language !== undefined) columns.language = change.language;
  if (change.segments !== undefined) columns.segments = change.segments ?? [];
  if (change.email !== undefined) {
    columns.email = change.email?.trim() ?? null;
    columns.emailKey = change.email === null ? null : await emailKeyOf(storeId, change.email);
  }
  if (change.phone !== undefined) {
    const phone = change.phone === null ? null : phoneOf(change.phone, configuration.store.locale);
    columns.phone = phone;
    columns.phoneKey = phone === null ? null : await phoneKeyOf(storeId, phone);
  }
  return columns;
}
