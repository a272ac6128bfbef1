import { html } from "hono/html";
import { demoShoppers } from "../catalogue/shoppers.ts";
import { price } from "../shop/money.ts";
import { totalsOf } from "../shop/order.ts";
import type { Customer } from "../shop/customers.ts";
import type { StoredOrder } from "../shop/orders.ts";
import type { ShopContext } from "../visit.ts";
import { icons } from "./icons.ts";
import { page, type Html } from "./layout.ts";
import { dateOf, statusOf } from "./order.ts";

/** Signing in, as a demo shopper or as anyone. */
export function signInPage(
  c: ShopContext,
  state: { typed?: { email: string; firstName: string }; error?: string } = {},
): Html {
  return page(c, {
    title: "Sign in · Juniper & Co",
    place: "account",
    body: html`
      <h1>Sign in</h1>
      <p class="notice">
        <b>For this demonstration only:</b> pick a shopper, or make one up. There is no password, so put in no
        address that matters.
      </p>
      <div class="two even">
        <section aria-labelledby="regulars">
          <h2 id="regulars">Be one of our regulars</h2>
          <ul class="people" role="list">
            ${demoShoppers.map(
              (shopper) =>
                html`<li>
                  <form method="post" action="/account/sign-in">
                    <input type="hidden" name="email" value="${shopper.email}" />
                    <input type="hidden" name="firstName" value="${shopper.firstName}" />
                    <button>
                      <span class="face ${shopper.tint}" aria-hidden="true"
                        >${shopper.firstName.slice(0, 1)}</span
                      >
                      <span><b>${shopper.firstName}</b><span class="quiet">${shopper.about}</span></span>
                    </button>
                  </form>
                </li>`,
            )}
          </ul>
        </section>
        <section aria-labelledby="someone">
          <h2 id="someone">Or someone new</h2>
          <form method="post" action="/account/sign-in" class="stack box">
            ${state.error ? html`<p class="error" role="alert">${state.error}</p>` : ""}
            <div class="field">
              <label for="firstName">First name</label>
              <input
                id="firstName"
                name="firstName"
                autocomplete="given-name"
                maxlength="60"
                required
                value="${state.typed?.firstName ?? ""}"
              />
            </div>
            <div class="field">
              <label for="email">Email</label>
              <input
                id="email"
                name="email"
                type="email"
                autocomplete="email"
                maxlength="200"
                required
                value="${state.typed?.email ?? ""}"
              />
            </div>
            <button class="button">Sign in, or open an account</button>
          </form>
        </section>
      </div>
    `,
  });
}

function orderRow({ id, order, answer }: StoredOrder): Html {
  const { total } = totalsOf(order.lines, order.discount);
  const points = answer?.order?.points;
  return html`<li>
    <a href="/orders/${id}">
      <span class="pile" aria-hidden="true">
        ${order.lines
          .slice(0, 3)
          .map((line) => html`<img src="/pictures/${line.productId}.svg" alt="" width="56" height="56" />`)}
      </span>
      <span class="grow">
        <b translate="no">${id}</b>
        <span class="quiet"
          >${dateOf(order.placedAt)} · ${order.lines.map((line) => line.name).join(", ")}</span
        >
      </span>
      <span class="ends">
        <span class="figure">${price(total)}</span>
        <span class="quiet"
          >${statusOf(order)}${points ? html` · ${points.toLocaleString("en-GB")} points` : ""}</span
        >
      </span>
    </a>
  </li>`;
}

/** The shopper's own page: who they are, and what they bought. */
export function accountPage(c: ShopContext, customer: Customer, orders: readonly StoredOrder[]): Html {
  return page(c, {
    title: "Your account · Juniper & Co",
    place: "account",
    body: html`
      <div class="between">
        <div>
          <h1>Hello, ${customer.firstName}</h1>
          <p class="quiet" translate="no">${customer.email}</p>
        </div>
        <form method="post" action="/account/sign-out"><button class="button soft">Sign out</button></form>
      </div>
      <section class="circle small" aria-labelledby="circle">
        <div>
          <h2 id="circle">Juniper Circle</h2>
          <p>Your points, your vouchers, and a link for your friends.</p>
          <regulars-balance>&nbsp;</regulars-balance>
        </div>
        <a class="button light" href="#regulars=home" data-regulars-open="home">Open</a>
      </section>
      <h2>Your orders</h2>
      ${
        orders.length === 0
          ? html`<section class="empty small">
              ${icons.parcel}
              <p>Nothing yet. Your first order will show up here.</p>
              <a class="button" href="/#shop">See the shop</a>
            </section>`
          : html`<ul class="orders" role="list">
              ${orders.map(orderRow)}
            </ul>`
      }
    `,
  });
}
