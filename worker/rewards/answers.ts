/** Vouchers and redemptions as the API answers them. */
import { z } from "@hono/zod-openapi";
import type { vouchers } from "../database/schema.ts";
import { balanceSchema, isoTime } from "../members/answers.ts";

export const voucherSchema = z
  .object({
    code: z.string().meta({ example: "JUN-7Q4KM-2XPRW" }),
    name: z.string(),
    type: z.literal("amount_off"),
    amount: z.int().meta({ description: "What it takes off, minor units." }),
    currency: z.string(),
    minimumOrder: z.int().meta({ description: "Smallest order it can be used on, minor units; 0: any." }),
    source: z.enum(["redemption", "referral_friend", "referral_advocate"]),
    points: z.int().meta({ description: "Points that were redeemed for it." }),
    status: z.enum(["pending", "issued", "used", "expired", "released", "void"]),
    availableAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    usedAt: z.iso.datetime().nullable(),
    orderId: z.string().nullable(),
  })
  .meta({ id: "Voucher" });

export type VoucherAnswer = z.infer<typeof voucherSchema>;

const redemptionSchema = z
  .object({ id: z.string(), rewardId: z.string(), points: z.int(), createdAt: z.iso.datetime() })
  .meta({ id: "Redemption" });

/** What a redemption is answered with, at the server's door and at the storefront's. */
export const redeemedSchema = z.object({
  redemption: redemptionSchema,
  voucher: voucherSchema,
  balance: balanceSchema,
});
export type Redeemed = z.infer<typeof redeemedSchema>;

export type VoucherRow = typeof vouchers.$inferSelect;

/** What a voucher is at `now`: the clock says whether one that is issued is pending or expired. */
export function voucherStatus(row: VoucherRow, now: number): VoucherAnswer["status"] {
  if (row.status !== "issued") return row.status;
  if (row.availableAt > now) return "pending";
  return row.expiresAt !== null && row.expiresAt <= now ? "expired" : "issued";
}

/** The voucher as the API answers it at `now`. */
export function voucherAnswer(row: VoucherRow, now: number): VoucherAnswer {
  const { code, name, amount, currency, minimumOrder, source, points, orderId } = row;
  return {
    code,
    name,
    type: "amount_off",
    amount,
    currency,
    minimumOrder,
    source,
    points,
    status: voucherStatus(row, now),
    availableAt: isoTime(row.availableAt),
    expiresAt: row.expiresAt === null ? null : isoTime(row.expiresAt),
    createdAt: isoTime(row.createdAt),
    usedAt: row.usedAt === null ? null : isoTime(row.usedAt),
    orderId,
  };
}
