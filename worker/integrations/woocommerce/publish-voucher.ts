import { z } from "zod";
import { PlatformRefused, PlatformUnavailable, type PublishedVoucher, type ShopAccess } from "../platform.ts";
import { callApi, documented, refused, type ApiCall } from "./api.ts";
import { couponOf, isCoupon, isSwitchedOff, wooCoupon, type Coupon, type WooCoupon } from "./coupon.ts";
import { withdrawVoucher } from "./withdraw-voucher.ts";

/**
 * Makes the voucher a coupon of the shop, and gives back the coupon's id. Where the code exists already and is this
 * voucher, an earlier call of ours made it, whose answer was lost; one that is to work again is switched on. Throws
 * PlatformRefused where WooCommerce has no such coupon, or the code is another's there.
 */
export async function publishVoucher(access: ShopAccess, voucher: PublishedVoucher): Promise<string> {
  const coupon = couponOf(voucher);
  const call: ApiCall = { method: "POST", path: "coupons", body: coupon };
  const answer = await callApi(access, call);
  if (answer.ok) return made(access, coupon, documented(wooCoupon, answer.value, call));
  if (answer.code !== "woocommerce_rest_coupon_code_already_exists") throw refused(call, answer);
  const found = await findCoupon(access, coupon.code);
  if (voucher.isAgain && isSwitchedOff(coupon, found)) return switchOn(access, coupon, found);
  if (!isCoupon(coupon, found))
    throw new PlatformRefused("The shop has another coupon with this code, or has changed this one.");
  return String(found.id);
}

/** A plugin may make something else of what was asked: such a coupon must not be left standing. */
async function made(access: ShopAccess, coupon: Coupon, answered: WooCoupon): Promise<string> {
  const reference = String(answered.id);
  if (isCoupon(coupon, answered)) return reference;
  await withdrawVoucher(access, reference);
  throw new PlatformRefused(
    "WooCommerce made the coupon otherwise than asked, and it was switched off. Look for a plugin that changes coupons.",
  );
}

/** Its use comes back by itself: WooCommerce counts it less when an order is cancelled. */
async function switchOn(access: ShopAccess, coupon: Coupon, { id }: WooCoupon): Promise<string> {
  // null would be passed over there, and the coupon stay off.
  const body = { date_expires: coupon.date_expires ?? "" };
  const call: ApiCall = { method: "PUT", path: `coupons/${id}`, body };
  const answer = await callApi(access, call);
  if (!answer.ok) throw refused(call, answer);
  return made(access, coupon, documented(wooCoupon, answer.value, call));
}

async function findCoupon(access: ShopAccess, code: string): Promise<WooCoupon> {
  const call: ApiCall = { method: "GET", path: "coupons", query: { code } };
  const answer = await callApi(access, call);
  if (!answer.ok) throw refused(call, answer);
  const [found] = documented(z.array(wooCoupon), answer.value, call);
  // It was there a moment ago: the next call makes it, or finds it.
  if (!found) throw new PlatformUnavailable("WooCommerce says that the code exists, and does not find it.");
  return found;
}
