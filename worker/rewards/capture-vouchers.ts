/** What an order does to the vouchers it names: they are used while it stands, and free again when it doesn't. */
import { and, eq, sql, type SQL } from "drizzle-orm";
import { z } from "@hono/zod-openapi";
import type { Statement } from "../database/client.ts";
import { vouchers } from "../database/schema.ts";
import type { OrderState } from "../program/order.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { VoucherRow } from "./answers.ts";
import { normalCode } from "./code.ts";
import { guardVoucher, whyNotUsable } from "./use-voucher.ts";

export const capturedVoucherSchema = z
  .object({
    code: z.string(),
    accepted: z.boolean(),
    detail: z.string().nullable().meta({ description: "Why it was not accepted." }),
  })
  .meta({ id: "OrderVoucher" });

type CapturedVoucher = z.infer<typeof capturedVoucherSchema>;

/** The query for the vouchers that an order names now or named before. */
export function selectOrderVouchers({ database, storeId }: StoreContext, orderId: string, state: OrderState) {
  const codes: SQL = sql`SELECT value FROM json_each(${JSON.stringify(state.vouchers.map(normalCode))})
    UNION SELECT upper(trim(named.value)) FROM orders, json_each(orders.state, '$.vouchers') AS named
      WHERE orders.store_id = ${storeId} AND orders.id = ${orderId}`;
  return database
    .select()
    .from(vouchers)
    .where(and(eq(vouchers.storeId, storeId), sql`code IN (${codes})`));
}

/**
 * The statements that make the vouchers fit the order's latest state, and what became of each code.
 * A code that is none of ours is the store's own affair, and is answered as not accepted.
 */
export function captureVouchers(
  context: StoreContext,
  found: VoucherRow[],
  orderId: string,
  state: OrderState,
): { statements: Statement[]; answers: CapturedVoucher[] } {
  const { database, storeId } = context;
  const placedAt = Date.parse(state.placedAt);
  const named = namedBy(state);
  const statements: Statement[] = [];
  const update = (voucher: VoucherRow, set: Partial<VoucherRow>) => {
    const thisVoucher = and(eq(vouchers.storeId, storeId), eq(vouchers.code, voucher.code));
    statements.push(guardVoucher(context, voucher), database.update(vouchers).set(set).where(thisVoucher));
  };
  const answers = named.map((code): CapturedVoucher => {
    const voucher = found.find((each) => each.code === code);
    if (!voucher) return { code, accepted: false, detail: NOT_OURS };
    if (voucher.status === "used" && voucher.orderId === orderId)
      return { code, accepted: true, detail: null };
    const detail = whyNotUsable(voucher, placedAt);
    if (detail === null) update(voucher, { status: "used", orderId, usedAt: placedAt });
    return { code, accepted: detail === null, detail };
  });
  for (const voucher of found)
    if (voucher.status === "used" && voucher.orderId === orderId && !named.includes(voucher.code))
      update(voucher, { status: "issued", orderId: null, usedAt: null });
  return { statements, answers };
}

/** What became of each code of an order that is told again, without changing anything. */
export function capturedVouchers(found: VoucherRow[], orderId: string, state: OrderState): CapturedVoucher[] {
  return namedBy(state).map((code) => {
    const voucher = found.find((each) => each.code === code);
    if (!voucher) return { code, accepted: false, detail: NOT_OURS };
    const accepted = voucher.status === "used" && voucher.orderId === orderId;
    const why =
      whyNotUsable(voucher, Date.parse(state.placedAt)) ?? "It could not be used when the order was told.";
    return { code, accepted, detail: accepted ? null : why };
  });
}

/** The codes among them that the order uses. */
export function acceptedCodes(captured: CapturedVoucher[]): string[] {
  return captured.filter((voucher) => voucher.accepted).map((voucher) => voucher.code);
}

const NOT_OURS = "This is not a voucher of the program.";

function namedBy(state: OrderState): string[] {
  return state.cancelledAt === null ? [...new Set(state.vouchers.map(normalCode))] : [];
}
