import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { states } from "../../../demo/gallery/states.ts";
import { DemoHouse, troubleOf } from "../demo-house.ts";
import { violations } from "../violations.ts";

let house: DemoHouse;
let page: Page;
let trouble: string[];

beforeAll(async () => {
  house = await DemoHouse.open();
  page = await house.visitor({
    viewport: { width: 424, height: 740 },
    bypassCSP: false,
    reducedMotion: "reduce",
  });
  trouble = troubleOf(page);
});
afterAll(() => house.close());

/** Waits until a frame shows what it is there for. */
async function hung(name: string, shows: string | undefined): Promise<void> {
  if (shows === "elements") await page.locator("regulars-referral").getByRole("button").first().waitFor();
  else if (shows === "page") await page.locator("regulars-page nav").waitFor();
  else if (name === "loading") await page.locator("dialog .waiting .card").first().waitFor();
  else await page.locator("dialog .body > :not(.waiting):visible").first().waitFor();
}

// Both schemes and both directions, each once: the other two frames of a row differ in nothing else.
describe.each([
  ["light", "ltr"],
  ["dark", "rtl"],
])("the gallery in %s, %s", (scheme, dir) => {
  test.each(states)("axe finds nothing in $name", async ({ name, shows, followed }) => {
    trouble.length = 0;
    // Each in a window of its own, or a friend would be remembered.
    await page.goto(
      `/gallery/${name}?scheme=${scheme}&dir=${dir}${followed ? "&regulars_ref=juniper-7Q4KM2X" : ""}`,
    );
    await hung(name, shows);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(424);
    expect(await violations(page)).toEqual([]);
    expect(trouble).toEqual([]);
    await page.evaluate(() => {
      localStorage.clear();
    });
  });
});

test("the gallery hangs every state four times, is reached from the shop, and says nothing in the console", async () => {
  const visitor = await house.visitor();
  const said = troubleOf(visitor);
  await visitor.goto("/");
  await visitor.getByRole("link", { name: "The widget in every state" }).click();
  await visitor.getByRole("heading", { level: 1, name: "The widget in every state" }).waitFor();
  await expect.poll(() => visitor.locator("iframe").count()).toBe(states.length * 4);
  const first = visitor.locator("iframe").first().contentFrame();
  await first.locator("regulars-balance").getByRole("button", { name: "1,240 points" }).waitFor();
  expect(said).toEqual([]);
});

test("no frame drags the gallery to itself, and each can be used where it hangs", async () => {
  const visitor = await house.visitor({ viewport: { width: 1200, height: 900 } });
  await visitor.goto("/gallery");
  const home = visitor.getByTitle("Home, light, ltr");
  await home.scrollIntoViewIfNeeded();
  const before = await visitor.evaluate(() => scrollY);
  await home.contentFrame().locator("dialog .figure").first().waitFor();
  await visitor.waitForTimeout(1000);
  expect(await visitor.evaluate(() => scrollY)).toBe(before);
  const panel = home.contentFrame().locator("dialog");
  await panel.getByRole("button", { name: "Rewards", exact: true }).click();
  await panel.getByRole("heading", { level: 2, name: "Rewards" }).waitFor();
});

test("a product says what it earns, and the basket what it will", async () => {
  const visitor = await house.visitor();
  const said = troubleOf(visitor);
  await visitor.goto("/products/linen-throw");
  await visitor
    .locator("regulars-product-points")
    .getByText(/^Earn \d+ points with this$/)
    .waitFor();
  await visitor.getByRole("button", { name: "Add to basket" }).click();
  await visitor.goto("/basket");
  await visitor
    .locator("regulars-cart-points")
    .getByText(/^This cart earns \d+ points$/)
    .waitFor();
  expect(said).toEqual([]);
});
