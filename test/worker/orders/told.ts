/** What the tests of orders share: how a state is written, and what a member has to show for it. */
import type { EntryAnswer } from "../../../worker/members/answers.ts";
import { entriesPage } from "../http/furnished-store.ts";
import { order, START, type OrderInput, type StoreUnderTest } from "../store-under-test.ts";

/** ISO 8601 of milliseconds. */
export const iso = (at: number) => new Date(at).toISOString();

/** An order of Anna's that comes to `amount` minor units, told `second` seconds after it was placed and paid. */
export function annas(amount: number, second = 0, more: Partial<OrderInput> = {}): OrderInput {
  return order("anna", amount, START, { updatedAt: iso(START + second * 1000), ...more });
}

/** The same, cancelled. */
export function cancelled(amount: number, second: number, more: Partial<OrderInput> = {}): OrderInput {
  return annas(amount, second, { cancelledAt: iso(START + second * 1000), ...more });
}

/** A refund of `amount` minor units that names no line. */
export function refundOf(amount: number, id = "r1"): NonNullable<OrderInput["refunds"]>[number] {
  return { id, refundedAt: iso(START), amount };
}

/** A member's entries, the oldest first. */
export async function entriesOf(store: StoreUnderTest, memberId: string): Promise<EntryAnswer[]> {
  const path = `/v1/members/${memberId}/entries?limit=100`;
  return (await store.server("GET", path)).as(entriesPage).items.toReversed();
}

/** The points of a member's entries, the oldest first. */
export async function pointsOf(store: StoreUnderTest, memberId: string): Promise<number[]> {
  return (await entriesOf(store, memberId)).map(({ points }) => points);
}
