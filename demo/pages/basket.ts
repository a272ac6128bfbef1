import { html } from "hono/html";
import { orderLines, totalsOf, type OrderLine } from "../shop/order.ts";
import { price } from "../shop/money.ts";
import type { ShopContext } from "../visit.ts";
import { icons } from "./icons.ts";
import { page, type Html } from "./layout.ts";

/** A line as the element that counts the basket's points reads it. */
const pointsLine = ({ productId, quantity, amount }: OrderLine) => ({
  price: amount / quantity,
  quantity,
  productId,
});

/** What the shopper has put aside. */
export function basketPage(c: ShopContext): Html {
  const lines = orderLines(c.get("visit").basket);
  const { subtotal, shipping, total } = totalsOf(lines);
  return page(c, {
    title: "Basket · Juniper & Co",
    place: "basket",
    body:
      lines.length === 0
        ? html`<section class="empty">
            ${icons.basket}
            <h1>Your basket is empty</h1>
            <p class="quiet">There is room for a mug.</p>
            <a class="button" href="/#shop">See the shop</a>
          </section>`
        : html`
            <h1>Basket</h1>
            <div class="two">
              <ul class="lines" role="list">
                ${lines.map(
                  (line) =>
                    html`<li>
                      <img src="/pictures/${line.productId}.svg" alt="" width="96" height="96" />
                      <div>
                        <a href="/products/${line.productId}"><b>${line.name}</b></a>
                        <form method="post" action="/basket/line" class="inline">
                          <input type="hidden" name="product" value="${line.productId}" />
                          <label>
                            <span class="unseen">How many of ${line.name}</span>
                            <select name="quantity">
                              ${[1, 2, 3, 4, 5, 6, 7, 8, 9].map(
                                (count) =>
                                  html`<option ${count === line.quantity ? "selected" : ""}>
                                    ${count}
                                  </option>`,
                              )}
                            </select>
                          </label>
                          <button class="link">Update<span class="unseen"> ${line.name}</span></button>
                          <button class="link" name="remove" value="1">
                            Take out<span class="unseen"> ${line.name}</span>
                          </button>
                        </form>
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
                  <div>
                    <dt>Delivery</dt>
                    <dd>${shipping === 0 ? "Free" : price(shipping)}</dd>
                  </div>
                  <div class="total">
                    <dt>Total</dt>
                    <dd>${price(total)}</dd>
                  </div>
                </dl>
                <regulars-cart-points total="${subtotal}" lines="${JSON.stringify(lines.map(pointsLine))}"
                  >&nbsp;</regulars-cart-points
                >
                <a class="button" href="/checkout">Go to checkout</a>
                <p class="quiet">Got a voucher? You can use it on the next page.</p>
              </aside>
            </div>
          `,
  });
}
