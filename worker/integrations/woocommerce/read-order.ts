import { z } from "zod";
import type { Delivery, ShopAccess } from "../platform.ts";
import { callApi, documented, refused, type ApiCall } from "./api.ts";

/** The most refunds that one call gives. */
const PER_PAGE = 100;

const withRefunds = z.looseObject({ refunds: z.array(z.unknown()).nullish() });

/**
 * The order as it stands in the shop, each of its refunds with the items it gave back: as an `order.updated` would say
 * it, if a webhook said all. null where there is no such order any more.
 */
export async function readOrder(access: ShopAccess, orderId: string): Promise<Delivery | null> {
  if (!/^\d{1,20}$/.test(orderId)) return null;
  const call: ApiCall = { method: "GET", path: `orders/${orderId}` };
  const answer = await callApi(access, call);
  if (!answer.ok) {
    if (answer.code === "woocommerce_rest_shop_order_invalid_id") return null;
    throw refused(call, answer);
  }
  const order = documented(withRefunds, answer.value, call);
  const refunds = order.refunds?.length ? await readRefunds(access, orderId) : [];
  return { topic: "order.updated", body: JSON.stringify({ ...order, refunds }) };
}

async function readRefunds(access: ShopAccess, orderId: string): Promise<unknown[]> {
  const refunds: unknown[] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const call: ApiCall = {
      method: "GET",
      path: `orders/${orderId}/refunds`,
      query: { per_page: String(PER_PAGE), page: String(page), orderby: "id", order: "asc" },
    };
    const answer = await callApi(access, call);
    if (!answer.ok) throw refused(call, answer);
    refunds.push(...documented(z.array(z.unknown()), answer.value, call));
    // An order may have 200 of them here: no more are asked for than show that there are too many.
    pages = Math.min(answer.pages, 3);
  }
  return refunds;
}
