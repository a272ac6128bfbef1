import { html } from "hono/html";
import { price } from "../shop/money.ts";
import { refundable, refundedTotal, totalsOf, type Order } from "../shop/order.ts";
import type { StoredOrder } from "../shop/orders.ts";
import type { ShopContext } from "../visit.ts";
import { icons } from "./icons.ts";
import { page, type Html } from "./layout.ts";

const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "Europe/London",
});

/** "14 Nov 2026" */
export const dateOf = (iso: string): string => day.format(new Date(iso));

/** How an order stands, in a word or two. */
export function statusOf(order: Order): string {
  if (order.cancelledAt !== null) return "Cancelled";
  if (order.refunds.length === 0) return "Paid";
  return [...refundable(order).values()].every((left) => left === 0) ? "Refunded" : "Partly refunded";
}

function pointsNote({ answer, reportedAt, updatedAt }: StoredOrder): Html {
  if (reportedAt < updatedAt)
    return html`<p class="notice">
      ${icons.star}<span>Your points for this order are being counted, and will show up soon.</span>
    </p>`;
  const notes: string[] = [];
  if (answer?.refused !== undefined) notes.push(answer.refused);
  if (answer?.order)
    notes.push(
      answer.order.memberId === null
        ? "Bought as a guest, so it collects no points."
        : `This order is worth ${answer.order.points.toLocaleString("en-GB")} points.`,
    );
  for (const { code, accepted, detail } of answer?.vouchers ?? [])
    if (!accepted) notes.push(`${code}: ${detail ?? "not accepted"}`);
  return html`${notes.map((note) => html`<p class="notice">${icons.star}<span>${note}</span></p>`)}`;
}

function counter(stored: StoredOrder, key: string): Html {
  const { order, id, answer } = stored;
  const left = refundable(order);
  const open = order.cancelledAt === null ? order.lines.filter((line) => (left.get(line.id) ?? 0) > 0) : [];
  const button = (words: string, fields: Html) =>
    html`<form method="post" action="/orders/${id}/change">
      <input type="hidden" name="k" value="${key}" />
      ${fields}
      <button class="button soft">${words}</button>
    </form>`;
  return html`<section class="counter" aria-labelledby="counter">
    <h2 id="counter">Behind the counter</h2>
    <p class="quiet">
      For this demonstration: do what the shop’s staff would, and watch the points follow. The shop tells
      Regulars how the order stands after each change.
    </p>
    ${
      open.length === 0
        ? ""
        : html`<div class="row">
            ${open.map((line) =>
              button(
                `Take back ${line.name} (${price(left.get(line.id) ?? 0)})`,
                html`<input type="hidden" name="action" value="refund" />
                  <input type="hidden" name="line" value="${line.id}" />`,
              ),
            )}
            ${button("Refund everything", html`<input type="hidden" name="action" value="refund" />`)}
            ${button("Cancel the order", html`<input type="hidden" name="action" value="cancel" />`)}
          </div>`
    }
    ${
      answer === null
        ? ""
        : html`<details>
            <summary>What Regulars answered</summary>
            <pre translate="no" tabindex="0">${JSON.stringify(answer, null, 2)}</pre>
          </details>`
    }
  </section>`;
}

/** An order, as the shopper sees it after buying and later. */
export function orderPage(
  c: ShopContext,
  stored: StoredOrder,
  options: { placed: boolean; key: string },
): Html {
  const { order, id } = stored;
  const { subtotal, discount, shipping, total } = totalsOf(order.lines, order.discount);
  const back = refundedTotal(order);
  const left = refundable(order);
  const returned = (lineId: string) => order.cancelledAt === null && left.get(lineId) === 0;
  return page(c, {
    title: `Order ${id} · Juniper & Co`,
    ...(c.get("visit").customer && { place: "account" }),
    body: html`
      <header class="head">
        ${
          options.placed
            ? html`<p class="crumb">Order <span translate="no">${id}</span></p>
                <h1>Thank you, ${order.customer.firstName}</h1>`
            : html`<p class="crumb">
                  ${c.get("visit").customer ? html`<a href="/account">Your orders</a>` : html`<a href="/#shop">The shop</a>`}
                </p>
                <h1>Order <span translate="no">${id}</span></h1>`
        }
        <p class="quiet">${dateOf(order.placedAt)} · <span class="chip">${statusOf(order)}</span></p>
      </header>
      ${pointsNote(stored)}
      <div class="two">
        <ul class="lines" role="list">
          ${order.lines.map(
            (line) =>
              html`<li>
                <img src="/pictures/${line.productId}.svg" alt="" width="96" height="96" />
                <div>
                  <a href="/products/${line.productId}"><b>${line.name}</b></a>
                  <span class="quiet">× ${line.quantity}${returned(line.id) ? " · taken back" : ""}</span>
                </div>
                <span class="figure">${price(line.amount)}</span>
              </li>`,
          )}
        </ul>
        <aside class="sum" aria-label="Total">
          <dl>
            <div>
              <dt>Goods</dt>
              <dd>${price(subtotal)}</dd>
            </div>
            ${
              discount > 0
                ? html`<div>
                    <dt>Voucher <code translate="no">${order.vouchers.join(", ")}</code></dt>
                    <dd>−${price(discount)}</dd>
                  </div>`
                : ""
            }
            <div>
              <dt>Delivery</dt>
              <dd>${shipping === 0 ? "Free" : price(shipping)}</dd>
            </div>
            <div class="total">
              <dt>Total</dt>
              <dd>${price(total)}</dd>
            </div>
            ${
              back > 0
                ? html`<div>
                    <dt>Paid back</dt>
                    <dd>${price(back)}</dd>
                  </div>`
                : ""
            }
          </dl>
        </aside>
      </div>
      ${counter(stored, options.key)}
    `,
  });
}
