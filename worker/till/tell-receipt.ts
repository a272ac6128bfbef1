import { and, eq, sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { members, orders } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import {
  answerOfRefusal,
  earlierAnswer,
  keyedStatements,
  keyedWrite,
  type KeyedAnswer,
  type KeyedRequest,
} from "../http/idempotency.ts";
import type { OrderAnswer } from "../orders/answers.ts";
import { selectBalance, type Balance } from "../ledger/balance.ts";
import { putOrder } from "../orders/put-order.ts";
import { OrderMovedOn } from "../orders/take-state.ts";
import { orderFrom, type OrderUpdate } from "../program/order.ts";
import { capturedVouchers, selectOrderVouchers } from "../rewards/capture-vouchers.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { orderIdOf, receiptOf, standingAnswer, type ReceiptAnswer, type StoredReceipt } from "./receipt.ts";

/** Tries after another till told the same receipt first. */
const MOST_TRIES = 5;

/** What a receipt is to become. */
export interface NextReceipt {
  update: OrderUpdate;
  memberId: string;
  /** Notes who did it; written with the order. */
  note: Statement;
}

/**
 * Tells a receipt's order anew. `decide` says what it is to become from how it stands (null: not at all), or null where
 * it stands like that already; it is asked again where another till was quicker, and what it throws is the answer. The
 * order, the note of who did it, and the answer under the request's key are one write.
 */
export async function tellReceipt(
  context: StoreContext,
  number: string,
  request: KeyedRequest,
  decide: (stored: StoredReceipt | null) => NextReceipt | null | Promise<NextReceipt | null>,
): Promise<KeyedAnswer> {
  const earlier = await earlierAnswer(context, request);
  if (earlier) return earlier;
  const id = orderIdOf(number);
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const { stored, balance } = await readReceipt(context, id);
    const next = await decide(stored);
    const answer = next
      ? await tell(context, id, next, stored?.row.revision ?? 0, request)
      : stored &&
        (await keyedWrite(context, request, [], { status: 200, body: standingAnswer(stored, balance) }));
    if (answer) return answer;
  }
  throw new Problem("try_again");
}

/** null where the receipt is no longer as `next` was decided from. */
async function tell(
  context: StoreContext,
  id: string,
  { update, memberId, note }: NextReceipt,
  from: number,
  request: KeyedRequest,
): Promise<KeyedAnswer | null> {
  const customer = await customerOf(context, memberId);
  const answerOf = ({ order, vouchers }: Pick<OrderAnswer, "order" | "vouchers">): ReceiptAnswer => ({
    receipt: receiptOf({ id, memberId: order.memberId }, update),
    again: false,
    points: order.points,
    balance: null,
    vouchers,
  });
  const alongside = (told: Pick<OrderAnswer, "order" | "vouchers">) =>
    keyedStatements(context, request, { status: 200, body: answerOf(told), balanceOf: memberId }, [note]);
  try {
    const told = await putOrder(context, id, { ...update, customer }, { memberId, from, alongside });
    return { status: 200, body: { ...answerOf(told), balance: told.balance } };
  } catch (error) {
    return error instanceof OrderMovedOn ? null : answerOfRefusal(context, request, error);
  }
}

/** The store's id of the member, where they have one: what else is about them goes by it. */
async function customerOf(
  { database, storeId }: StoreContext,
  memberId: string,
): Promise<OrderUpdate["customer"]> {
  const [member] = await database
    .select({ id: members.customerId })
    .from(members)
    .where(and(eq(members.storeId, storeId), eq(members.id, memberId)));
  if (!member) throw new Problem("member_not_found");
  return member.id === null ? {} : { id: member.id };
}

/** The receipt as it stands, and what its member has. */
async function readReceipt(
  context: StoreContext,
  id: string,
): Promise<{ stored: StoredReceipt | null; balance: Balance | null }> {
  const { database, storeId, now } = context;
  const thisOrder = and(eq(orders.storeId, storeId), eq(orders.id, id));
  const owner = sql`(SELECT member_id FROM orders WHERE ${thisOrder})`;
  const [[row], [balance], vouchers] = await readCurrent(context, [
    database.select().from(orders).where(thisOrder),
    database.all<Balance>(selectBalance(storeId, owner, now)),
    selectOrderVouchers(context, id, { vouchers: [] }),
  ] as const);
  if (!row) return { stored: null, balance: null };
  const state = orderFrom(row.state);
  const stored = { row, state, vouchers: capturedVouchers(vouchers, id, state) };
  return { stored, balance: balance ?? null };
}
