import { html } from "hono/html";
import { products, type Product } from "../catalogue/products.ts";
import { price } from "../shop/money.ts";
import type { ShopContext } from "../visit.ts";
import { icons } from "./icons.ts";
import { page, type Html } from "./layout.ts";

function card(product: Product, index: number): Html {
  return html`<li class="card">
    <a href="/products/${product.id}">
      <img
        src="/pictures/${product.id}.svg"
        alt="${product.picture}"
        width="400"
        height="400"
        loading="${index < 4 ? "eager" : "lazy"}"
      />
      <span class="line"><b>${product.name}</b><span>${price(product.price)}</span></span>
      <span class="quiet">${product.summary}</span>
    </a>
  </li>`;
}

/** The front of the shop. A friend who follows a referral link lands here too. */
export function homePage(c: ShopContext): Html {
  return page(c, {
    title: "Juniper & Co: things for the house",
    place: "shop",
    body: html`
      <section class="hero">
        <div>
          <h1>Good, plain things for the house.</h1>
          <p>
            Linen that softens, brass that darkens, mugs that fit the hand. Made by people we know, to be
            kept.
          </p>
          <a class="button" href="#shop">See the shop</a>
        </div>
        <img src="/pictures/brass-lamp.svg" alt="" width="400" height="400" fetchpriority="high" />
      </section>
      <section aria-labelledby="shop">
        <h2 id="shop" tabindex="-1">The shop</h2>
        <ul class="grid" role="list">
          ${products.map(card)}
        </ul>
      </section>
      <section class="circle" aria-labelledby="circle">
        <div>
          <h2 id="circle">Juniper Circle</h2>
          <p>
            A point for every pound, £5 off from 500 points, and £10 for you and for every friend you send us.
          </p>
        </div>
        <a class="button light" href="#regulars=home" data-regulars-open="home">See your rewards</a>
      </section>
      <ul class="promises" role="list">
        <li>${icons.leaf}<b>Made to be kept</b><span class="quiet">Mended free for five years.</span></li>
        <li>
          ${icons.parcel}<b>Free delivery from £50</b
          ><span class="quiet">£3.95 under that, in two days.</span>
        </li>
        <li>
          ${icons.back}<b>60 days to decide</b><span class="quiet">Send it back, no reasons asked.</span>
        </li>
      </ul>
    `,
  });
}
