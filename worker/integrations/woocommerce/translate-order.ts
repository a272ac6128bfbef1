/** A WooCommerce order in our words; docs/woocommerce.md has the table. */
import { z } from "zod";
import { firstName } from "../../program/first-name.ts";
import { orderUpdate, type OrderUpdate } from "../../program/order.ts";
import { NotUnderstood, type Told } from "../platform.ts";
import { toMinorUnit } from "./money.ts";
import { linesOf } from "./order-lines.ts";
import { isInDetail, timesOf } from "./order-times.ts";
import type { WooOrder } from "./payload.ts";
import { refundsOf } from "./refunds.ts";

/** What stands in a checkout or an editor, and was never placed. */
const DRAFTS = new Set(["checkout-draft", "auto-draft", "draft", "new"]);

const email = z.email().max(254);

/** What the order says. Throws NotUnderstood, without personal data, where it is none that can be counted. */
export function translateOrder(woo: WooOrder): Told {
  if (DRAFTS.has(woo.status)) return { kind: "nothing", detail: "The order has not been placed yet." };
  const parsed = orderUpdate.safeParse(updateOf(woo));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new NotUnderstood(
      `The order can't be counted: ${issue?.path.join(".") ?? "it"}: ${issue?.message ?? "it is wrong."}`,
    );
  }
  const told: Told = { kind: "order", orderId: woo.id, update: parsed.data };
  return isInDetail(woo.refunds) ? told : { ...told, abridged: true };
}

function updateOf(woo: WooOrder): OrderUpdate {
  const times = timesOf(woo);
  const lines = linesOf(woo);
  const shipping = {
    amount: Math.max(0, toMinorUnit(woo.shipping_total, woo.currency)),
    tax: Math.max(0, toMinorUnit(woo.shipping_tax, woo.currency)),
  };
  return {
    customer: customerOf(woo),
    currency: woo.currency,
    ...times,
    releasedAt: null,
    lines,
    // Coupons are in the lines' totals already, each with its share.
    discount: 0,
    shipping,
    refunds: refundsOf(woo, { lines, shipping }, times.updatedAt),
    // A code longer than any of ours is somebody else's.
    vouchers: [...new Set(woo.coupon_lines.map((line) => line.code.trim()))]
      .filter((code) => code !== "" && code.length <= 64)
      .slice(0, 20),
  };
}

/** Who placed it; a guest by the address alone. What can't be an address or a name is left out, not the order. */
function customerOf({ customer_id, billing }: WooOrder): OrderUpdate["customer"] {
  const id = customer_id && customer_id !== "0" ? customer_id : undefined;
  const address = email.safeParse(billing?.email?.trim()).data;
  if (id === undefined && address === undefined) return null;
  const name = firstName.safeParse(billing?.first_name).data;
  return {
    ...(id === undefined ? {} : { id }),
    ...(address === undefined ? {} : { email: address }),
    ...(name === undefined ? {} : { firstName: name }),
  };
}
