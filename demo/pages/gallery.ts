import { html, raw } from "hono/html";
import { invitation } from "../gallery/answers.ts";
import { fakeStorefrontScript } from "../gallery/fake-storefront.ts";
import { states, type State } from "../gallery/states.ts";
import type { ShopContext } from "../visit.ts";
import type { Html } from "./layout.ts";

/** How each state is hung: in both schemes, and in both directions. */
const hangings = [
  { scheme: "light", dir: "ltr" },
  { scheme: "dark", dir: "ltr" },
  { scheme: "light", dir: "rtl" },
  { scheme: "dark", dir: "rtl" },
] as const;

/** The page with a frame for every state of the widget. */
export function galleryPage(): Html {
  return html`<!doctype html>
    <html lang="en-GB" class="gallery">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Gallery: the widget in every state</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/gallery/style.css" />
      </head>
      <body>
        <main>
          <h1>The widget in every state</h1>
          <p>
            The real widget, with recorded answers. Each in light and dark, from left to right and from right
            to left. <a href="/">Back to the shop</a>
          </p>
          ${states.map(
            ({ name, title }) =>
              html`<section aria-labelledby="${name}">
                <h2 id="${name}">${title}</h2>
                <div class="hung" tabindex="0" role="group" aria-labelledby="${name}">
                  ${hangings.map(
                    ({ scheme, dir }) =>
                      html`<iframe
                        title="${title}, ${scheme}, ${dir}"
                        src="${frameOf(name, scheme, dir)}"
                        loading="lazy"
                        sandbox="allow-scripts"
                      ></iframe>`,
                  )}
                </div>
              </section>`,
          )}
        </main>
      </body>
    </html>`;
}

const frameOf = (name: string, scheme: string, dir: string): string =>
  `/gallery/${name}?scheme=${scheme}&dir=${dir}${
    states.find((each) => each.name === name)?.followed ? `&regulars_ref=${invitation.code}` : ""
  }`;

/** One state of the widget, as a page of its own for a frame. */
export function galleryFrame(c: ShopContext, state: State): Html {
  const dark = c.req.query("scheme") === "dark";
  const rtl = c.req.query("dir") === "rtl";
  const nonce = c.get("secureHeadersNonce") ?? "";
  return html`<!doctype html>
    <html lang="${rtl ? "ar" : "en-GB"}" dir="${rtl ? "rtl" : "ltr"}" class="${dark ? "dark" : "light"}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${state.title}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/gallery/style.css" />
        <script nonce="${nonce}">
          ${raw(fakeStorefrontScript(state))};
        </script>
        <script
          async
          nonce="${nonce}"
          src="${c.env.REGULARS_URL}/w/${c.env.REGULARS_KEY}.js"
          ${raw(state.signedIn ? 'data-token="gallery"' : "")}
        ></script>
      </head>
      <body class="frame">
        <main>
          <h1 lang="en">${state.title}</h1>
          ${state.shows === "elements" ? elements : state.shows === "page" ? raw("<regulars-page></regulars-page>") : ""}
        </main>
      </body>
    </html>`;
}

const elements = html`
  <div>
    <h2 lang="en">&lt;regulars-balance&gt;</h2>
    <regulars-balance></regulars-balance>
  </div>
  <div>
    <h2 lang="en">&lt;regulars-tier&gt;</h2>
    <regulars-tier><span lang="en">For members.</span></regulars-tier>
  </div>
  <div>
    <h2 lang="en">&lt;regulars-product-points&gt;</h2>
    <regulars-product-points price="2499"></regulars-product-points>
  </div>
  <div>
    <h2 lang="en">&lt;regulars-cart-points&gt;</h2>
    <regulars-cart-points total="6400"></regulars-cart-points>
  </div>
  <div>
    <h2 lang="en">&lt;regulars-referral&gt;</h2>
    <regulars-referral></regulars-referral>
  </div>
`;
