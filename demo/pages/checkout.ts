import { html } from "hono/html";
import { orderLines, totalsOf } from "../shop/order.ts";
import { price } from "../shop/money.ts";
import type { VoucherCheck } from "../regulars/check-voucher.ts";
import type { ShopContext } from "../visit.ts";
import { page, type Html } from "./layout.ts";

export interface CheckoutState {
  /** How the voucher in the basket stands; null when there is none. */
  voucher: VoucherCheck | null;
  /** What was typed, to show it again, and what is wrong with it. */
  typed?: { email: string; firstName: string; code?: string };
  errors?: { email?: string; firstName?: string; total?: string };
}

function field(options: {
  name: string;
  label: string;
  value: string;
  type: string;
  autocomplete: string;
  error?: string | undefined;
}): Html {
  const { name, label, value, type, autocomplete, error } = options;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="${autocomplete}"
      maxlength="200"
      required
      ${error ? html`aria-invalid="true" aria-describedby="${name}-error"` : ""}
    />
    ${error ? html`<p class="error" id="${name}-error">${error}</p>` : ""}
  </div>`;
}

function voucherForm({ voucher, typed }: CheckoutState): Html {
  if (voucher?.ok)
    return html`<form method="post" action="/checkout/voucher" class="voucher on">
      <p role="status"><code translate="no">${voucher.code}</code> takes ${price(voucher.amount)} off.</p>
      <button class="link" name="remove" value="1">Take it off</button>
    </form>`;
  return html`<form method="post" action="/checkout/voucher" class="voucher">
    <label for="code">Voucher code</label>
    <div class="row">
      <input
        id="code"
        name="code"
        value="${typed?.code ?? ""}"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        maxlength="60"
        required
        translate="no"
        ${voucher ? html`aria-invalid="true" aria-describedby="code-error"` : ""}
      />
      <button class="button soft">Use it</button>
    </div>
    ${voucher ? html`<p class="error" id="code-error" role="alert">${voucher.reason}</p>` : ""}
  </form>`;
}

/** Who it goes to, the voucher, and the total. */
export function checkoutPage(c: ShopContext, state: CheckoutState): Html {
  const { customer, basket } = c.get("visit");
  const lines = orderLines(basket);
  const { subtotal, discount, shipping, total } = totalsOf(
    lines,
    state.voucher?.ok ? state.voucher.amount : 0,
  );
  return page(c, {
    title: "Checkout · Juniper & Co",
    place: "basket",
    body: html`
      <h1>Checkout</h1>
      <div class="two">
        <form method="post" action="/checkout" id="checkout" class="stack">
          ${state.errors?.total ? html`<p class="notice warn" role="alert">${state.errors.total}</p>` : ""}
          <fieldset>
            <legend>Your details</legend>
            ${
              customer
                ? html`<p>
                    Signed in as <b>${customer.firstName}</b>, <span translate="no">${customer.email}</span>.
                    This order collects points.
                  </p>`
                : html`${field({
                      name: "firstName",
                      label: "First name",
                      value: state.typed?.firstName ?? "",
                      type: "text",
                      autocomplete: "given-name",
                      error: state.errors?.firstName,
                    })}
                    ${field({
                      name: "email",
                      label: "Email",
                      value: state.typed?.email ?? "",
                      type: "email",
                      autocomplete: "email",
                      error: state.errors?.email,
                    })}
                    <label class="tick">
                      <input type="checkbox" name="account" value="1" />
                      <span>Open an account, and collect points on this order</span>
                    </label>
                    <p class="quiet">Have one already? <a href="/account">Sign in</a> first.</p>`
            }
          </fieldset>
          <fieldset>
            <legend>Payment</legend>
            <p class="quiet">This is a demonstration: no card is asked for, and nothing will be sent.</p>
          </fieldset>
          <input type="hidden" name="total" value="${total}" />
          <input type="hidden" name="attempt" value="${crypto.randomUUID()}" />
          <button class="button">Place the order · ${price(total)}</button>
        </form>
        <aside class="sum" aria-label="Your order">
          <ul class="brief" role="list">
            ${lines.map(
              (line) =>
                html`<li>
                  <img src="/pictures/${line.productId}.svg" alt="" width="56" height="56" />
                  <span
                    >${line.name}${line.quantity > 1 ? html` <span class="quiet">× ${line.quantity}</span>` : ""}</span
                  >
                  <span class="figure">${price(line.amount)}</span>
                </li>`,
            )}
          </ul>
          ${voucherForm(state)}
          <dl>
            <div>
              <dt>Goods</dt>
              <dd>${price(subtotal)}</dd>
            </div>
            ${
              discount > 0
                ? html`<div>
                    <dt>Voucher</dt>
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
          </dl>
        </aside>
      </div>
    `,
  });
}
