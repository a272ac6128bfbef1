/** WooCommerce; docs/woocommerce.md is the owner's page, with the table of what maps to what. */
import type { Platform } from "../platform.ts";
import { changedOrders } from "./changed-orders.ts";
import { publishable } from "./coupon.ts";
import { publishVoucher } from "./publish-voucher.ts";
import { readOrder } from "./read-order.ts";
import { isPing, isSigned } from "./signature.ts";
import { translate } from "./translate.ts";
import { withdrawVoucher } from "./withdraw-voucher.ts";

export const woocommerce: Platform = {
  topicOf: (headers) => headers.get("X-WC-Webhook-Topic"),
  isSigned,
  isPing,
  translate,
  readOrder,
  changedOrders,
  publishable,
  publishVoucher,
  withdrawVoucher,
};
