/** A state of an order as it is told, and which of two states counts. */
import { sha256 } from "../database/hash.ts";
import { canonical } from "../http/idempotency.ts";
import { emailKeyOf } from "../members/email.ts";
import type { Customer } from "../members/identify.ts";
import type { OrderState, OrderUpdate } from "../program/order.ts";
import type { OrderRow } from "./read-order.ts";

export type Refund = OrderState["refunds"][number];

/** Who placed the order, with what their address is found by. */
export interface OrderCustomer extends Customer {
  emailKey: string | null;
  /** Our own id of the member, where whoever tells the order has looked them up; goes before the other two. */
  memberId: string | null;
}

export interface ToldState {
  state: OrderState;
  customer: OrderCustomer;
  /** Milliseconds. */
  placedAt: number;
  updatedAt: number;
  /** SHA-256 of the state and who placed it. */
  hash: string;
}

/** What is known of an order beside the state that is told. */
export interface Beside {
  /** Our own id of the member whose it is; goes before what the state says of the customer. */
  memberId?: string;
  /** Refunds that were told by themselves, which the state may not have. */
  refunds?: Refund[];
}

/**
 * The state that an update tells, and who placed the order: the member of this id, where one is given. Refunds that were
 * told by themselves are part of the state, and not of its hash, so that which of two states counts doesn't depend on them.
 */
export async function toldState(
  storeId: string,
  update: OrderUpdate,
  { memberId, refunds = [] }: Beside = {},
): Promise<ToldState> {
  const { customer: named, ...state } = update;
  const email = named?.email ?? null;
  const customer: OrderCustomer = {
    id: named?.id ?? null,
    email,
    emailKey: email === null ? null : await emailKeyOf(storeId, email),
    firstName: named?.firstName ?? null,
    memberId: memberId ?? null,
  };
  const who = [customer.id, customer.emailKey, ...(memberId === undefined ? [] : [memberId])];
  return {
    state: withRefunds(state, refunds),
    customer,
    placedAt: Date.parse(state.placedAt),
    updatedAt: Date.parse(state.updatedAt),
    hash: await sha256(canonical({ ...state, customer: who })),
  };
}

/**
 * The state, with the refunds that it doesn't have yet, in the order of their times. One for a line that the state doesn't
 * have was given back without naming a line.
 */
export function withRefunds(state: OrderState, more: Refund[]): OrderState {
  const had = new Set(state.refunds.map(({ id }) => id));
  const missing = more.filter(({ id }) => !had.has(id));
  if (missing.length === 0) return state;
  const lineIds = new Set(state.lines.map(({ id }) => id));
  const fitting = missing.map((refund) => {
    const lost = refund.lines.filter(({ lineId }) => !lineIds.has(lineId));
    return {
      ...refund,
      lines: refund.lines.filter(({ lineId }) => lineIds.has(lineId)),
      amount: refund.amount + lost.reduce((sum, { amount }) => sum + amount, 0),
    };
  });
  const refunds = [...state.refunds, ...fitting].sort(
    (a, b) => Date.parse(a.refundedAt) - Date.parse(b.refundedAt) || (a.id < b.id ? -1 : 1),
  );
  return { ...state, refunds };
}

/**
 * Whether the state that is known stands. States are ordered by time, and by hash within the same instant, so that
 * every order of arrival ends alike (promise 6).
 */
export function stands(stored: Pick<OrderRow, "updatedAt" | "stateHash">, told: ToldState): boolean {
  return (
    told.updatedAt < stored.updatedAt ||
    (told.updatedAt === stored.updatedAt && told.hash <= stored.stateHash)
  );
}
