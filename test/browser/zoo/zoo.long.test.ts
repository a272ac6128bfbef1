/** The built widget, as the Worker serves it, on pages that do their worst. */
import type { Page } from "playwright";
import type {} from "../../../widget/widget.d.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { troubleOf } from "../demo-house.ts";
import { storeWithoutServer } from "./no-backend.ts";
import { openPanel, tokenOf, ZooShop } from "./shop.ts";

let shop: ZooShop;
beforeAll(async () => {
  shop = await ZooShop.open();
});
afterAll(() => shop.close());

const pageOf = (head: string, body: string, html = 'lang="en"') =>
  `<!doctype html><html ${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Shop</title>${head}</head><body>${body}</body></html>`;

async function visit(path: string, html: string, headers: Record<string, string> = {}): Promise<Page> {
  const page = await shop.house.visitor();
  await page.goto(shop.put(path, { html, headers }));
  return page;
}

const launcher = (page: Page) => page.locator("regulars-launcher").first();

/** Where the launcher is, in the window's own corner. */
async function expectInItsCorner(page: Page, side: "left" | "right" = "right"): Promise<void> {
  const box = await launcher(page).boundingBox();
  const size = page.viewportSize();
  if (!box || !size) throw new Error("There is no launcher on the page.");
  expect(box.height).toBeGreaterThanOrEqual(44);
  expect(size.height - box.y - box.height).toBeLessThan(40);
  expect(side === "right" ? size.width - box.x - box.width : box.x).toBeLessThan(40);
}

describe("on a hostile page", () => {
  test("a strict CSP with Trusted Types finds nothing to refuse, in any view", async () => {
    const csp = `default-src 'none'; script-src 'nonce-page' 'strict-dynamic'; style-src 'nonce-page'; connect-src 'self' ${shop.house.url}; require-trusted-types-for 'script'; trusted-types lit-html`;
    const page = await shop.house.visitor();
    const trouble = troubleOf(page);
    await page.goto(
      shop.put("/csp", {
        html: pageOf("<link rel=icon href=data:,>", "<h1>Shop</h1>%tag%"),
        headers: { "Content-Security-Policy": `${csp}; img-src data:` },
      }),
    );
    const panel = await openPanel(page);
    for (const view of ["Rewards", "Refer", "Activity"]) {
      await panel.getByRole("button", { name: view, exact: true }).click();
      await panel.getByRole("heading", { level: 2 }).waitFor();
    }
    for (const view of ["earn", "tiers", "profile"] as const)
      await page.evaluate((name) => window.regulars?.open(name), view);
    await panel.getByRole("button", { name: "Home" }).click();
    expect(trouble).toEqual([]);
  });

  test("rules that hide empty elements, children of the body or all there is leave it alone", async () => {
    const css = `
      div:empty, section:empty, p:empty { display: none }
      body > * { display: none !important; opacity: 0.1 !important; position: static !important }
      * { letter-spacing: 9px !important; text-transform: uppercase !important; box-sizing: content-box !important }
      button { all: unset !important; visibility: hidden !important }
      dialog { transform: scale(0.1) !important }`;
    const page = await visit("/css", pageOf(`<style>${css}</style>`, "<h1>Shop</h1>%tag%"));
    await expectInItsCorner(page);
    const panel = await openPanel(page);
    const box = await panel.boundingBox();
    expect(box?.width).toBeGreaterThan(300);
    const spacing = await panel.evaluate((element) => getComputedStyle(element).letterSpacing);
    expect(spacing).toBe("normal");
  });

  test("quirks mode, and a tag in the head before there is a body", async () => {
    const page = await visit(
      "/quirks",
      "<html><head><title>Shop</title>%tag%</head><body><h1>Shop</h1></body></html>",
    );
    expect(await page.evaluate(() => document.compatMode)).toBe("BackCompat");
    await expectInItsCorner(page);
    await openPanel(page);
  });

  test("a page from right to left has everything on the other side", async () => {
    const page = await visit("/rtl", pageOf("", "<h1>Shop</h1>%tag%", 'lang="en" dir="rtl"'));
    await expectInItsCorner(page, "left");
    const panel = await openPanel(page);
    const box = await panel.boundingBox();
    expect(box?.x).toBeLessThan(40);
    const [close, heading] = await Promise.all([
      panel.getByRole("button", { name: "Close" }).boundingBox(),
      panel.getByRole("heading", { level: 2 }).boundingBox(),
    ]);
    expect(close?.x).toBeLessThan(heading?.x ?? 0);
  });

  test("the tag twice is one widget", async () => {
    const page = await visit("/twice", pageOf("", "<h1>Shop</h1>%tag%%tag%"));
    await launcher(page).waitFor();
    await page.waitForTimeout(300);
    expect(await page.locator("regulars-launcher").count()).toBe(1);
    await openPanel(page);
  });

  test("two stores stand one above the other, and each opens its own panel", async () => {
    const { key } = await storeWithoutServer(shop, { handle: "second", name: "Second & Sons" });
    const page = await visit("/two", pageOf("", `<h1>Shop</h1>%tag%${shop.tag("", key)}`));
    const launchers = page.locator("regulars-launcher");
    await expect.poll(() => launchers.count()).toBe(2);
    const boxes = await launchers.all().then((all) => Promise.all(all.map((each) => each.boundingBox())));
    const [one, two] = boxes.map((box) => box?.y ?? 0).sort((a, b) => a - b);
    expect((two ?? 0) - (one ?? 0)).toBeGreaterThanOrEqual(44);
    await page.evaluate((name) => window.regulars?.stores[name]?.open(), key);
    await page.getByRole("dialog").getByRole("heading", { name: "Second & Sons" }).waitFor();
  });

  test("a single-page app that swaps its body finds the launcher there again, on every route", async () => {
    const page = await visit("/spa", pageOf("", "<h1>Shop</h1>%tag%"));
    await launcher(page).waitFor();
    for (const route of ["/spa/one", "/spa/two", "/spa/three"]) {
      await page.evaluate((to) => {
        history.pushState({}, "", to);
        const body = document.createElement("body");
        body.textContent = to;
        document.body.replaceWith(body);
      }, route);
      await launcher(page).waitFor();
    }
    expect(await page.evaluate(() => history.pushState.toString())).toContain("native code");
    await openPanel(page);
  });

  test("storage that throws costs nothing but the memory of it", async () => {
    const page = await shop.house.visitor();
    const trouble = troubleOf(page);
    await page.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("Access is denied for this document.", "SecurityError");
          },
        });
    });
    await page.goto(
      shop.put("/storage", { html: pageOf("<link rel=icon href=data:,>", "<h1>Shop</h1>%tag%") }),
    );
    await openPanel(page);
    expect(trouble).toEqual([]);
  });

  test("a page that has a global named like ours, or an element with that id, gets the widget all the same", async () => {
    const page = await visit("/name", pageOf("", '<h1 id="regulars">Our regulars</h1>%tag%'));
    await openPanel(page);
  });
});

describe("when something doesn't come", () => {
  test("a chunk that answers 404 once is fetched again", async () => {
    const page = await shop.house.visitor();
    let refused = 0;
    await page.route(/\/widget\/panel-[^?]*\.js$/, (route) => {
      refused++;
      return route.fulfill({ status: 404, body: "gone" });
    });
    await page.goto(shop.put("/404", { html: pageOf("", "<h1>Shop</h1>%tag%") }));
    await openPanel(page);
    expect(refused).toBe(1);
  });

  test("a chunk that never comes is said on the launcher, and the next try works", async () => {
    const page = await shop.house.visitor();
    await page.route(/\/widget\/.*panel-/, (route) => route.abort());
    await page.goto(shop.put("/never", { html: pageOf("", "<h1>Shop</h1>%tag%") }));
    await launcher(page).getByRole("button").click();
    await launcher(page)
      .getByText(/Couldn.t load/)
      .waitFor();
    await page.unroute(/\/widget\/.*panel-/);
    await openPanel(page);
  });

  test("a view whose chunk doesn't come says so in its place, and comes with the next try", async () => {
    const page = await shop.house.visitor();
    await page.route(/\/widget\/.*rewards-/, (route) => route.abort());
    await page.goto(shop.put("/view", { html: pageOf("", "<h1>Shop</h1>%tag%") }));
    const panel = await openPanel(page);
    await panel.getByRole("button", { name: "Rewards", exact: true }).click();
    await panel.getByText("We can’t reach your rewards").waitFor();
    await page.unroute(/\/widget\/.*rewards-/);
    await panel.getByRole("button", { name: "Try again" }).click();
    await panel.getByRole("button", { name: /Redeem £5 off/ }).waitFor();
  });

  test("a file of the widget is answered again under any number, and nothing else is", async () => {
    const at = `${shop.house.url}/widget/1790000000000`;
    const manifest = z
      .object({ panel: z.string() })
      .parse(await (await fetch(`${shop.house.url}/widget/manifest.json`)).json());
    const first = await fetch(`${shop.house.url}/widget/${manifest.panel}`);
    const again = await fetch(`${at}/${manifest.panel}`);
    expect(again.status).toBe(200);
    expect(again.headers.get("Content-Type")).toMatch(/^text\/javascript/);
    expect(again.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(await again.text()).toBe(await first.text());
    for (const path of ["/nothing-00000000.js", "/manifest.json", "/..%2fopenapi.json", "/%2e%2e.js"])
      expect((await fetch(at + path)).status, path).toBe(404);
  });

  test("an API that is blocked is said in words, with a way to try again", async () => {
    const page = await shop.house.visitor();
    await page.route(/\/storefront\//, (route) => route.abort("blockedbyclient"));
    await page.goto(shop.put("/blocked", { html: pageOf("", "<h1>Shop</h1>%tag%") }));
    await launcher(page).getByRole("button").click();
    const panel = page.getByRole("dialog");
    await panel.getByText("We can’t reach your rewards").waitFor();
    await page.unroute(/\/storefront\//);
    await panel.getByRole("button", { name: "Try again" }).click();
    await panel.getByText(/1,240/).first().waitFor();
  });

  test("an API that is slow shows no grey boxes before 300 ms, and then does", async () => {
    const page = await shop.house.visitor();
    await page.route(/\/storefront\//, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    await page.goto(shop.put("/slow", { html: pageOf("", "<h1>Shop</h1>%tag%") }));
    await launcher(page).getByRole("button").click();
    const waiting = page.getByRole("progressbar", { name: "Getting your points…", includeHidden: true });
    await waiting.waitFor({ state: "attached" });
    expect(await waiting.isVisible()).toBe(false);
    await waiting.waitFor({ state: "visible" });
    await page.getByRole("dialog").getByText(/1,240/).first().waitFor();
  });

  test("a token that has run out, and one of another shop, are said; nobody is signed in", async () => {
    const page = await shop.house.visitor();
    shop.token = () => tokenOf(shop.house, "cus_anna", -120);
    try {
      await page.goto(shop.put("/expired", { html: pageOf("", "<h1>Shop</h1>%tag%") }));
      await launcher(page).getByRole("button").click();
      await page.getByRole("dialog").getByText("Your sign-in has run out").waitFor();
    } finally {
      shop.token = () => tokenOf(shop.house, "cus_anna", 300);
    }
  });

  test("a session that the Worker refuses is renewed without a word", async () => {
    const page = await shop.house.visitor();
    await page.goto(shop.put("/401", { html: pageOf("", "<h1>Shop</h1>%tag%") }));
    const panel = await openPanel(page);
    await page.route(
      /\/storefront\/panel/,
      (route) =>
        route.fulfill({
          status: 401,
          headers: { "Access-Control-Allow-Origin": shop.origin },
          contentType: "application/problem+json",
          body: JSON.stringify({ status: 401, code: "session_expired" }),
        }),
      { times: 1 },
    );
    await page.keyboard.press("Escape");
    await launcher(page).getByRole("button").click();
    await panel.getByText(/1,240/).first().waitFor();
    expect(await panel.innerText()).not.toContain("run out");
  });
});

describe("on any screen", () => {
  test("320 px: the panel is a sheet as wide as the page, and nothing is wider", async () => {
    const page = await shop.house.visitor({ viewport: { width: 320, height: 568 } });
    await page.goto(shop.put("/320", { html: pageOf("", "<h1>Shop</h1>%tag%") }));
    const panel = await openPanel(page);
    for (const view of ["Home", "Rewards", "Refer", "Activity"]) {
      await panel.getByRole("button", { name: view, exact: true }).click();
      await page.waitForTimeout(200);
      const wide = await panel.evaluate((element) => element.scrollWidth);
      expect(wide, view).toBeLessThanOrEqual(320);
      expect((await panel.boundingBox())?.width).toBe(320);
    }
  });

  test("forced colours keep every button's edge, and printing shows none of it", async () => {
    const page = await shop.house.visitor({ forcedColors: "active" });
    await page.goto(shop.put("/forced", { html: pageOf("", "<h1>Shop</h1>%tag%") }));
    const panel = await openPanel(page);
    const edge = await panel
      .getByRole("button", { name: "Redeem", exact: true })
      .evaluate((element) => getComputedStyle(element).borderTopColor);
    expect(edge).not.toBe("rgba(0, 0, 0, 0)");
    await page.emulateMedia({ media: "print" });
    expect(await launcher(page).isVisible()).toBe(false);
    expect(await panel.isVisible()).toBe(false);
  });
});
