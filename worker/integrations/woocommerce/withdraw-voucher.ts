import { z } from "zod";
import { PlatformRefused, type ShopAccess } from "../platform.ts";
import { callApi, documented, refused, type ApiCall } from "./api.ts";
import { OVER } from "./coupon.ts";

/**
 * Switches the coupon off by letting it expire. It is not deleted: its code stays taken, so that a late retry can't make
 * it anew, and the owner still finds it, and what used it. One that is not there any more is off.
 */
export async function withdrawVoucher(access: ShopAccess, reference: string): Promise<void> {
  const call: ApiCall = { method: "PUT", path: `coupons/${reference}`, body: { date_expires: `${OVER}Z` } };
  const answer = await callApi(access, call);
  if (!answer.ok) {
    if (answer.code === "woocommerce_rest_shop_coupon_invalid_id") return;
    throw refused(call, answer);
  }
  const { date_expires_gmt } = documented(
    z.object({ date_expires_gmt: z.string().nullish() }),
    answer.value,
    call,
  );
  if (date_expires_gmt !== OVER)
    throw new PlatformRefused(
      `WooCommerce did not let coupon ${reference} expire. Look for a plugin that changes coupons, and delete it there.`,
    );
}
