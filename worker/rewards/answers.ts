/** Vouchers and redemptions as the API answers them. */
import { z } from "@hono/zod-openapi";
import { publicationStatuses, voucherTypes, type vouchers } from "../database/schema.ts";
import { balanceSchema, isoTime } from "../members/answers.ts";
import { productSet } from "../program/document/fields.ts";

export const voucherSchema = z
  .object({
    code: z.string().meta({ example: "JUN-7Q4KM-2XPRW" }),
    name: z.string(),
    type: z.enum(voucherTypes),
    amount: z.int().nullable().meta({
      description: "What it is worth, minor units; null where its type is not about an amount of money.",
    }),
    currency: z.string(),
    minimumOrder: z.int().meta({ description: "Smallest order it can be used on, minor units; 0: any." }),
    percent: z.int().optional().meta({ description: "Of a percentage off." }),
    ceiling: z.int().optional().meta({ description: "The most a percentage takes off, minor units." }),
    maximumShare: z
      .int()
      .optional()
      .meta({ description: "The most of an order's goods that it pays for, per cent." }),
    products: productSet
      .optional()
      .meta({ description: "What it can be used on; left out where that is everything." }),
    productId: z.string().optional().meta({ description: "Of a free product." }),
    productName: z.string().optional(),
    description: z.string().optional().meta({ description: "Of an experience or a partner's offer." }),
    partner: z.string().optional(),
    url: z.string().optional(),
    cause: z.string().optional().meta({ description: "Of a donation: what it is given to." }),
    source: z.enum(["redemption", "referral_friend", "referral_advocate"]),
    points: z.int().meta({ description: "Points that were redeemed for it." }),
    status: z.enum(["pending", "issued", "used", "expired", "released", "void"]),
    cancellable: z
      .boolean()
      .meta({ description: "Whether the member may give it back now and have the points again." }),
    availableAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    usedAt: z.iso.datetime().nullable(),
    orderId: z.string().nullable(),
    publication: z.enum(publicationStatuses).nullable().meta({
      description:
        "How the code stands at the checkout of the store's shop: on its way (`held`), working there (`published`), refused, being switched off (`withdrawing`) or off (`withdrawn`); null where no shop is told of it.",
    }),
    reservedUntil: z.iso
      .datetime()
      .nullable()
      .meta({ description: "Until when it is kept for one checkout; null where it isn't." }),
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

/** What giving a voucher back is answered with, at both doors. */
export const releasedSchema = z.object({ voucher: voucherSchema, balance: balanceSchema });
export type Released = z.infer<typeof releasedSchema>;

export type VoucherRow = typeof vouchers.$inferSelect;

/** What a voucher is at `now`: the clock says whether one that is issued is pending or expired. */
export function voucherStatus(row: VoucherRow, now: number): VoucherAnswer["status"] {
  if (row.status !== "issued") return row.status;
  if (row.availableAt > now) return "pending";
  return row.expiresAt !== null && row.expiresAt <= now ? "expired" : "issued";
}

/** The voucher as the API answers it at `now`. */
export function voucherAnswer(row: VoucherRow, now: number): VoucherAnswer {
  const { name, type, currency, minimumOrder, source, points, orderId, publication } = row;
  const {
    code,
    cancellable,
    onCancel: _onCancel,
    stocked: _stocked,
    limited: _limited,
    ...details
  } = row.details;
  const status = voucherStatus(row, now);
  const isReserved = status === "issued" && row.reservedUntil > now;
  return {
    code: code ?? row.code,
    name,
    type,
    ...worthOf(row),
    currency,
    minimumOrder,
    ...details,
    source,
    points,
    status,
    cancellable: source === "redemption" && status === "issued" && cancellable !== false && !isReserved,
    availableAt: isoTime(row.availableAt),
    expiresAt: row.expiresAt === null ? null : isoTime(row.expiresAt),
    createdAt: isoTime(row.createdAt),
    usedAt: row.usedAt === null ? null : isoTime(row.usedAt),
    orderId,
    publication,
    reservedUntil: isReserved ? isoTime(row.reservedUntil) : null,
  };
}

/** What the publication of a voucher is once the voucher works no longer, as far as it is known beforehand. */
export function publicationEnded({ publication }: VoucherRow): VoucherRow["publication"] {
  return publication === "held" || publication === "published" ? "withdrawing" : publication;
}

function worthOf({ type, amount }: VoucherRow): Pick<VoucherAnswer, "amount" | "percent"> {
  switch (type) {
    case "amount_off":
    case "store_credit":
    case "gift_card":
    case "donation":
      return { amount };
    case "percentage_off":
      return { amount: null, percent: amount };
    default:
      return { amount: null };
  }
}
