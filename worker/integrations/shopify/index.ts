/** Shopify: what maps to what is in docs/shopify.md. */
import type { Platform } from "../platform.ts";
import { changedOrders } from "./changed-orders.ts";
import { publishVoucher } from "./publish-voucher.ts";
import { readOrder } from "./read-order.ts";
import { isSigned } from "./signature.ts";
import { translate } from "./translate.ts";
import { withdrawVoucher } from "./withdraw-voucher.ts";

export const shopify: Platform = {
  topicOf: (headers) => headers.get("X-Shopify-Topic"),
  isSigned,
  isPing: () => false,
  translate,
  readOrder,
  changedOrders,
  publishable: new Set(["amount_off", "percentage_off", "free_shipping"]),
  publishVoucher,
  withdrawVoucher,
};
