/** How a shopper becomes a member. */
import type { Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { balances, members } from "../database/schema.ts";
import { grant } from "../ledger/grant.ts";
import { lotDates } from "../program/lot-dates.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { consentColumns, recordConsent, type ToldConsent } from "./consent.ts";
import { emailKeyOf } from "./email.ts";
import { newMemberNumber } from "./number.ts";
import { phoneKeyOf, phoneOf } from "./phone.ts";

export interface NewMember {
  customerId: string | null;
  email: string | null;
  firstName: string | null;
  /** MM-DD. */
  birthday?: string | null;
  /** As it was typed. */
  phone?: string | null;
  /** BCP 47. */
  language?: string | null;
  /** As the store tells it. */
  consent?: ToldConsent | null;
}

export type MemberRow = typeof members.$inferSelect;

export interface Enrolment {
  member: MemberRow;
  statements: Statement[];
}

/**
 * The statements that make a member, with their points for joining. The database refuses a second
 * member with the same customer id, address, telephone number or member number (of which the next try draws another).
 * Throws the problem `invalid_request` for what is no telephone number.
 */
export async function enrol(context: StoreContext, input: NewMember, joinedAt: number): Promise<Enrolment> {
  const { database, storeId, now, configuration } = context;
  const phone = input.phone ? phoneOf(input.phone, configuration.store.locale) : null;
  const member: MemberRow = {
    storeId,
    id: newId("mem", joinedAt),
    customerId: input.customerId,
    email: input.email?.trim() ?? null,
    emailKey: input.email === null ? null : await emailKeyOf(storeId, input.email),
    firstName: input.firstName,
    joinedAt,
    birthday: input.birthday ?? null,
    segments: [],
    ordersRevision: 0,
    birthdayYear: 0,
    erasedAt: null,
    changedAt: null,
    phone,
    phoneKey: phone === null ? null : await phoneKeyOf(storeId, phone),
    number: newMemberNumber(),
    mergedInto: null,
    language: input.language ?? null,
    ...consentColumns(input.consent ?? null, "store", now),
    birthdayFixed: false,
  };
  const statements: Statement[] = [
    database.insert(members).values(member),
    database.insert(balances).values({ storeId, memberId: member.id, total: 0, debt: 0 }),
    ...(input.consent ? [recordConsent(context, member.id, input.consent, "store")] : []),
  ];
  const { program } = configuration;
  if (program?.document.earning.signUp) {
    const head = {
      storeId,
      memberId: member.id,
      id: newId("ent", now),
      kind: "earn" as const,
      key: `sign_up:${member.id}`,
      source: null,
      programVersion: program.version,
      reason: { rule: "sign_up" as const },
      now,
    };
    const points = program.document.earning.signUp;
    statements.push(
      ...grant(database, head, {
        points,
        grantedAt: joinedAt,
        ...lotDates(program.document, configuration.store.timeZone, joinedAt, false),
      }),
    );
  }
  return { member, statements };
}
