import { html, raw } from "hono/html";
import { basketCount } from "../shop/basket.ts";
import { currency } from "../shop/money.ts";
import style from "../style.css";
import type { ShopContext } from "../visit.ts";
import { icons } from "./icons.ts";

export type Html = ReturnType<typeof html>;

interface Page {
  title: string;
  description?: string;
  /** The place in the header that this page belongs to. */
  place?: "shop" | "basket" | "account";
  body: Html;
}

/** The address of the style sheet. It changes when the sheet does, so that browsers may keep it for good. */
const stylePath = `/style.css?v=${fingerprint(style)}`;

/** The whole document around a page's body, with the one tag of Regulars in it. */
export function page(c: ShopContext, { title, description, place, body }: Page): Html {
  const { customer, basket } = c.get("visit");
  const count = basketCount(basket);
  const current = (name: Page["place"]) => (name === place ? raw(' aria-current="page"') : "");
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <meta
          name="description"
          content="${description ?? "Good, plain things for the house, made to be kept."}"
        />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#faf7f1" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#171613" media="(prefers-color-scheme: dark)" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="${stylePath}" />
        <script
          async
          nonce="${c.get("secureHeadersNonce") ?? ""}"
          src="${c.env.REGULARS_URL}/w/${c.env.REGULARS_KEY}.js"
          data-token-url="/regulars/token"
          data-sign-in="/account"
        ></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <aside class="ribbon" aria-label="Delivery and returns">
          Free delivery from £50 · 60 days to change your mind
        </aside>
        <header class="top">
          <div class="wide bar">
            <a class="brand" href="/"
              >${icons.sprig}<span>Juniper <i>&amp;</i> Co</span></a
            >
            <nav aria-label="Main">
              <a href="/#shop" ${current("shop")}>Shop</a>
              <a href="/account" ${current("account")}>
                ${icons.person}<span>${customer ? customer.firstName : "Sign in"}</span>
              </a>
              <a href="/basket" ${current("basket")}>
                ${icons.basket}<span>Basket</span>
                ${count > 0 ? html`<b class="count">${count}<span class="unseen"> in it</span></b>` : ""}
              </a>
            </nav>
          </div>
        </header>
        <main id="main" class="wide" tabindex="-1">${body}</main>
        <footer>
          <div class="wide">
            <p class="brand">
              ${icons.sprig}<span>Juniper <i>&amp;</i> Co</span>
            </p>
            <p>
              A make-believe shop that shows Regulars at work. Nothing here is for sale, no payment is taken,
              and prices are in ${currency}. <a href="/gallery">The widget in every state</a>
            </p>
          </div>
        </footer>
      </body>
    </html>`;
}

/** Four bytes of FNV-1a, as text: enough to tell one version of a file from another. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash.toString(36);
}
