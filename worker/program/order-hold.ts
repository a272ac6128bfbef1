/** When the points of an order can be spent, and when they are gone. */
import type { Program } from "./document.ts";
import { lotDates, WAITING, type LotDates } from "./lot-dates.ts";
import type { OrderState } from "./order.ts";

/**
 * The dates of what an order earns in this state. They wait where the program's hold begins with something that the
 * order doesn't tell yet.
 */
export function orderDates(program: Program, timeZone: string, order: OrderState): LotDates {
  const from = heldFrom(program, order);
  return from === null ? WAITING : lotDates(program, timeZone, from, true);
}

/** When the order's hold begins, milliseconds: never before its payment; null while nobody knows. */
export function heldFrom({ earning }: Program, order: OrderState): number | null {
  const { paidAt, fulfilledAt, releasedAt } = order;
  if (paidAt === null) return null;
  if (earning.holdFrom === "payment") return Date.parse(paidAt);
  const begins = earning.holdFrom === "fulfilment" ? fulfilledAt : releasedAt;
  return begins === null ? null : Math.max(Date.parse(paidAt), Date.parse(begins));
}
