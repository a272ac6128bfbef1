import { readForm } from "../form.ts";
import { orderPage } from "../pages/order.ts";
import { reportOrder } from "../regulars/report-order.ts";
import { cancelOrder, refundLines } from "../shop/order.ts";
import { findOrder, updateOrder, type StoredOrder } from "../shop/orders.ts";
import type { ShopContext } from "../visit.ts";

/** The order asked for, if whoever asks may see it: its customer, or a guest who has its key. */
async function ordered(c: ShopContext, key: string): Promise<StoredOrder | null> {
  const stored = await findOrder(c.env.SHOP, c.req.param("id") ?? "");
  if (!stored) return null;
  const buyer = stored.order.customer.id;
  const isTheirs = buyer !== undefined && buyer === c.get("visit").customer?.id;
  return isTheirs || key === stored.accessKey ? stored : null;
}

/** GET /orders/{id} */
export async function showOrder(c: ShopContext): Promise<Response> {
  const key = c.req.query("k") ?? "";
  const stored = await ordered(c, key);
  if (!stored) return c.notFound();
  return c.html(orderPage(c, stored, { placed: c.req.query("placed") !== undefined, key }));
}

/** POST /orders/{id}/change: what the shop's staff would do, for the demonstration. */
export async function changeOrder(c: ShopContext): Promise<Response> {
  const form = await readForm(c);
  const key = form.text("k");
  const line = form.text("line");
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const stored = await ordered(c, key);
    if (!stored) return c.notFound();
    const now = Date.now();
    const changed =
      form.text("action") === "cancel"
        ? cancelOrder(stored.order, now)
        : refundLines(stored.order, now, line === "" ? undefined : [line]);
    if (changed === stored.order) break;
    if (await updateOrder(c.env.SHOP, stored, changed)) {
      await reportOrder(c.env, { ...stored, order: changed, updatedAt: Date.parse(changed.updatedAt) });
      break;
    }
  }
  return c.redirect(`/orders/${c.req.param("id") ?? ""}${key ? `?k=${encodeURIComponent(key)}` : ""}`, 303);
}
