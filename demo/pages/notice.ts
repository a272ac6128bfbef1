import { html } from "hono/html";
import type { ShopContext } from "../visit.ts";
import { icons } from "./icons.ts";
import { page, type Html } from "./layout.ts";

/** A page that says one thing: not found, or broken. */
export function noticePage(c: ShopContext, title: string, words: string): Html {
  return page(c, {
    title: `${title} · Juniper & Co`,
    body: html`<section class="empty">
      ${icons.sprig}
      <h1>${title}</h1>
      <p class="quiet">${words}</p>
      <a class="button" href="/">Back to the shop</a>
    </section>`,
  });
}
