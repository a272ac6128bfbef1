import { z } from "@hono/zod-openapi";
import { and, asc, eq, gt, sql, type SQL } from "drizzle-orm";
import {
  consentSources,
  memberActions,
  memberConsents,
  members,
  notices,
  orders,
  referralLinks,
  referrals,
  vouchers,
} from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { selectBalance, type Balance } from "../ledger/balance.ts";
import { noticeAnswer, noticeSchema } from "../notices/answers.ts";
import { NEVER } from "../program/lot-dates.ts";
import { orderFrom, orderState } from "../program/order.ts";
import { voucherAnswer, voucherSchema, type VoucherAnswer } from "../rewards/answers.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { tierAnswer, tierSchema } from "../tiers/answers.ts";
import { selectMonths } from "../tiers/facts.ts";
import { balanceSchema, entrySchema, isoTime, isoTimeOrNull, memberAnswer, memberSchema } from "./answers.ts";
import { entryOfRow, selectEntriesAfter } from "./entries.ts";

/** Rows of a list that one query reads. */
const ROWS_A_QUERY = 500;

const lotSchema = z.object({
  id: z.string(),
  source: z.string().nullable(),
  granted: z.int(),
  remaining: z.int(),
  expired: z.int(),
  earnedAt: z.iso.datetime(),
  availableAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
});

/** Everything that is held about a member. */
export const memberExportSchema = z
  .object({
    exportedAt: z.iso.datetime(),
    member: memberSchema,
    balance: balanceSchema,
    tier: tierSchema.nullable(),
    referralLink: z.object({ code: z.string(), clicks: z.int(), active: z.boolean() }).nullable(),
    referredBy: z
      .array(z.object({ code: z.string(), firstName: z.string().nullable(), claimedAt: z.iso.datetime() }))
      .meta({ description: "The link that they claimed a welcome reward by." }),
    months: z.array(
      z.object({ month: z.int(), spend: z.int(), points: z.int(), orders: z.int() }).meta({
        description: "What their tier is counted from; the month as yyyymm.",
      }),
    ),
    entries: z.array(entrySchema).meta({ description: "The oldest first." }),
    lots: z.array(lotSchema),
    orders: z.array(z.object({ id: z.string(), points: z.int(), forgiven: z.int(), state: orderState })),
    vouchers: z.array(voucherSchema),
    referrals: z.array(
      z.object({ firstName: z.string().nullable(), status: z.string(), claimedAt: z.iso.datetime() }),
    ),
    actions: z.array(z.object({ action: z.string(), at: z.iso.datetime() })),
    notices: z.array(noticeSchema),
    consents: z
      .array(
        z.object({
          marketing: z.boolean(),
          saidAt: z.iso.datetime(),
          recordedAt: z.iso.datetime(),
          source: z.enum(consentSources),
          words: z.string().nullable(),
        }),
      )
      .meta({ description: "Everything that was said about marketing mail, as it was written down." }),
  })
  .meta({ id: "MemberExport" });

/** How an export shows what not everybody may see whole. */
export interface Shown {
  entry: typeof entryOfRow;
  voucher: (voucher: VoucherAnswer) => VoucherAnswer;
}

const ALL_OF_IT: Shown = { entry: entryOfRow, voucher: (voucher) => voucher };

/** A list of the export, read on after the row whose place it gave. */
interface List {
  name: string;
  read: (after: string | null) => Promise<{ items: unknown[]; next: string | null }>;
}

/**
 * Everything that is held about the member, as the JSON of `memberExportSchema`, a piece at a time: the lists are read
 * as they are asked for, `ROWS_A_QUERY` rows a round trip, so that what is written meanwhile may be in the later ones.
 * Throws the problem `member_not_found` before the first piece.
 */
export async function exportMember(
  context: StoreContext,
  memberId: string,
  shown = ALL_OF_IT,
): Promise<AsyncGenerator<string>> {
  const { database, storeId, now } = context;
  const [[member], [balance], months, allMonths, [link], claimed] = await readCurrent(context, [
    database
      .select()
      .from(members)
      .where(and(eq(members.storeId, storeId), eq(members.id, memberId), sql`erased_at IS NULL`)),
    database.all<Balance>(selectBalance(storeId, memberId, now)),
    selectMonths(context, memberId),
    database.all(sql`SELECT month, spend, points, orders FROM member_months
      WHERE store_id = ${storeId} AND member_id = ${memberId} ORDER BY month`),
    database
      .select({ code: referralLinks.code, clicks: referralLinks.clicks, active: referralLinks.active })
      .from(referralLinks)
      .where(and(eq(referralLinks.storeId, storeId), eq(referralLinks.memberId, memberId))),
    database
      .select({ code: referrals.code, firstName: referrals.friendFirstName, claimedAt: referrals.claimedAt })
      .from(referrals)
      .where(
        and(
          eq(referrals.storeId, storeId),
          sql`friend_email_key = (SELECT email_key FROM members WHERE store_id = ${storeId} AND id = ${memberId})`,
        ),
      ),
  ] as const);
  if (!member || !balance) throw new Problem("member_not_found");
  const head = {
    exportedAt: isoTime(now),
    member: memberAnswer(member),
    balance,
    tier: tierAnswer(context, months),
    referralLink: link ?? null,
    referredBy: claimed.map((each) => ({ ...each, claimedAt: isoTime(each.claimedAt) })),
    months: allMonths,
  };
  return written(head, listsOf(context, memberId, member.customerId, shown));
}

async function* written(head: object, lists: List[]): AsyncGenerator<string> {
  yield JSON.stringify(head).slice(0, -1);
  for (const { name, read } of lists) {
    yield `,${JSON.stringify(name)}:[`;
    let isFirst = true;
    for (let after: string | null = null; ;) {
      const { items, next } = await read(after);
      if (items.length > 0) yield (isFirst ? "" : ",") + items.map((item) => JSON.stringify(item)).join(",");
      isFirst &&= items.length === 0;
      if (next === null) break;
      after = next;
    }
    yield "]";
  }
  yield "}";
}

interface LotRow {
  id: string;
  source: string | null;
  granted: number;
  remaining: number;
  expired: number;
  grantedAt: number;
  availableAt: number;
  toldAt: number;
}

function listsOf(context: StoreContext, memberId: string, customerId: string | null, shown: Shown): List[] {
  const { database, storeId, now } = context;
  const limit = ROWS_A_QUERY;
  const of = (storeColumn: SQL, memberColumn: SQL) =>
    sql`${storeColumn} = ${storeId} AND ${memberColumn} = ${memberId}`;
  return [
    list(
      "entries",
      (after) => selectEntriesAfter(database, storeId, memberId, after, limit),
      idOf,
      shown.entry,
    ),
    list(
      "lots",
      (after) =>
        database.all<LotRow>(sql`SELECT id, source, granted, remaining, expired, granted_at AS grantedAt,
            available_at AS availableAt, iif(warned_at IS NULL, due_at, expires_at) AS toldAt
          FROM lots WHERE store_id = ${storeId} AND member_id = ${memberId} AND id > ${after ?? ""}
          ORDER BY id LIMIT ${limit}`),
      idOf,
      ({ grantedAt, availableAt, toldAt, ...lot }) => ({
        ...lot,
        earnedAt: isoTime(grantedAt),
        availableAt: timeOrNever(availableAt),
        expiresAt: timeOrNever(toldAt),
      }),
    ),
    list(
      "orders",
      (after) =>
        database
          .select()
          .from(orders)
          .where(
            sql`${of(sql`${orders.storeId}`, sql`${orders.memberId}`)} AND ${placeAfter(sql`placed_at`, sql`id`, after)}`,
          )
          .orderBy(asc(orders.placedAt), asc(orders.id))
          .limit(limit),
      ({ placedAt, id }) => `${placedAt} ${id}`,
      ({ id, points, forgiven, state }) => ({ id, points, forgiven, state: orderFrom(state) }),
    ),
    list(
      "vouchers",
      (after) =>
        database
          .select()
          .from(vouchers)
          .where(
            sql`${of(sql`${vouchers.storeId}`, sql`${vouchers.memberId}`)} AND ${placeAfter(sql`created_at`, sql`code`, after)}`,
          )
          .orderBy(asc(vouchers.createdAt), asc(vouchers.code))
          .limit(limit),
      ({ createdAt, code }) => `${createdAt} ${code}`,
      (row) => shown.voucher(voucherAnswer(row, now)),
    ),
    list(
      "referrals",
      (after) =>
        database
          .select()
          .from(referrals)
          .where(
            sql`${of(sql`${referrals.storeId}`, sql`${referrals.advocateId}`)} AND ${placeAfter(sql`claimed_at`, sql`id`, after)}`,
          )
          .orderBy(asc(referrals.claimedAt), asc(referrals.id))
          .limit(limit),
      ({ claimedAt, id }) => `${claimedAt} ${id}`,
      ({ friendFirstName, status, claimedAt }) => ({
        firstName: friendFirstName,
        status,
        claimedAt: isoTime(claimedAt),
      }),
    ),
    list(
      "actions",
      (after) =>
        database
          .select()
          .from(memberActions)
          .where(
            sql`${of(sql`${memberActions.storeId}`, sql`${memberActions.memberId}`)}
            AND (action_id, at, entry_id) > (${partOf(after, 0)}, ${Number(partOf(after, 1))}, ${partOf(after, 2)})`,
          )
          .orderBy(asc(memberActions.actionId), asc(memberActions.at), asc(memberActions.entryId))
          .limit(limit),
      ({ actionId, at, entryId }) => `${actionId} ${at} ${entryId}`,
      ({ actionId, at }) => ({ action: actionId, at: isoTime(at) }),
    ),
    list(
      "notices",
      (after) =>
        database
          .select()
          .from(notices)
          .where(
            and(eq(notices.storeId, storeId), eq(notices.memberId, memberId), gt(notices.id, after ?? "")),
          )
          .orderBy(asc(notices.id))
          .limit(limit),
      idOf,
      (row) => noticeAnswer({ ...row, customerId }),
    ),
    list(
      "consents",
      (after) =>
        database
          .select()
          .from(memberConsents)
          .where(
            // What they said in an account that was merged into this one, too.
            sql`store_id = ${storeId} AND member_id IN (SELECT ${memberId} UNION ALL
              SELECT id FROM members WHERE store_id = ${storeId} AND merged_into = ${memberId}) AND id > ${after ?? ""}`,
          )
          .orderBy(asc(memberConsents.id))
          .limit(limit),
      idOf,
      ({ marketing, saidAt, recordedAt, source, words }) => ({
        marketing,
        saidAt: isoTime(saidAt),
        recordedAt: isoTime(recordedAt),
        source,
        words,
      }),
    ),
  ];
}

function list<Row>(
  name: string,
  select: (after: string | null) => PromiseLike<Row[]>,
  place: (row: Row) => string,
  item: (row: Row) => unknown,
): List {
  const read = async (after: string | null) => {
    const rows = await select(after);
    const last = rows.at(-1);
    return { items: rows.map(item), next: last && rows.length === ROWS_A_QUERY ? place(last) : null };
  };
  return { name, read };
}

function idOf({ id }: { id: string }): string {
  return id;
}

/** The condition that a row comes after the place, which is its time and its id with a space between. */
function placeAfter(time: SQL, id: SQL, after: string | null): SQL {
  if (after === null) return sql`true`;
  return sql`(${time}, ${id}) > (${Number(partOf(after, 0))}, ${after.slice(after.indexOf(" ") + 1)})`;
}

function partOf(after: string | null, index: number): string {
  return after?.split(" ")[index] ?? "";
}

function timeOrNever(at: number): string | null {
  return isoTimeOrNull(at === NEVER ? null : at);
}
