import { and, eq } from "drizzle-orm";
import { z } from "@hono/zod-openapi";
import { members } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { moneyInWords } from "../program/money-words.ts";
import { orderState } from "../program/order.ts";
import { voucherDiscount, type Refusal, type VoucherDiscount } from "../program/voucher-discount.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { voucherAnswer, voucherSchema, type VoucherRow } from "./answers.ts";
import { selectVoucher } from "./find-voucher.ts";
import { checkoutId, whyKept } from "./reservation.ts";
import { whyNotUsable } from "./use-voucher.ts";

/** What a shopper is about to buy: the fields of an order's state, as far as a voucher depends on them. */
export const cartSchema = orderState
  .pick({ currency: true, lines: true, discount: true, shipping: true })
  .extend({
    checkoutId: checkoutId.optional(),
    customerId: z
      .string()
      .min(1)
      .max(255)
      .optional()
      .meta({ description: "Who is buying, by the store's own id, where it is known." }),
  })
  .meta({ id: "Cart" });
export type CartInput = z.infer<typeof cartSchema>;

export const voucherCheckSchema = z
  .object({
    holds: z.boolean().meta({ description: "Whether the voucher can be used on this cart now." }),
    detail: z.string().nullable().meta({ description: "Why it can't, in a sentence." }),
    discount: z.object({
      total: z
        .int()
        .meta({ description: "What it takes off, minor units without tax; 0 where it doesn't hold." }),
      goods: z.int(),
      shipping: z.int(),
      lines: z
        .array(z.object({ id: z.string(), discount: z.int() }))
        .meta({ description: "Each line's part; they add up to `goods`." }),
    }),
    own: z.boolean().nullable().meta({
      description:
        "Whether the voucher was given to the cart's customer; null where none is named. Whoever has a code may use it; this is for stores that ask for more.",
    }),
    voucher: voucherSchema,
  })
  .meta({ id: "VoucherCheck" });
export type VoucherCheck = z.infer<typeof voucherCheckSchema>;

/**
 * Whether the voucher can be used on the cart, and what it would take off; changes nothing. Throws the problem
 * `voucher_not_found`.
 */
export async function checkVoucher(
  context: StoreContext,
  code: string,
  cart: CartInput,
): Promise<VoucherCheck> {
  const { database, storeId, now } = context;
  const [[voucher], [member]] = await readCurrent(context, [
    selectVoucher(context, code),
    database
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.storeId, storeId), eq(members.customerId, cart.customerId ?? ""))),
  ] as const);
  if (!voucher) throw new Problem("voucher_not_found");
  const answer = {
    own: cart.customerId === undefined ? null : member?.id !== undefined && member.id === voucher.memberId,
    voucher: voucherAnswer(voucher, now),
  };
  const detail = whyNotUsable(voucher, now) ?? whyKept(voucher, now, cart.checkoutId ?? null);
  const result = detail === null ? voucherDiscount(voucher, cart) : null;
  if (result === null || "why" in result)
    return { holds: false, detail: detail ?? refusalInWords(result, voucher), discount: NOTHING, ...answer };
  const { goods, shipping, lines } = result;
  return {
    holds: true,
    detail: null,
    discount: { total: goods + shipping, goods, shipping, lines },
    ...answer,
  };
}

const NOTHING: VoucherDiscount & { total: number } = { total: 0, goods: 0, shipping: 0, lines: [] };

function refusalInWords(refusal: Refusal | null, { currency, minimumOrder, details }: VoucherRow): string {
  switch (refusal?.why) {
    case "minimum_order":
      return `The voucher is for orders from ${moneyInWords(minimumOrder, currency)}, and ${moneyInWords(refusal.missing, currency)} are missing.`;
    case "other_currency":
      return `The voucher is in ${currency}.`;
    case "product_missing":
      return `The voucher is for ${details.productName ?? "a product"}, which is not in the cart.`;
    case "nothing_eligible":
      return "The voucher can't be used on anything in the cart.";
    default:
      return "The voucher is not for the checkout.";
  }
}
