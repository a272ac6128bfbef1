/** A receipt of a till as an order, and as the API answers it. */
import { z } from "@hono/zod-openapi";
import { balanceSchema, isoTime } from "../members/answers.ts";
import type { Balance } from "../ledger/balance.ts";
import { MOST_MONEY } from "../program/document.ts";
import type { OrderState, OrderUpdate } from "../program/order.ts";
import type { OrderRow } from "../orders/read-order.ts";

const money = z.int().min(1).max(MOST_MONEY);

/** The number on a receipt: as it is printed, but for spaces and the case of letters. */
export const receiptNumber = z
  .string()
  .max(60)
  .transform((text) => text.replace(/\s/g, "").toUpperCase())
  .pipe(
    z
      .string()
      .regex(
        /^[0-9A-Z][0-9A-Z._/#-]{0,39}$/,
        "Type the number as it is printed: letters, digits, - . _ / #.",
      ),
  )
  .meta({
    description: "As it is printed; two receipts of a store never have the same.",
    example: "A-10423",
  });

export const newReceipt = z
  .strictObject({
    memberId: z.string().min(1).max(255),
    receipt: receiptNumber,
    amount: money.meta({ description: "What was paid, minor units of the store's currency, tax included." }),
    tax: z.int().min(0).max(MOST_MONEY).default(0).meta({ description: "The tax in it, minor units." }),
    vouchers: z.array(z.string().min(1).max(64)).max(5).default([]).meta({
      description: "Vouchers that were taken off before that was paid.",
    }),
  })
  .check((context) => {
    const { amount, tax } = context.value;
    if (tax > amount)
      context.issues.push({
        code: "custom",
        input: tax,
        path: ["tax"],
        message: "The tax is more than was paid.",
      });
  });
export type NewReceipt = z.infer<typeof newReceipt>;

export const newRefund = z.strictObject({
  receipt: receiptNumber,
  amount: money.meta({ description: "What is given back, minor units, tax included." }),
});
export type NewRefund = z.infer<typeof newRefund>;

export const receiptSchema = z
  .object({
    receipt: z.object({
      number: z.string(),
      memberId: z.string().nullable(),
      amount: z.int().meta({ description: "What was paid, minor units." }),
      refunded: z.int(),
      addedAt: z.iso.datetime(),
      undoneAt: z.iso.datetime().nullable(),
    }),
    again: z
      .boolean()
      .meta({ description: "True where it stood like this before; then nothing was changed." }),
    points: z.int().meta({ description: "What the receipt is worth now." }),
    balance: balanceSchema.nullable().meta({ description: "Of its member, after it." }),
    vouchers: z.array(z.object({ code: z.string(), accepted: z.boolean(), detail: z.string().nullable() })),
  })
  .meta({ id: "TillReceipt" });
export type ReceiptAnswer = z.infer<typeof receiptSchema>;

/** A receipt as it stands: the order it became. */
export interface StoredReceipt {
  row: OrderRow;
  state: OrderState;
  /** What became of each voucher that it names. */
  vouchers: ReceiptAnswer["vouchers"];
}

/** The id of the order that a receipt becomes. */
export function orderIdOf(receipt: string): string {
  return `till:${receipt}`;
}

/** The order's state when it is added, handed over and paid at `at`; told as of `updatedAt`. Milliseconds. */
export function addedState(
  currency: string,
  { amount, tax, vouchers }: NewReceipt,
  at: number,
  updatedAt: number,
): OrderUpdate {
  const time = isoTime(at);
  return {
    ...{ currency, placedAt: time, paidAt: time, fulfilledAt: time, releasedAt: time },
    updatedAt: isoTime(updatedAt),
    cancelledAt: null,
    lines: [
      {
        id: LINE,
        quantity: 1,
        amount: amount - tax,
        tax,
        ...{ discount: 0, collections: [], tags: [], giftCard: false },
      },
    ],
    discount: 0,
    shipping: { amount: 0, tax: 0 },
    refunds: [],
    vouchers,
    customer: null,
  };
}

/** The one line that a receipt is told as. */
export const LINE = "1";

/** When a new state of the receipt came to be: now, and after the state before it also where clocks differ; milliseconds. */
export function nextTime(stored: StoredReceipt | null, now: number): number {
  return stored ? Math.max(now, stored.row.updatedAt + 1) : now;
}

/** What was paid, minor units, tax included. */
export function paidOf({ lines }: Pick<OrderState, "lines">): number {
  return lines.reduce((sum, { amount, tax }) => sum + amount + tax, 0);
}

/** What was given back of it. */
export function refundedOf({ refunds }: Pick<OrderState, "refunds">): number {
  return refunds.flatMap(({ lines }) => lines).reduce((sum, { amount, tax }) => sum + amount + tax, 0);
}

/** A receipt that stands like this already, as the API answers it. */
export function standingAnswer(
  { row, state, vouchers }: StoredReceipt,
  balance: Balance | null,
): ReceiptAnswer {
  return {
    receipt: receiptOf(row, state),
    again: true,
    points: row.points,
    balance,
    vouchers,
  };
}

/** The receipt itself, as the API answers it. */
export function receiptOf(
  { id, memberId }: Pick<OrderRow, "id" | "memberId">,
  state: Pick<OrderState, "lines" | "refunds" | "placedAt" | "cancelledAt">,
): ReceiptAnswer["receipt"] {
  return {
    number: id.slice(orderIdOf("").length),
    memberId,
    amount: paidOf(state),
    refunded: refundedOf(state),
    addedAt: state.placedAt,
    undoneAt: state.cancelledAt,
  };
}
