/** Orders that change as a store's orders do: each change makes the next state. */
import type { OrderInput } from "../store-under-test.ts";
import type { Change } from "./operations.ts";

type Refund = NonNullable<OrderInput["refunds"]>[number];

/** A new order, placed (and paid, or not) at the time `at`, milliseconds. */
export function placed(
  customer: string,
  at: number,
  amounts: number[],
  { discount = 0, isPaid = true, vouchers = [] as string[] } = {},
): OrderInput {
  const time = new Date(at).toISOString();
  const net = amounts.reduce((sum, amount) => sum + amount, 0);
  return {
    customer: { id: customer, email: emailOf(customer) },
    currency: "GBP",
    placedAt: time,
    updatedAt: time,
    paidAt: isPaid ? time : null,
    cancelledAt: null,
    lines: amounts.map((amount, index) => ({ id: `line ${index + 1}`, quantity: 1, amount })),
    discount: Math.floor(net * discount),
    refunds: [],
    vouchers,
  };
}

/** The address of a customer. */
export function emailOf(customer: string): string {
  return `${customer}@example.com`;
}

/** The state after the change at the time `at`; null where the change makes no sense for it. */
export function changed(state: OrderInput, change: Change, at: number): OrderInput | null {
  const time = new Date(at).toISOString();
  const next = { ...state, updatedAt: time };
  const refunds = state.refunds ?? [];
  switch (change.do) {
    case "pay":
      return state.paidAt === null ? { ...next, paidAt: time } : null;
    case "pay more": {
      // A line more, and the payment for it, from which the store dates the order as paid.
      const line = { id: `line ${state.lines.length + 1}`, quantity: 1, amount: 5000 };
      return state.paidAt === null ? null : { ...next, paidAt: time, lines: [...state.lines, line] };
    }
    case "edit": {
      const index = change.line % state.lines.length;
      const refunded = refundedOf(refunds, state.lines[index]?.id ?? "");
      // A line keeps at least what was refunded of it, and all of the discount besides.
      const amount = Math.max(change.amount, refunded + (refunded > 0 ? (state.discount ?? 0) : 0));
      return { ...next, lines: state.lines.map((line, at) => (at === index ? { ...line, amount } : line)) };
    }
    case "add line": {
      const line = { id: `line ${state.lines.length + 1}`, quantity: 1, amount: change.amount };
      return { ...next, lines: [...state.lines, line] };
    }
    case "refund line": {
      const line = state.lines[change.line % state.lines.length];
      if (!line) return null;
      const left = line.amount - (state.discount ?? 0) - refundedOf(refunds, line.id);
      if (left <= 0) return null;
      const amount = Math.ceil(left * change.part);
      const refund = {
        id: `refund ${refunds.length + 1}`,
        refundedAt: time,
        lines: [{ lineId: line.id, amount }],
      };
      return { ...next, refunds: [...refunds, refund] };
    }
    case "refund": {
      const bought = state.lines.reduce((sum, line) => sum + line.amount, 0);
      const refund = {
        id: `refund ${refunds.length + 1}`,
        refundedAt: time,
        amount: Math.ceil(bought * change.part),
      };
      return { ...next, refunds: [...refunds, refund] };
    }
    case "cancel":
      return (state.cancelledAt ?? null) === null ? { ...next, cancelledAt: time } : null;
    case "re-open": {
      if ((state.cancelledAt ?? null) === null) return null;
      const paidAt = change.paidAgain && state.paidAt !== null ? time : state.paidAt;
      return { ...next, cancelledAt: null, paidAt };
    }
  }
}

function refundedOf(refunds: Refund[], lineId: string): number {
  return refunds
    .flatMap((refund) => refund.lines ?? [])
    .filter((line) => line.lineId === lineId)
    .reduce((sum, line) => sum + line.amount, 0);
}
