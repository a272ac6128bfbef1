/** A state of an order as it is told, and which of two states counts. */
import { sha256 } from "../database/hash.ts";
import { canonical } from "../http/idempotency.ts";
import { emailKeyOf } from "../members/email.ts";
import type { Customer } from "../members/identify.ts";
import type { OrderState, OrderUpdate } from "../program/order.ts";
import type { OrderRow } from "./read-order.ts";

/** Who placed the order, with what their address is found by. */
export interface OrderCustomer extends Customer {
  emailKey: string | null;
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

/** The state that an update tells, and who placed the order. */
export async function toldState(storeId: string, update: OrderUpdate): Promise<ToldState> {
  const { customer: named, ...state } = update;
  const email = named?.email ?? null;
  const customer: OrderCustomer = {
    id: named?.id ?? null,
    email,
    emailKey: email === null ? null : await emailKeyOf(storeId, email),
    firstName: named?.firstName ?? null,
  };
  return {
    state,
    customer,
    placedAt: Date.parse(state.placedAt),
    updatedAt: Date.parse(state.updatedAt),
    hash: await sha256(canonical({ ...state, customer: [customer.id, customer.emailKey] })),
  };
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
