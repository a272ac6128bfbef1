/** What the built widget does to the page that it is on. */
import { readFile } from "node:fs/promises";
import { chromium } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inProject } from "../../../scripts/local/paths.ts";
import { chromiumLaunchOptions } from "../chromium.ts";
import { measureOnAPage } from "../../../bench/on-a-page.ts";
import { openPanel, ZooShop } from "./shop.ts";

let shop: ZooShop;
beforeAll(async () => {
  shop = await ZooShop.open();
});
afterAll(() => shop.close());

const pageOf = (body: string) =>
  `<!doctype html><html lang="en"><head><title>Shop</title></head><body>${body}</body></html>`;

test("forty opens leave no node and no listener behind, and nothing on the page moves", async () => {
  const { layoutShift, leakedNodes, leakedListeners } = await measureOnAPage(shop);
  expect({ layoutShift, leakedNodes, leakedListeners }).toEqual({
    layoutShift: 0,
    leakedNodes: 0,
    leakedListeners: 0,
  });
});

test("elements in a store's template come into the room that its rules keep for them, and move nothing", async () => {
  const page = await shop.house.visitor();
  await page.addInitScript(() => {
    const moved: number[] = [];
    Object.assign(window, { moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  // The very rules that docs/elements.md gives.
  const rules = /```css\n([^`]*)```/.exec(await readFile(inProject("docs/elements.md"), "utf8"))?.[1] ?? "";
  expect(rules).toContain(":not(:defined)");
  const template = `<style>${rules}</style><p>Linen throw</p>
    <regulars-product-points price="2499"></regulars-product-points><regulars-balance></regulars-balance>
    <regulars-cart-points total="6400"></regulars-cart-points><regulars-tier></regulars-tier>
    <regulars-referral></regulars-referral><p>What stands below them.</p>`;
  await page.goto(shop.put("/product", { html: pageOf(`<main><h1>Shop</h1>${template}</main>%tag%`) }));
  await page.locator("regulars-product-points").getByText("Earn 24 points with this").waitFor();
  await page.locator("regulars-balance").getByRole("button", { name: "1,240 points" }).waitFor();
  await page.locator("regulars-referral").getByRole("button").first().waitFor();
  await page.waitForTimeout(300);
  expect(await page.evaluate("window.moved")).toEqual([]);
});

test("a page asks for nothing but the tag until somebody points at the launcher", async () => {
  const page = await shop.house.visitor();
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname, origin } = new URL(request.url());
    if (origin === shop.house.url) asked.push(pathname);
  });
  await page.goto(shop.put("/quiet", { html: pageOf("<h1>Shop</h1>%tag%") }), { waitUntil: "networkidle" });
  expect(asked).toEqual([`/w/${shop.house.store.publishableKey}.js`]);
  await openPanel(page);
  expect(asked.length).toBeGreaterThan(2);
});

test("the tag gives the browser no reason to forget a page that is left", async () => {
  // The browser that comes with the packages keeps no page at all, and says so; a reason of ours would stand beside that.
  const options = await chromiumLaunchOptions();
  const reasons: string[][] = [];
  for (const body of ["<h1>There</h1>", "<h1>There</h1>%tag%"]) {
    // Playwright switches the cache off.
    const browser = await chromium.launch({
      ...options,
      ignoreDefaultArgs: ["--disable-back-forward-cache"],
    });
    try {
      const page = await browser.newPage();
      const session = await page.context().newCDPSession(page);
      await session.send("Page.enable");
      const said: string[] = [];
      reasons.push(said);
      session.on("Page.backForwardCacheNotUsed", ({ notRestoredExplanations }) => {
        said.push(...notRestoredExplanations.map(({ reason }) => reason));
      });
      await page.goto(shop.put("/there", { html: pageOf(body) }));
      if (body.includes("%tag%")) await openPanel(page);
      await page.goto(shop.put("/elsewhere", { html: pageOf("<h1>Elsewhere</h1>") }));
      await page.goBack();
      await page.getByRole("heading", { name: "There" }).waitFor();
    } finally {
      await browser.close();
    }
  }
  const [without, withTag] = reasons;
  expect(withTag).toEqual(without);
});
