/** Orders as the API answers them. */
import { z } from "@hono/zod-openapi";
import { balanceSchema, isoTime } from "../members/answers.ts";
import { settledReferralSchema } from "../referrals/settle.ts";
import { capturedVoucherSchema } from "../rewards/capture-vouchers.ts";
import { keptGoods } from "../program/kept.ts";
import { orderFrom, type OrderState } from "../program/order.ts";
import type { OrderRow } from "./read-order.ts";

export const orderSchema = z
  .object({
    id: z.string(),
    memberId: z.string().nullable().meta({ description: "null while it belongs to no member." }),
    status: z.enum(["unpaid", "paid", "partly_refunded", "refunded", "cancelled"]),
    points: z.int().meta({ description: "What the order is worth in its latest state, after caps." }),
    forgiven: z.int().meta({
      description: "Points that a refund should have taken and, by the program's rule on debt, did not.",
    }),
    programVersion: z.int().meta({ description: "The version it was placed under." }),
    placedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Order" });

export const orderAnswerSchema = z.object({
  order: orderSchema,
  posted: z
    .int()
    .meta({ description: "Points that this state posted: what it is worth less what was posted before." }),
  stale: z
    .boolean()
    .meta({ description: "True where a newer state was told before; then nothing was changed." }),
  balance: balanceSchema.nullable().meta({ description: "The member's balance now." }),
  vouchers: z.array(capturedVoucherSchema),
  referral: settledReferralSchema.nullable(),
});

export type OrderAnswer = z.infer<typeof orderAnswerSchema>;

/** The order as the API answers it; `state` is its latest. */
export function orderAnswer(row: OrderRow, state = orderFrom(row.state)): z.infer<typeof orderSchema> {
  return {
    id: row.id,
    memberId: row.memberId,
    status: statusOf(state),
    points: row.points,
    forgiven: row.forgiven,
    programVersion: row.programVersion,
    placedAt: isoTime(row.placedAt),
    updatedAt: isoTime(row.updatedAt),
  };
}

function statusOf(state: OrderState): z.infer<typeof orderSchema>["status"] {
  if (state.cancelledAt !== null) return "cancelled";
  if (state.paidAt === null) return "unpaid";
  if (state.refunds.length === 0) return "paid";
  return keptGoods(state, state.refunds) === 0 ? "refunded" : "partly_refunded";
}
