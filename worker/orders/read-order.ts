/** Everything that deciding about an order needs, read in one round trip. */
import { and, asc, eq, ne, sql, type SQL } from "drizzle-orm";
import { members, orders, programs } from "../database/schema.ts";
import { emailKeyOf } from "../members/email.ts";
import type { Customer, KnownMembers } from "../members/identify.ts";
import type { OrderUpdate } from "../program/order.ts";
import { selectReferralsOfOrder, type ReferralOfOrder } from "../referrals/settle.ts";
import type { VoucherRow } from "../rewards/answers.ts";
import { selectOrderVouchers } from "../rewards/capture-vouchers.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";

export type OrderRow = typeof orders.$inferSelect;

/** Who placed the order, with what their address is found by. */
export interface OrderCustomer extends Customer {
  emailKey: string | null;
}

export interface OrderFacts {
  stored: OrderRow | null;
  /** The rules it was placed under; null where the store has published none. */
  program: { version: number; document: string } | null;
  members: KnownMembers;
  /** When the same customer first placed another order, milliseconds; null for never. */
  otherOrderAt: number | null;
  vouchers: VoucherRow[];
  referrals: ReferralOfOrder[];
}

/** The customer of an update, with what the address is found by. */
export async function customerOf(storeId: string, { customer }: OrderUpdate): Promise<OrderCustomer> {
  const email = customer?.email ?? null;
  return {
    id: customer?.id ?? null,
    email,
    emailKey: email === null ? null : await emailKeyOf(storeId, email),
    firstName: customer?.firstName ?? null,
  };
}

/** The facts for an order and the customer who placed it. */
export async function readOrder(
  context: StoreContext,
  orderId: string,
  update: OrderUpdate,
  customer: OrderCustomer,
): Promise<OrderFacts> {
  const { database, storeId } = context;
  const thisOrder = and(eq(orders.storeId, storeId), eq(orders.id, orderId));
  // An order may name the member by customer id alone: their address counts all the same.
  const emailKey = sql`coalesce(${customer.emailKey}, (SELECT email_key FROM members
    WHERE store_id = ${storeId} AND customer_id = ${customer.id}))`;
  const otherOrders = (
    column: typeof orders.customerId | typeof orders.emailKey,
    value: string | SQL | null,
  ) =>
    database
      .select({ placedAt: orders.placedAt })
      .from(orders)
      .where(and(eq(orders.storeId, storeId), eq(column, value ?? ""), ne(orders.id, orderId)))
      .orderBy(asc(orders.placedAt))
      .limit(1);
  const memberBy = (column: typeof members.customerId | typeof members.emailKey, value: string | null) =>
    database
      .select()
      .from(members)
      .where(and(eq(members.storeId, storeId), eq(column, value ?? "")));

  const [stored, program, byCustomer, byEmail, byCustomerBefore, byEmailBefore, vouchers, referrals] =
    await readCurrent(context, [
      database.select().from(orders).where(thisOrder),
      database
        .select({ version: programs.version, document: programs.document })
        .from(programs)
        .where(
          and(
            eq(programs.storeId, storeId),
            // The version it was placed under; a store's first for an order from before there was one.
            sql`version = coalesce(
              (SELECT program_version FROM orders WHERE store_id = ${storeId} AND id = ${orderId}),
              (SELECT version FROM programs WHERE store_id = ${storeId}
                AND published_at <= ${Date.parse(update.placedAt)} ORDER BY version DESC LIMIT 1),
              1)`,
          ),
        ),
      memberBy(members.customerId, customer.id),
      memberBy(members.emailKey, customer.emailKey),
      otherOrders(orders.customerId, customer.id),
      otherOrders(orders.emailKey, emailKey),
      selectOrderVouchers(context, orderId, update),
      selectReferralsOfOrder(context, orderId, emailKey, update.vouchers),
    ] as const);

  const placed = [...byCustomerBefore, ...byEmailBefore].map((row) => row.placedAt);
  return {
    stored: stored[0] ?? null,
    program: program[0] ?? null,
    members: { byCustomer: byCustomer[0] ?? null, byEmail: byEmail[0] ?? null },
    otherOrderAt: placed.length > 0 ? Math.min(...placed) : null,
    vouchers,
    referrals,
  };
}
