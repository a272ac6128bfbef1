import type { Env } from "../env.ts";
import { currency, price } from "../shop/money.ts";
import { callRegulars, RegularsRefusal } from "./client.ts";

interface Voucher {
  code: string;
  amount: number;
  currency: string;
  minimumOrder: number;
  status: "pending" | "issued" | "used" | "expired" | "released" | "void";
  availableAt: string;
  expiresAt: string | null;
}

/** A voucher that may be used on this basket, or why not, in words for the shopper. */
export type VoucherCheck = { ok: true; code: string; amount: number } | { ok: false; reason: string };

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "Europe/London" });

/** Asks Regulars whether a code may be used on goods worth `subtotal` pence. */
export async function checkVoucher(env: Env, code: string, subtotal: number): Promise<VoucherCheck> {
  const no = (reason: string): VoucherCheck => ({ ok: false, reason });
  let voucher: Voucher;
  try {
    voucher = await callRegulars<Voucher>(env, "GET", `/v1/vouchers/${encodeURIComponent(code)}`);
  } catch (error) {
    if (
      error instanceof RegularsRefusal &&
      error.status < 500 &&
      error.status !== 401 &&
      error.status !== 429
    )
      return no("We don’t know that code. Check it for a slip, and try again.");
    return no("We can’t check codes just now. Your basket is safe: try again in a moment.");
  }
  if (voucher.status === "used") return no("That code has been used already.");
  if (voucher.status === "expired")
    return no(
      voucher.expiresAt === null
        ? "That code has run out."
        : `That code ran out on ${day.format(new Date(voucher.expiresAt))}.`,
    );
  if (voucher.status === "pending")
    return no(`That code can be used from ${day.format(new Date(voucher.availableAt))}.`);
  if (voucher.status !== "issued") return no("That code is no longer good.");
  if (voucher.currency !== currency) return no("That code is for another shop’s currency.");
  if (subtotal < voucher.minimumOrder)
    return no(
      `That code is for orders of ${price(voucher.minimumOrder)} or more: ${price(voucher.minimumOrder - subtotal)} to go.`,
    );
  return { ok: true, code: voucher.code, amount: Math.min(voucher.amount, subtotal) };
}
