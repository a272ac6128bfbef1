/**
 * What an order does to the vouchers it names: they are used while it stands, and free again when it doesn't; or, where
 * the reward said so, their points go back when it is cancelled and are taken again when it is re-opened.
 */
import { and, eq, getTableColumns, sql, type SQL } from "drizzle-orm";
import { z } from "@hono/zod-openapi";
import type { Statement } from "../database/client.ts";
import { vouchers } from "../database/schema.ts";
import { NEVER } from "../program/lot-dates.ts";
import type { OrderState } from "../program/order.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { VoucherRow } from "./answers.ts";
import { normalCode } from "./code.ts";
import { undoRedemptions } from "./undo-redemption.ts";
import { guardVoucher, whyNotUsable } from "./use-voucher.ts";

export const capturedVoucherSchema = z
  .object({
    code: z.string(),
    accepted: z.boolean(),
    detail: z.string().nullable().meta({ description: "Why it was not accepted." }),
  })
  .meta({ id: "OrderVoucher" });

type CapturedVoucher = z.infer<typeof capturedVoucherSchema>;

export interface OrderVoucher extends VoucherRow {
  /** When its points were given back, milliseconds; null where they weren't. */
  releasedAt: number | null;
  /** Of one whose points were given back: until when the shop's checkout took its code all the same; null: it didn't. */
  tookUntil: number | null;
}

export interface CapturingOrder {
  id: string;
  /** The latest. */
  state: OrderState;
}

/** The query for the vouchers that an order names now or named before. */
export function selectOrderVouchers(
  { database, storeId }: StoreContext,
  orderId: string,
  state: Pick<OrderState, "vouchers">,
) {
  const codes: SQL = sql`SELECT value FROM json_each(${JSON.stringify(state.vouchers.map(normalCode))})
    UNION SELECT upper(trim(named.value)) FROM orders, json_each(orders.state, '$.vouchers') AS named
      WHERE orders.store_id = ${storeId} AND orders.id = ${orderId}`;
  const releasedAt = sql<number | null>`iif(status = 'released', (SELECT released_at FROM redemptions
    WHERE redemptions.store_id = ${storeId} AND redemptions.id = vouchers.redemption_id), NULL)`;
  const tookUntil = sql<
    number | null
  >`iif(status = 'released' AND publication IN ('withdrawing', 'withdrawn'),
    (SELECT iif(publication = 'withdrawing', ${NEVER}, withdrawn_at) FROM voucher_publications AS published
      WHERE published.store_id = ${storeId} AND published.code = vouchers.code AND published_at IS NOT NULL), NULL)`;
  return database
    .select({
      ...getTableColumns(vouchers),
      releasedAt: releasedAt.as("released_at"),
      tookUntil: tookUntil.as("took_until"),
    })
    .from(vouchers)
    .where(and(eq(vouchers.storeId, storeId), sql`code IN (${codes})`));
}

export interface RenewedVoucher {
  voucher: OrderVoucher;
  /** Whether the order uses it; else it is free again, as if the order had never been cancelled. */
  isUsed: boolean;
}

export interface CapturedVouchers {
  /** What frees and uses vouchers, and gives points back: to be written before the order's own points are posted. */
  statements: Statement[];
  /** Those whose price is taken again (`renewRedemption`), after them. */
  renewed: RenewedVoucher[];
  answers: CapturedVoucher[];
}

/**
 * The statements that make the vouchers fit the order's latest state, and what became of each code.
 * A code that is none of ours is the store's own affair, and is answered as not accepted.
 */
export function captureVouchers(
  context: StoreContext,
  found: OrderVoucher[],
  order: CapturingOrder,
): CapturedVouchers {
  const placedAt = Date.parse(order.state.placedAt);
  const named = namedBy(order.state);
  const statements: Statement[] = [];
  const renewed: RenewedVoucher[] = [];
  const answers = named.map((code): CapturedVoucher => {
    const voucher = found.find((each) => each.code === code);
    if (!voucher) return { code, accepted: false, detail: NOT_OURS };
    if (isUsedOn(voucher, order.id)) return { code, accepted: true, detail: null };
    if (standsAgain(voucher, order.id, placedAt)) {
      renewed.push({ voucher, isUsed: true });
      return { code, accepted: true, detail: null };
    }
    const detail = whyNotUsable(voucher, placedAt);
    if (detail === null)
      statements.push(
        ...setVoucher(context, voucher, { status: "used", orderId: order.id, usedAt: placedAt }),
      );
    return { code, accepted: detail === null, detail };
  });
  const given =
    order.state.cancelledAt === null ? [] : found.filter((each) => givesBack(each, order, placedAt));
  for (const voucher of given) statements.push(...giveBackPoints(context, voucher, order.id, placedAt));
  const mentioned = codesOf(order.state);
  for (const voucher of found) {
    if (isUsedOn(voucher, order.id) && !named.includes(voucher.code) && !given.includes(voucher))
      statements.push(...setVoucher(context, voucher, { status: "issued", orderId: null, usedAt: null }));
    // Whether it was cancelled in between or not, an order that doesn't name it leaves it as it was given.
    if (voucher.status === "released" && voucher.orderId === order.id && !mentioned.includes(voucher.code))
      renewed.push({ voucher, isUsed: false });
  }
  return { statements, renewed, answers };
}

/** What became of each code of an order that is told again, without changing anything. */
export function capturedVouchers(
  found: OrderVoucher[],
  orderId: string,
  state: OrderState,
): CapturedVoucher[] {
  return namedBy(state).map((code) => {
    const voucher = found.find((each) => each.code === code);
    if (!voucher) return { code, accepted: false, detail: NOT_OURS };
    const accepted = isUsedOn(voucher, orderId);
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
  return state.cancelledAt === null ? codesOf(state) : [];
}

function codesOf(state: OrderState): string[] {
  return [...new Set(state.vouchers.map(normalCode))];
}

function isUsedOn(voucher: VoucherRow, orderId: string): boolean {
  return voucher.status === "used" && voucher.orderId === orderId;
}

/** Whether the cancelled order gives the voucher's points back: also where it is told as cancelled first of all. */
function givesBack(voucher: VoucherRow, { id, state }: CapturingOrder, placedAt: number): boolean {
  if (voucher.details.onCancel !== "give_back" || !codesOf(state).includes(voucher.code)) return false;
  return isUsedOn(voucher, id) || whyNotUsable(voucher, placedAt) === null;
}

/**
 * Whether a voucher whose points were given back is the order's all the same: they were given back because this very
 * order was cancelled, or because the voucher expired before the store told us that it had been used in time, or by
 * somebody who used it at the shop's checkout while that still took its code.
 */
function standsAgain(voucher: OrderVoucher, orderId: string, placedAt: number): boolean {
  const { status, returns, availableAt, releasedAt, tookUntil } = voucher;
  if (status !== "released") return false;
  if (voucher.orderId === orderId) return true;
  const expiresAt = voucher.expiresAt ?? NEVER;
  const isReturned = returns && releasedAt !== null && releasedAt >= expiresAt;
  const wasTaken = tookUntil !== null && placedAt < tookUntil;
  return (
    (isReturned || wasTaken) && voucher.orderId === null && availableAt <= placedAt && placedAt < expiresAt
  );
}

function giveBackPoints(
  context: StoreContext,
  voucher: VoucherRow,
  orderId: string,
  placedAt: number,
): Statement[] {
  const used = { status: "used", orderId, usedAt: placedAt } as const;
  const voucherCode = voucher.details.code ?? voucher.code;
  const reason = { rule: "redemption_released", rewardName: voucher.name, voucherCode, orderId } as const;
  return [
    ...(isUsedOn(voucher, orderId) ? [guardVoucher(context, voucher)] : setVoucher(context, voucher, used)),
    // It keeps the order, which uses it again when it is re-opened.
    ...undoRedemptions(context.database, [{ voucher: { ...voucher, ...used }, reason }], context.now),
  ];
}

function setVoucher(context: StoreContext, voucher: VoucherRow, set: Partial<VoucherRow>): Statement[] {
  const { database, storeId, now } = context;
  const thisVoucher = and(eq(vouchers.storeId, storeId), eq(vouchers.code, voucher.code));
  return [
    guardVoucher(context, voucher),
    database
      .update(vouchers)
      .set({ ...set, changedAt: now })
      .where(thisVoucher),
  ];
}
