/** Which members the rows of a slice are about: those who are there, and those whom the slice makes. */
import { sql } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { newId } from "../database/id.ts";
import { emailKeyOf } from "../members/email.ts";
import { phoneKeyOf } from "../members/phone.ts";
import { localDate } from "../program/calendar.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import type { ImportedConsent, Person } from "./record.ts";

export interface Asked extends Person {
  phone: string | null;
  /** The member number that they had elsewhere. */
  number: string | null;
  joinedAt: number;
  birthday: string | null;
  birthdayYear: number | null;
  segments: string[];
  language: string | null;
  consents: ImportedConsent[];
}

export interface Found {
  id: string;
  isNew: boolean;
  /** What of theirs is not as the row has it, in a sentence. */
  note: string | null;
  /** Points they have here before the slice, and what they owe. */
  total: number;
  debt: number;
  emailKey: string | null;
}

interface MemberRow extends Found {
  customerId: string | null;
  email: string | null;
  phone: string | null;
  phoneKey: string | null;
  number: string | null;
  firstName: string | null;
  birthday: string | null;
  joinedAt: number;
  birthdayYear: number;
  segments: string[];
  language: string | null;
  marketing: boolean | 0 | 1;
  /** When that was said, milliseconds; null where nobody said anything. */
  marketingAt: number | null;
  /** What the slice tells of it. */
  consents?: (ImportedConsent & { id: string })[];
  /** As it was read; 0 of a new one. */
  ordersRevision: number;
}

/** The members of a slice; asked one row after the other, so that two rows about one person find one member. */
export class People {
  readonly #context: StoreContext;
  readonly #byCustomer = new Map<string, MemberRow>();
  readonly #byEmail = new Map<string, MemberRow>();
  readonly #emailKeys: Map<string, string>;
  /** What telephone numbers are found by, of those that were read. */
  readonly #phoneKeys: Map<string, string>;
  /** Telephone numbers and member numbers that are somebody's by now. */
  readonly #taken = new Set<string>();
  readonly #made: MemberRow[] = [];
  readonly #learnt = new Map<string, MemberRow>();
  /** Those who were there and are asked for, with the revision of their orders that the slice is decided from. */
  readonly #asked = new Map<string, number>();

  private constructor(
    context: StoreContext,
    keys: { emails: Map<string, string>; phones: Map<string, string> },
    rows: MemberRow[],
    taken: string[],
  ) {
    this.#context = context;
    this.#emailKeys = keys.emails;
    this.#phoneKeys = keys.phones;
    for (const each of taken) this.#taken.add(each);
    for (const row of rows) this.#note(row);
  }

  /** Reads who of the people is there already, in one round trip. */
  static async read(
    context: StoreContext,
    people: (Pick<Person, "customerId" | "email"> & { phone?: string | null; number?: string | null })[],
  ): Promise<People> {
    const { database, storeId } = context;
    const emails = [...new Set(people.flatMap(({ email }) => (email === null ? [] : [email])))];
    const keys = await Promise.all(emails.map((email) => emailKeyOf(storeId, email)));
    const emailKeys = new Map(emails.map((email, index) => [email, keys[index] ?? ""]));
    const phones = [...new Set(people.flatMap(({ phone }) => (phone ? [phone] : [])))];
    const phoneKeys = await Promise.all(phones.map((phone) => phoneKeyOf(storeId, phone)));
    const numbers = people.flatMap(({ number }) => (number ? [number] : []));
    const customerIds = people.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
    const columns = sql`members.id AS id, customer_id AS customerId, email, email_key AS emailKey,
      first_name AS firstName, phone, phone_key AS phoneKey, number, birthday, language,
      marketing, marketing_at AS marketingAt, orders_revision AS ordersRevision, total, debt`;
    // Named, and from the list to the members: else SQLite reads every member of the store.
    const found = (index: string, column: string, values: string[]) =>
      sql`SELECT ${columns} FROM json_each(${JSON.stringify([...new Set(values)])}) AS asked
        CROSS JOIN members INDEXED BY ${sql.raw(index)} ON members.store_id = ${storeId}
          AND ${sql.raw(column)} = asked.value AND ${sql.raw(column)} IS NOT NULL
        CROSS JOIN balances ON balances.store_id = members.store_id AND balances.member_id = members.id`;
    const [rows, taken] = await readCurrent(context, [
      database.all<Omit<MemberRow, "isNew" | "note">>(
        sql`${found("members_customer", "customer_id", customerIds)} UNION ${found("members_email", "email_key", keys)}`,
      ),
      database.all<{ value: string }>(
        sql`SELECT value FROM json_each(${JSON.stringify(phoneKeys)}) WHERE EXISTS (SELECT 1 FROM members
            WHERE store_id = ${storeId} AND phone_key = value AND phone_key IS NOT NULL)
          UNION ALL SELECT value FROM json_each(${JSON.stringify(numbers)}) WHERE EXISTS (SELECT 1 FROM members
            WHERE store_id = ${storeId} AND number = value AND number IS NOT NULL)`,
      ),
    ] as const);
    return new People(
      context,
      { emails: emailKeys, phones: new Map(phones.map((phone, index) => [phone, phoneKeys[index] ?? ""])) },
      rows.map((row) => ({ ...row, isNew: false, note: null })),
      taken.map(({ value }) => value),
    );
  }

  /** What an address is found by, of those that were read. */
  emailKey(email: string | null): string | null {
    return email === null ? null : (this.#emailKeys.get(email) ?? null);
  }

  /** What names a person without naming them: an address by its key, a customer by the store's own id. */
  subjectOf({ customerId, email }: Pick<Person, "customerId" | "email">): string {
    return this.emailKey(email) ?? `customer:${customerId ?? ""}`;
  }

  /** The member that a person is, if they are one. An address belongs to who has it, whatever the customer id. */
  known(person: Pick<Person, "customerId" | "email">): Found | null {
    return this.#known(person);
  }

  /** The member that a person is, or becomes by the slice. */
  find(asked: Asked): Found {
    const { customerId, email } = asked;
    const emailKey = this.emailKey(email);
    const owner = emailKey === null ? null : (this.#byEmail.get(emailKey) ?? null);
    const known = this.#known(asked);
    if (known) return this.#learn(known, asked, owner === null ? emailKey : null);
    const isTaken = owner !== null;
    const member: MemberRow = {
      id: newId("mem", asked.joinedAt),
      isNew: true,
      note: isTaken ? "The address belongs to another member, so it was left out." : null,
      total: 0,
      debt: 0,
      customerId,
      email: isTaken ? null : email,
      emailKey: isTaken ? null : emailKey,
      ...this.#phoneOf(asked),
      number: this.#take(asked.number),
      firstName: asked.firstName,
      birthday: asked.birthday,
      birthdayYear: asked.birthdayYear ?? this.#givenYear(asked.birthday),
      segments: asked.segments,
      language: asked.language,
      ...this.#consentsOf(asked),
      joinedAt: asked.joinedAt,
      ordersRevision: 0,
    };
    this.#made.push(member);
    this.#note(member);
    return member;
  }

  /** The statements that make the new ones, and fill in what was not known of others. */
  statements(): Statement[] {
    const { database, storeId, now } = this.#context;
    const made = JSON.stringify(this.#made);
    const of = (name: string) => sql.raw(`value ->> '${name}'`);
    const statements: Statement[] = [];
    if (this.#asked.size > 0) statements.push(guardUnchanged(database, storeId, this.#asked));
    if (this.#made.length > 0)
      statements.push(
        database.run(sql`INSERT INTO members (store_id, id, customer_id, email, email_key, phone, phone_key, number, first_name,
            joined_at, birthday, segments, orders_revision, birthday_year, language, marketing, marketing_at, marketing_source)
          SELECT ${storeId}, ${of("id")}, ${of("customerId")}, ${of("email")}, ${of("emailKey")}, ${of("phone")},
            ${of("phoneKey")}, ${of("number")}, ${of("firstName")}, ${of("joinedAt")}, ${of("birthday")}, ${of("segments")}, 0, ${of("birthdayYear")},
            ${of("language")}, ${of("marketing")}, ${of("marketingAt")}, iif(${of("marketingAt")} IS NULL, NULL, 'import')
          FROM json_each(${made})`),
        database.run(sql`INSERT INTO balances (store_id, member_id, total, debt)
          SELECT ${storeId}, ${of("id")}, 0, 0 FROM json_each(${made})`),
      );
    if (this.#learnt.size > 0)
      statements.push(
        database.run(sql`UPDATE members SET customer_id = coalesce(customer_id, ${of("customerId")}),
            email = iif(email IS NULL, ${of("email")}, email),
            email_key = iif(email IS NULL, ${of("emailKey")}, email_key),
            phone = iif(phone IS NULL, ${of("phone")}, phone),
            phone_key = iif(phone IS NULL, ${of("phoneKey")}, phone_key),
            first_name = coalesce(first_name, ${of("firstName")}),
            birthday_year = iif(birthday IS NULL, ${of("birthdayYear")}, birthday_year),
            birthday = coalesce(birthday, ${of("birthday")}), language = coalesce(language, ${of("language")}), changed_at = ${now}
          FROM json_each(${JSON.stringify([...this.#learnt.values()])})
          WHERE members.store_id = ${storeId} AND members.id = ${of("id")}`),
      );
    const told = [...this.#made, ...this.#learnt.values()].filter(({ consents }) => consents?.length);
    if (told.length > 0)
      statements.push(
        database.run(sql`INSERT INTO member_consents (store_id, member_id, id, marketing, said_at, recorded_at, source, words)
          SELECT ${storeId}, member.value ->> 'id', said.value ->> 'id', said.value ->> 'marketing', said.value ->> 'saidAt',
            ${now}, 'import', said.value ->> 'words'
          FROM json_each(${JSON.stringify(told)}) AS member, json_each(member.value -> 'consents') AS said`),
      );
    return statements;
  }

  /** The telephone number, where it is nobody's yet. */
  #phoneOf({ phone }: Pick<Asked, "phone">): Pick<MemberRow, "phone" | "phoneKey"> {
    const phoneKey = this.#take(phone === null ? null : (this.#phoneKeys.get(phone) ?? null));
    return { phone: phoneKey === null ? null : phone, phoneKey };
  }

  /** The value, taken; null where it was, or is none. Who gets no number so is given one by the job. */
  #take(value: string | null): string | null {
    if (value === null || this.#taken.has(value)) return null;
    this.#taken.add(value);
    return value;
  }

  #known({ customerId, email }: Pick<Person, "customerId" | "email">): MemberRow | null {
    const byCustomer = customerId === null ? undefined : this.#byCustomer.get(customerId);
    const emailKey = this.emailKey(email);
    const byEmail = emailKey === null ? undefined : this.#byEmail.get(emailKey);
    const isFree = customerId === null || byEmail?.customerId === null;
    const known = byCustomer ?? (isFree ? byEmail : undefined);
    if (known && !known.isNew) this.#asked.set(known.id, known.ordersRevision);
    return known ?? null;
  }

  /** What the row tells of a member that was not known is filled in; what is known stays. */
  #learn(member: MemberRow, asked: Asked, freeKey: string | null): Found {
    const next = {
      ...member,
      customerId: member.customerId ?? asked.customerId,
      email: member.email ?? (freeKey === null ? null : asked.email),
      emailKey: member.emailKey ?? freeKey,
      ...(member.phoneKey === null ? this.#phoneOf(asked) : {}),
      firstName: member.firstName ?? asked.firstName,
      birthday: member.birthday ?? asked.birthday,
      language: member.language ?? asked.language,
      // What somebody said here counts, whatever a file knows from before.
      ...(member.marketingAt === null ? this.#consentsOf(asked) : {}),
      birthdayYear: this.#givenYear(asked.birthday),
    };
    const isMore = (
      ["customerId", "email", "phone", "firstName", "birthday", "language", "marketingAt"] as const
    ).some((field) => next[field] !== member[field]);
    if (!isMore) return member;
    // The same object, for a new member is written as it is in the end.
    if (member.isNew)
      Object.assign(member, { ...next, birthdayYear: asked.birthdayYear ?? next.birthdayYear });
    else {
      Object.assign(member, next);
      this.#learnt.set(member.id, member);
    }
    this.#note(member);
    return member;
  }

  /** What the row tells of consent, and what stands by it: what was said last. */
  #consentsOf({ consents }: Asked): Pick<MemberRow, "marketing" | "marketingAt" | "consents"> {
    const last = consents.at(-1);
    return {
      marketing: last?.marketing ?? false,
      marketingAt: last?.saidAt ?? null,
      consents: consents.map((each) => ({ ...each, id: newId("cns", this.#context.now) })),
    };
  }

  /** The year whose birthday is past: what the other program gave for it is not given again. */
  #givenYear(birthday: string | null): number {
    if (birthday === null) return 0;
    const { year, month, day } = localDate(this.#context.now, this.#context.configuration.store.timeZone);
    const today = `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    return birthday <= today ? year : year - 1;
  }

  #note(row: MemberRow): void {
    if (row.customerId !== null) this.#byCustomer.set(row.customerId, row);
    if (row.emailKey !== null) this.#byEmail.set(row.emailKey, row);
  }
}

/** The code with which a slice is refused that was decided from what a member was: they, or their orders, changed. */
export const MEMBER_CHANGED = "import_member_changed";

/** Refuses the slice where a member was erased since they were read, or orders of theirs were told. */
function guardUnchanged(database: Database, storeId: string, asked: Map<string, number>): Statement {
  const members = [...asked].map(([id, revision]) => ({ id, revision }));
  return guard(
    database,
    sql`NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(members)}) AS asked WHERE NOT EXISTS (
      SELECT 1 FROM members WHERE store_id = ${storeId} AND members.id = asked.value ->> 'id'
        AND erased_at IS NULL AND orders_revision = asked.value ->> 'revision'))`,
    MEMBER_CHANGED,
  );
}
