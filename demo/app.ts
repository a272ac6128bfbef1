import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { NONCE, secureHeaders } from "hono/secure-headers";
import { pictures } from "./catalogue/pictures.ts";
import { findProduct } from "./catalogue/products.ts";
import { changeBasket, putInBasket } from "./routes/basket.ts";
import { openCheckout, placeTheOrder, useVoucher } from "./routes/checkout.ts";
import { changeOrder, showOrder } from "./routes/orders.ts";
import { accountOrSignIn, signInOrOpenAccount } from "./routes/account.ts";
import { states } from "./gallery/states.ts";
import galleryStyle from "./gallery/style.css";
import { basketPage } from "./pages/basket.ts";
import { galleryFrame, galleryPage } from "./pages/gallery.ts";
import { homePage } from "./pages/home.ts";
import { tabIcon } from "./pages/icons.ts";
import { noticePage } from "./pages/notice.ts";
import { productPage } from "./pages/product.ts";
import { reportWhatIsWaiting } from "./regulars/report-order.ts";
import { shopperToken } from "./regulars/token.ts";
import style from "./style.css";
import { readVisit, signOut, type ShopContext, type ShopEnv } from "./visit.ts";

const app = new Hono<ShopEnv>();

const forGood = { "Cache-Control": "public, max-age=31536000, immutable" };
app.get("/style.css", (c) => c.body(style, 200, { "Content-Type": "text/css; charset=utf-8", ...forGood }));
app.get("/gallery/style.css", (c) =>
  c.body(galleryStyle, 200, { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "no-cache" }),
);
app.get("/icon.svg", (c) => c.body(tabIcon, 200, { "Content-Type": "image/svg+xml", ...forGood }));
app.get("/pictures/:file{[a-z-]+\\.svg}", (c) => {
  const picture = pictures[c.req.param("file").slice(0, -".svg".length)];
  if (picture === undefined) return c.notFound();
  return c.body(picture, 200, { "Content-Type": "image/svg+xml", "Cache-Control": "public, max-age=86400" });
});

// A strict policy, as a careful store would have: no script but the tag and what it loads, no inline style at all.
app.use(async (c, next) => {
  const regulars = c.env.REGULARS_URL;
  // Only the gallery is made of frames, and all of them are its own.
  const frames = c.req.path.startsWith("/gallery") ? "'self'" : "'none'";
  await secureHeaders({
    strictTransportSecurity: false, // it is served over http at home
    referrerPolicy: "strict-origin-when-cross-origin", // without one, a browser hides where a form came from
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: [NONCE, "'strict-dynamic'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", "data:"],
      connectSrc: ["'self'", regulars],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameSrc: [frames],
      frameAncestors: [frames],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["lit-html"],
    },
  })(c, next);
});
app.use(csrf());
app.use(readVisit);
app.use(async (c, next) => {
  c.executionCtx.waitUntil(reportWhatIsWaiting(c.env));
  c.header("Cache-Control", "private, no-cache");
  await next();
});

app.get("/", (c) => c.html(homePage(c)));
app.get("/products/:id", (c) => {
  const product = findProduct(c.req.param("id"));
  return product ? c.html(productPage(c, product)) : c.notFound();
});

app.get("/basket", (c) => c.html(basketPage(c)));
app.post("/basket", putInBasket);
app.post("/basket/line", changeBasket);

app.get("/checkout", openCheckout);
app.post("/checkout", placeTheOrder);
app.post("/checkout/voucher", useVoucher);

app.get("/orders/:id", showOrder);
app.post("/orders/:id/change", changeOrder);

app.get("/account", accountOrSignIn);
app.post("/account/sign-in", signInOrOpenAccount);
app.post("/account/sign-out", (c) => {
  signOut(c);
  return c.redirect("/account", 303);
});

app.get("/gallery", (c) => c.html(galleryPage()));
app.get("/gallery/:state", (c) => {
  const state = states.find(({ name }) => name === c.req.param("state"));
  return state ? c.html(galleryFrame(c, state)) : c.notFound();
});

// The widget asks here who is signed in (`data-token-url` of the tag).
app.get("/regulars/token", async (c) => {
  c.header("Cache-Control", "no-store");
  const { customer } = c.get("visit");
  return customer ? c.text(await shopperToken(c.env, customer)) : c.body(null, 204);
});

app.notFound((c: ShopContext) =>
  c.html(
    noticePage(c, "Not here", "That page may have moved, or never been. The rest of the shop is fine."),
    404,
  ),
);
app.onError((error, c) => {
  if ("getResponse" in error) return error.getResponse();
  console.error(error.name, error.stack);
  return c.text("Something broke on our side. Your basket and your orders are safe: please try again.", 500);
});

/** The shop as a Worker. */
export default app;
