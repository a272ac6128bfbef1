/** Everything that a store has, a line a thing, in pages that follow on each other. */
import { sql } from "drizzle-orm";
import { batch } from "../database/client.ts";
import { sentenceOf } from "../ledger/sentence.ts";
import type { Reason } from "../ledger/entry.ts";
import { isoTime, isoTimeOrNull } from "../members/answers.ts";
import { NEVER } from "../program/lot-dates.ts";
import { orderFrom } from "../program/order.ts";
import { programFrom } from "../program/document.ts";
import { voucherAnswer, type VoucherRow } from "../rewards/answers.ts";
import { vouchers } from "../database/schema.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { standingAt } from "../tiers/facts.ts";
import type { MemberMonth } from "../program/tiers-figures.ts";
import type { MemberLine, OrderLine } from "./lines.ts";

/** Rows that one query reads. */
const ROWS_A_QUERY = 200;
/** Pages of one answer: each asks some ten queries, of which D1 takes 1,000. */
const PAGES_A_REQUEST = 60;

/** In this order, because an import makes the members before the orders that are theirs. */
const sections = ["program", "member", "order", "voucher", "entry"] as const;
type Section = (typeof sections)[number];

/** Where a page begins: in which section, after the row of which place. */
export interface ExportPlace {
  section: Section;
  after: string;
}

/** The place that the text of a cursor says; null where there is none such. */
export function placeOf(text: string): ExportPlace | null {
  const [name, after = ""] = text.split(" ", 2);
  const section = sections.find((each) => each === name);
  try {
    return section ? { section, after: decodeURIComponent(after) } : null;
  } catch {
    return null;
  }
}

/** The text of a place for a cursor: an order's id may have any characters, a cursor's text has few. */
function textOfPlace({ section, after }: ExportPlace): string {
  return `${section} ${encodeURIComponent(after)}`;
}

interface Page {
  lines: object[];
  /** The place after the last row; null where the section is over. */
  after: string | null;
}

/**
 * The lines of everything from the place on, as JSON with line ends: `PAGES_A_REQUEST` pages of them, and where there
 * are more, a last line of the type `next` with the cursor that goes on. Each page shows one moment; between two of
 * them the store goes on.
 */
export async function* exportLines(
  context: StoreContext,
  from: ExportPlace,
  cursorOf: (text: string) => string,
): AsyncGenerator<string> {
  let place: ExportPlace = from;
  for (let pages = 0; pages < PAGES_A_REQUEST; pages++) {
    const { lines, after } = await pageOf[place.section](context, place.after);
    yield lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    const next = after === null ? sections[sections.indexOf(place.section) + 1] : place.section;
    if (next === undefined) return;
    place = { section: next, after: after ?? "" };
  }
  yield `${JSON.stringify({ type: "next", cursor: cursorOf(textOfPlace(place)) })}\n`;
}

const pageOf: Record<Section, (context: StoreContext, after: string) => Promise<Page>> = {
  program: programs,
  member: members,
  order: orders,
  voucher: vouchersPage,
  entry: entries,
};

/** What of a page's rows there is to say, with the place after the last where there may be more. */
function pageFrom<Row>(rows: Row[], line: (row: Row) => object, place: (row: Row) => string): Page {
  const last = rows.at(-1);
  return {
    lines: rows.map(line),
    after: last !== undefined && rows.length === ROWS_A_QUERY ? place(last) : null,
  };
}

async function programs(context: StoreContext, after: string): Promise<Page> {
  const { database, storeId } = context;
  const [rows] = await batch(database, [
    database.all<{ version: number; document: string; publishedAt: number }>(sql`SELECT version, document,
        published_at AS publishedAt FROM programs WHERE store_id = ${storeId} AND version > ${Number(after)}
      ORDER BY version LIMIT ${ROWS_A_QUERY}`),
  ]);
  return pageFrom(
    rows,
    ({ version, document, publishedAt }) => ({
      type: "program",
      version,
      publishedAt: isoTime(publishedAt),
      document: programFrom(document),
    }),
    ({ version }) => String(version),
  );
}

interface MemberRow {
  id: string;
  customerId: string | null;
  email: string | null;
  phone: string | null;
  number: string | null;
  firstName: string | null;
  birthday: string | null;
  birthdayYear: number;
  segments: string;
  language: string | null;
  joinedAt: number;
  debt: number;
  referralCode: string | null;
}

interface LotRow {
  memberId: string;
  remaining: number;
  grantedAt: number;
  availableAt: number;
  expiresAt: number;
  dueAt: number;
  warnAt: number;
  warnedAt: number | null;
  grace: number;
  idleDays: number;
}

interface ConsentRow {
  memberId: string;
  marketing: 0 | 1;
  saidAt: number;
  recordedAt: number;
  source: MemberLine["consents"][number]["source"];
  words: string | null;
}

function consentOf({
  marketing,
  saidAt,
  recordedAt,
  source,
  words,
}: ConsentRow): MemberLine["consents"][number] {
  return {
    marketing: marketing === 1,
    saidAt: isoTime(saidAt),
    recordedAt: isoTime(recordedAt),
    source,
    words,
  };
}

async function members(context: StoreContext, after: string): Promise<Page> {
  const { database, storeId, now } = context;
  const these = sql`SELECT id FROM members WHERE store_id = ${storeId} AND id > ${after} AND erased_at IS NULL
    AND merged_into IS NULL
    ORDER BY id LIMIT ${ROWS_A_QUERY}`;
  const theirs = sql`store_id = ${storeId} AND member_id IN (${these})`;
  const [rows, lots, months, consents] = await batch(database, [
    database.all<MemberRow>(sql`SELECT members.id AS id, customer_id AS customerId, email, phone,
        number, first_name AS firstName, birthday, birthday_year AS birthdayYear, segments, language, joined_at AS joinedAt, debt,
        referral_links.code AS referralCode
      FROM members JOIN balances ON balances.store_id = members.store_id AND balances.member_id = members.id
      LEFT JOIN referral_links ON referral_links.store_id = members.store_id AND referral_links.member_id = members.id
      WHERE members.store_id = ${storeId} AND members.id IN (${these}) ORDER BY members.id`),
    database.all<LotRow>(sql`SELECT member_id AS memberId, remaining, granted_at AS grantedAt,
        available_at AS availableAt, expires_at AS expiresAt, due_at AS dueAt, warn_at AS warnAt,
        warned_at AS warnedAt, grace, idle_days AS idleDays
      FROM lots WHERE ${theirs} AND remaining > 0 AND expires_at > ${now} ORDER BY member_id, expires_at, granted_at, id`),
    database.all<
      MemberMonth & { memberId: string }
    >(sql`SELECT member_id AS memberId, month, spend, points, orders
      FROM member_months WHERE ${theirs} ORDER BY member_id, month`),
    // What they said in an account that was merged into theirs, too.
    database.all<ConsentRow>(sql`SELECT coalesce(members.merged_into, members.id) AS memberId, said.marketing AS marketing,
        said_at AS saidAt, recorded_at AS recordedAt, source, words
      FROM members JOIN member_consents AS said
        ON said.store_id = members.store_id AND said.member_id = members.id
      WHERE members.store_id = ${storeId} AND members.id IN (SELECT id FROM (${these}) UNION ALL
        SELECT id FROM members WHERE store_id = ${storeId} AND merged_into IN (${these}))
      ORDER BY said_at, said.id`),
  ] as const);
  const lotsOf = Map.groupBy(lots, ({ memberId }) => memberId);
  const monthsOf = Map.groupBy(months, ({ memberId }) => memberId);
  const consentsOf = Map.groupBy(consents, ({ memberId }) => memberId);
  return pageFrom(
    rows,
    (row) => ({
      ...memberLineOf(context, row, lotsOf.get(row.id) ?? [], monthsOf.get(row.id) ?? []),
      consents: (consentsOf.get(row.id) ?? []).map(consentOf),
    }),
    ({ id }) => id,
  );
}

function memberLineOf(
  context: StoreContext,
  { segments, joinedAt, debt, ...row }: MemberRow,
  lots: LotRow[],
  months: MemberMonth[],
): Omit<MemberLine, "consents"> {
  const { now } = context;
  const inLots = (which: (lot: LotRow) => boolean) =>
    lots.filter(which).reduce((sum, { remaining }) => sum + remaining, 0);
  return {
    type: "member",
    ...row,
    segments: JSON.parse(segments) as string[],
    joinedAt: isoTime(joinedAt),
    balance: {
      available: inLots(({ availableAt }) => availableAt <= now),
      pending: inLots(({ availableAt }) => availableAt > now),
      debt,
    },
    lots: lots.map((lot) => ({
      points: lot.remaining,
      earnedAt: isoTime(lot.grantedAt),
      availableAt: timeOrNever(lot.availableAt),
      expiresAt: timeOrNever(lot.expiresAt),
      dueAt: timeOrNever(lot.dueAt),
      warnAt: timeOrNever(lot.warnAt),
      warnedAt: isoTimeOrNull(lot.warnedAt),
      grace: lot.grace,
      idleDays: lot.idleDays,
    })),
    months: months.map(({ month, spend, points, orders: count }) => ({
      month,
      spend,
      points,
      orders: count,
    })),
    tier: standingAt(context, { months }, now).level?.id ?? null,
  };
}

interface OrderRow {
  id: string;
  memberId: string | null;
  customerId: string | null;
  email: string | null;
  points: number;
  state: string;
}

async function orders(context: StoreContext, after: string): Promise<Page> {
  const { database, storeId } = context;
  const [rows] = await batch(database, [
    database.all<OrderRow>(sql`SELECT orders.id AS id, orders.member_id AS memberId, orders.customer_id AS customerId,
        members.email AS email, points, state
      FROM orders LEFT JOIN members ON members.store_id = orders.store_id AND members.id = orders.member_id
      WHERE orders.store_id = ${storeId} AND orders.id > ${after} ORDER BY orders.id LIMIT ${ROWS_A_QUERY}`),
  ]);
  return pageFrom(rows, orderLineOf, ({ id }) => id);
}

/** An order's customer by their id, or else by the address of the member whose it is. A guest's address isn't kept. */
function orderLineOf({ id, memberId, customerId, email, points, state }: OrderRow): OrderLine {
  const customer = customerId !== null ? { id: customerId } : email !== null ? { email } : null;
  return { type: "order", id, memberId, customer, points, state: orderFrom(state) };
}

async function vouchersPage(context: StoreContext, after: string): Promise<Page> {
  const { database, storeId, now } = context;
  const [rows] = await batch(database, [
    database
      .select()
      .from(vouchers)
      .where(sql`store_id = ${storeId} AND code > ${after}`)
      .orderBy(vouchers.code)
      .limit(ROWS_A_QUERY),
  ]);
  return pageFrom(
    rows,
    (row: VoucherRow) => ({ type: "voucher", memberId: row.memberId, ...renamed(voucherAnswer(row, now)) }),
    ({ code }) => code,
  );
}

/** A voucher has a type of its own; in a line `type` says what the line is. */
function renamed<Voucher extends { type: string }>({ type, ...voucher }: Voucher) {
  return { ...voucher, voucherType: type };
}

interface EntryRow {
  memberId: string;
  id: string;
  kind: string;
  points: number;
  programVersion: number;
  reason: string;
  createdAt: number;
}

async function entries(context: StoreContext, after: string): Promise<Page> {
  const { database, storeId } = context;
  const [memberId = "", id = ""] = after.split(" ");
  const [rows] = await batch(database, [
    database.all<EntryRow>(sql`SELECT member_id AS memberId, id, kind, points, program_version AS programVersion, reason,
        created_at AS createdAt
      FROM entries WHERE store_id = ${storeId} AND (member_id, id) > (${memberId}, ${id})
      ORDER BY member_id, id LIMIT ${ROWS_A_QUERY}`),
  ]);
  return pageFrom(
    rows,
    ({ reason, createdAt, ...row }) => {
      const why = JSON.parse(reason) as Reason;
      return {
        type: "entry",
        ...row,
        reason: why,
        sentence: sentenceOf(row.points, why),
        createdAt: isoTime(createdAt),
      };
    },
    (row) => `${row.memberId} ${row.id}`,
  );
}

function timeOrNever(at: number): string | null {
  return at === NEVER ? null : isoTime(at);
}
