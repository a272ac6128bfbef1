import { html } from "hono/html";
import { products, type Product } from "../catalogue/products.ts";
import { price } from "../shop/money.ts";
import type { ShopContext } from "../visit.ts";
import { page, type Html } from "./layout.ts";

/** A product's own page. */
export function productPage(c: ShopContext, product: Product): Html {
  const index = products.indexOf(product);
  const others = [1, 2, 3].flatMap((step) => products[(index + step) % products.length] ?? []);
  return page(c, {
    title: `${product.name} · Juniper & Co`,
    description: product.summary,
    place: "shop",
    body: html`
      <article class="product">
        <img
          src="/pictures/${product.id}.svg"
          alt="${product.picture}"
          width="400"
          height="400"
          fetchpriority="high"
        />
        <div>
          <p class="crumb"><a href="/#shop">The shop</a></p>
          <h1>${product.name}</h1>
          <p class="price">${price(product.price)}</p>
          <regulars-product-points price="${product.price}" product-id="${product.id}"
            >&nbsp;</regulars-product-points
          >
          <p>${product.story}</p>
          <form method="post" action="/basket" class="buy">
            <input type="hidden" name="product" value="${product.id}" />
            <label>
              <span>How many</span>
              <select name="quantity">
                ${[1, 2, 3, 4, 5, 6].map((count) => html`<option>${count}</option>`)}
              </select>
            </label>
            <button class="button">Add to basket</button>
          </form>
          <ul class="details">
            ${product.details.map((detail) => html`<li>${detail}</li>`)}
          </ul>
        </div>
      </article>
      <section aria-labelledby="others">
        <h2 id="others">Goes well with</h2>
        <ul class="grid three" role="list">
          ${others.map(
            (other) =>
              html`<li class="card">
                <a href="/products/${other.id}">
                  <img
                    src="/pictures/${other.id}.svg"
                    alt="${other.picture}"
                    width="400"
                    height="400"
                    loading="lazy"
                  />
                  <span class="line"><b>${other.name}</b><span>${price(other.price)}</span></span>
                </a>
              </li>`,
          )}
        </ul>
      </section>
    `,
  });
}
