/** Orders that change as a store's orders do: each change makes the next state. Every field is filled in. */
import type { OrderUpdate } from "../../../worker/program/order.ts";
import { CATALOGUE } from "./draw/catalogue.ts";
import type { Change, NewOrder } from "./draw/operations.ts";

const DAY = 86_400_000;

type Refund = OrderUpdate["refunds"][number];
type Line = OrderUpdate["lines"][number];

/** A new order of a customer, told at the time `at`, milliseconds. */
export function placed(
  customer: string,
  at: number,
  drawn: NewOrder,
  currency: string,
  voucher: string | null,
): OrderUpdate {
  const time = new Date(at - drawn.placed * DAY).toISOString();
  const lines = drawn.lines.map((line, index) => newLine(index + 1, line));
  const net = lines.reduce((sum, line) => sum + line.amount - line.discount, 0);
  const isForeign = drawn.currency !== null && drawn.currency !== currency;
  return {
    customer: drawn.isGuest ? { email: emailOf(customer) } : { id: customer, email: emailOf(customer) },
    currency: drawn.currency ?? currency,
    ...(isForeign ? { exchangeRate: RATES[drawn.currency ?? ""] ?? "1.25" } : {}),
    placedAt: time,
    updatedAt: time,
    paidAt: drawn.isPaid ? time : null,
    fulfilledAt: drawn.isFulfilled ? time : null,
    releasedAt: null,
    cancelledAt: null,
    lines,
    discount: Math.floor(net * drawn.discount),
    shipping: { amount: drawn.shipping, tax: Math.floor(drawn.shipping / 5) },
    refunds: [],
    vouchers: voucher === null ? [] : [voucher],
  };
}

/** An order of lines without products, placed (and paid, or not) at the time `at`, milliseconds; all else is as usual. */
export function plainOrder(
  customer: string,
  at: number,
  amounts: number[],
  more: Partial<Pick<NewOrder, "discount" | "isPaid" | "isGuest" | "isFulfilled">> & {
    voucher?: string | null;
  } = {},
): OrderUpdate {
  const lines = amounts.map((amount) => ({ product: CATALOGUE.length, amount, discount: 0, tax: 0 }));
  const { voucher = null, ...drawn } = more;
  const usual = {
    discount: 0,
    shipping: 0,
    currency: null,
    isPaid: true,
    isFulfilled: false,
    isGuest: false,
  };
  const order = { do: "order" as const, customer: 0, lines, placed: 0, voucher: null, isTold: true };
  return placed(customer, at, { ...order, ...usual, ...drawn }, "GBP", voucher);
}

/** Units of any store's currency for one of theirs: nothing near the truth, which would be none in a store of yen. */
const RATES: Record<string, string> = { EUR: "0.8571", JPY: "0.005234", KWD: "2.43" };

/** The address of a customer. */
export function emailOf(customer: string): string {
  return `${customer}@example.com`;
}

/** What a change picks from. */
interface Picks {
  customerAt: (pick: number) => string;
  voucherAt: (pick: number) => string | null;
}

const NO_PICKS: Picks = { customerAt: () => "anna", voucherAt: () => null };

/** The state after the change at the time `at`; null where the change makes no sense for it. */
export function changed(
  state: OrderUpdate,
  change: Change,
  at: number,
  { customerAt, voucherAt }: Picks = NO_PICKS,
): OrderUpdate | null {
  const time = new Date(at).toISOString();
  const next = { ...state, updatedAt: time };
  const { refunds, lines } = state;
  switch (change.do) {
    case "pay":
      return state.paidAt === null ? { ...next, paidAt: time } : null;
    case "pay more": {
      // A line more, and the payment for it, from which the store dates the order as paid.
      const line = newLine(lines.length + 1, { product: 0, amount: 5000, discount: 0, tax: 0 });
      return state.paidAt === null ? null : { ...next, paidAt: time, lines: [...lines, line] };
    }
    case "edit": {
      const index = change.line % lines.length;
      return {
        ...next,
        lines: lines.map((line, place) =>
          place === index ? { ...line, amount: Math.max(change.amount, line.discount) } : line,
        ),
      };
    }
    case "add line":
      return { ...next, lines: [...lines, newLine(lines.length + 1, change.line)] };
    case "refund line": {
      const line = lines[change.line % lines.length];
      if (!line) return null;
      // Now and then more than is left of it: as a platform does that spreads discounts otherwise.
      const tax = Math.floor(line.tax * change.part);
      const refunded = [
        { lineId: line.id, amount: Math.ceil((line.amount - line.discount) * change.part), tax },
      ];
      return { ...next, refunds: [...refunds, refund(refunds, time, { lines: refunded })] };
    }
    case "refund": {
      const bought = lines.reduce((sum, line) => sum + line.amount, 0);
      const amount = Math.ceil((bought * change.part) / 2);
      return { ...next, refunds: [...refunds, refund(refunds, time, { amount })] };
    }
    case "refund shipping": {
      const { amount, tax } = state.shipping;
      const part = { amount: Math.ceil(amount * change.part), tax: Math.floor(tax * change.part) };
      return amount === 0
        ? null
        : { ...next, refunds: [...refunds, refund(refunds, time, { shipping: part })] };
    }
    case "take a refund back":
      return refunds.length === 0 ? null : { ...next, refunds: refunds.slice(0, -1) };
    case "cancel":
      return state.cancelledAt === null ? { ...next, cancelledAt: time } : null;
    case "re-open": {
      if (state.cancelledAt === null) return null;
      const paidAt = change.paidAgain && state.paidAt !== null ? time : state.paidAt;
      return { ...next, cancelledAt: null, paidAt };
    }
    case "fulfil":
      return state.fulfilledAt === null ? { ...next, fulfilledAt: time } : null;
    case "unfulfil":
      return state.fulfilledAt === null ? null : { ...next, fulfilledAt: null };
    case "release":
      return state.releasedAt === null ? { ...next, releasedAt: time } : null;
    case "use voucher": {
      const code = voucherAt(change.voucher);
      return code === null || state.vouchers.includes(code)
        ? null
        : { ...next, vouchers: [...state.vouchers, code] };
    }
    case "drop vouchers":
      return state.vouchers.length === 0 ? null : { ...next, vouchers: [] };
    case "name the customer": {
      const { email = "", id } = state.customer ?? {};
      return id === undefined ? { ...next, customer: { id: email.split("@")[0], email } } : null;
    }
    case "give to another": {
      const customer = customerAt(change.customer);
      return { ...next, customer: { id: customer, email: emailOf(customer) } };
    }
  }
}

function newLine(place: number, { product, amount, discount, tax }: NewOrder["lines"][number]): Line {
  const found = CATALOGUE[product];
  return {
    id: `line ${place}`,
    ...(found ? { productId: found.productId, sku: found.sku } : {}),
    collections: [...(found?.collections ?? [])],
    tags: [...(found?.tags ?? [])],
    giftCard: found?.giftCard ?? false,
    quantity: 1,
    amount,
    discount: Math.floor(amount * discount),
    tax: Math.min(tax, amount),
  };
}

function refund(before: Refund[], refundedAt: string, what: Partial<Refund>): Refund {
  return { id: `refund ${before.length + 1}`, refundedAt, lines: [], amount: 0, ...what };
}
