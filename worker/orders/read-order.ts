/** Everything that deciding about an order needs, read in one round trip. */
import { and, asc, eq, ne, sql, type SQL } from "drizzle-orm";
import { members, orders, programs } from "../database/schema.ts";
import type { MemberRow } from "../members/enrol.ts";
import { knownMember } from "../members/identify.ts";
import { programFrom, type Program } from "../program/document.ts";
import { HISTORY_VERSION, historyProgram } from "../program/history.ts";
import { selectReferralsOfOrder, type ReferralOfOrder } from "../referrals/settle.ts";
import { selectOrderVouchers, type OrderVoucher } from "../rewards/capture-vouchers.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import type { TierFacts } from "../tiers/facts.ts";
import { othersFrom, programsFrom, selectOthers, type OtherOrder } from "./read-others.ts";
import { selectTiers, tiersFrom } from "./read-tiers.ts";
import type { ToldState } from "./told-state.ts";

export type OrderRow = typeof orders.$inferSelect;

export interface OrderFacts {
  stored: OrderRow | null;
  /** The version it was placed under; null where the store has published none. */
  version: number | null;
  /** The documents of that version and of those that `others` were placed under. */
  programs: Map<number, Program>;
  /** The members that the customer's id and address belong to, and the one whose order it was until now. */
  byCustomer: MemberRow | null;
  byEmail: MemberRow | null;
  former: MemberRow | null;
  /** When the same customer first placed another order, milliseconds; null for never. */
  otherOrderAt: number | null;
  vouchers: OrderVoucher[];
  referrals: ReferralOfOrder[];
  /** Other orders of these members that share a cap with this one. */
  others: OtherOrder[];
  /** What these members' tiers are counted from, by member. */
  tiers: Map<string, TierFacts>;
}

/** The facts for an order and the customer who placed it. */
export async function readOrder(
  context: StoreContext,
  orderId: string,
  told: ToldState,
): Promise<OrderFacts> {
  const { database, storeId } = context;
  const { customer, state } = told;
  const former = sql`SELECT member_id FROM orders WHERE store_id = ${storeId} AND id = ${orderId}`;
  const isCustomers =
    customer.memberId === null ? sql`customer_id = ${customer.id}` : sql`id = ${customer.memberId}`;
  const customersMember = sql`SELECT id FROM members WHERE store_id = ${storeId} AND ${isCustomers}`;
  const addressMember = sql`SELECT id FROM members WHERE store_id = ${storeId} AND email_key = ${customer.emailKey}`;
  // Whom `identify` takes: the address of a member with another customer id stays theirs.
  const namedMember = sql`coalesce((${customersMember}), (${addressMember} AND (${customer.id} IS NULL OR customer_id IS NULL)))`;
  // An order may name the member by an id alone: their address counts all the same.
  const emailKey = sql`coalesce(${customer.emailKey}, (SELECT email_key FROM members
    WHERE store_id = ${storeId} AND ${isCustomers}))`;
  const tierQueries = selectTiers(context, told.placedAt, namedMember, former);
  const otherQueries = selectOthers(context, orderId, told, sql`SELECT ${namedMember} UNION ALL ${former}`);

  const [stored, program, found, byCustomerBefore, byEmailBefore, vouchers, referrals, ...more] =
    await readCurrent(context, [
      database
        .select()
        .from(orders)
        .where(and(eq(orders.storeId, storeId), eq(orders.id, orderId))),
      selectProgram(context, orderId, told),
      database
        .select()
        .from(members)
        // Each branch has an index of its own; OR over them would read the table.
        .where(
          and(
            eq(members.storeId, storeId),
            sql`${members.id} IN (${customersMember} UNION ALL ${addressMember} UNION ALL ${former})`,
          ),
        ),
      selectFirstOther(context, orderId, orders.customerId, sql`${customer.id}`),
      selectFirstOther(context, orderId, orders.emailKey, emailKey),
      selectOrderVouchers(context, orderId, state),
      selectReferralsOfOrder(context, orderId, emailKey, state.vouchers),
      ...tierQueries,
      ...otherQueries,
    ] as const);

  const order = stored[0] ?? null;
  const member = (matches: (row: MemberRow) => boolean) => found.find(matches) ?? null;
  const byCustomer = member((row) =>
    customer.memberId === null
      ? customer.id !== null && row.customerId === customer.id
      : row.id === customer.memberId,
  );
  const byEmail = member((row) => customer.emailKey !== null && row.emailKey === customer.emailKey);
  const formerMember = member((row) => row.id === order?.memberId);
  const placed = [...byCustomerBefore, ...byEmailBefore].map((row) => row.placedAt);
  const rows = more as unknown[][];
  const [others = [], documents = []] = rows.slice(tierQueries.length);
  const live = context.configuration.program;
  return {
    stored: order,
    version: order?.programVersion === HISTORY_VERSION ? HISTORY_VERSION : (program[0]?.version ?? null),
    programs: new Map([
      [HISTORY_VERSION, historyProgram] as const,
      ...(live ? [[live.version, live.document] as const] : []),
      ...program.flatMap(({ version, document }) =>
        document === null ? [] : [[version, programFrom(document)] as const],
      ),
      ...programsFrom(documents),
    ]),
    byCustomer,
    byEmail,
    former: formerMember,
    otherOrderAt: placed.length > 0 ? Math.min(...placed) : null,
    vouchers,
    referrals,
    others: othersFrom(others),
    tiers: tiersFrom(rows.slice(0, tierQueries.length), [
      knownMember(customer, { byCustomer, byEmail }),
      formerMember,
    ]),
  };
}

/** The query for when the customer first placed another order. */
function selectFirstOther(
  { database, storeId }: StoreContext,
  orderId: string,
  column: typeof orders.customerId | typeof orders.emailKey,
  value: SQL,
) {
  return database
    .select({ placedAt: orders.placedAt })
    .from(orders)
    .where(and(eq(orders.storeId, storeId), eq(column, value), ne(orders.id, orderId)))
    .orderBy(asc(orders.placedAt))
    .limit(1);
}

/** The version it was placed under; a store's first for an order from before there was one. */
function selectProgram({ database, storeId, configuration }: StoreContext, orderId: string, told: ToldState) {
  const { placedAt, updatedAt } = told;
  // A version that is in memory is not read again.
  const document = sql<string | null>`iif(version = ${configuration.program?.version ?? 0}, NULL, document)`;
  return database
    .select({ version: programs.version, document: document.as("document") })
    .from(programs)
    .where(
      and(
        eq(programs.storeId, storeId),
        sql`version = coalesce(
          (SELECT program_version FROM orders WHERE store_id = ${storeId} AND id = ${orderId}
            AND (placed_at = ${placedAt} OR updated_at > ${updatedAt})),
          (SELECT version FROM programs WHERE store_id = ${storeId}
            AND published_at <= ${placedAt} ORDER BY version DESC LIMIT 1),
          1)`,
      ),
    );
}
