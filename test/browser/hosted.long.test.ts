import { afterAll, beforeAll, expect, test } from "vitest";
import { languages } from "../../worker/http/languages.ts";
import { DemoHouse, troubleOf } from "./demo-house.ts";
import { violations } from "./violations.ts";

let house: DemoHouse;
beforeAll(async () => {
  house = await DemoHouse.open();
});
afterAll(() => house.close());

test("a visitor without JavaScript reads the whole program, and how to get at their points", async () => {
  const page = await house.visitor({ javaScriptEnabled: false });
  await page.goto("/p/juniper");
  const text = await page.locator("body").innerText();
  for (const said of ["How to earn", "1 point for every £1 you spend", "What points buy", "Bring a friend"])
    expect(text).toContain(said);
  expect(text).toContain("switch JavaScript on for this page and sign in");
  expect(await page.getByRole("button").count()).toBe(0);
  await page.getByRole("link", { name: "Go to Juniper & Co" }).click();
  expect(new URL(page.url()).pathname).toBe("/");
});

test("with it the panel is laid out in the page, whose policy it doesn't offend, and one can join there", async () => {
  const page = await house.visitor();
  const trouble = troubleOf(page);
  await page.goto("/p/juniper");
  const panel = page.locator("regulars-page");
  await expect.poll(() => panel.locator("h2").first().innerText()).toBe("Juniper & Co");
  await panel.getByRole("button", { name: "Join", exact: true }).click();
  await panel.getByLabel("Your email address").fill("wren@example.com");
  await panel.getByRole("button", { name: "Send me a code" }).click();
  await panel.getByLabel("Code of 6 digits").waitFor();
  const [mail] = house.served.mails();
  await panel.getByLabel("Code of 6 digits").pressSequentially(/\d{6}/.exec(mail?.subject ?? "")?.[0] ?? "");
  await expect.poll(() => panel.locator(".figure b").first().innerText()).toBe("100");
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(trouble).toEqual([]);
});

test("axe finds nothing, light and dark, and 320 px are wide enough", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await house.visitor({ colorScheme, viewport: { width: 320, height: 640 } });
    await page.goto("/p/juniper");
    await page.locator("regulars-launcher").waitFor();
    expect(await violations(page), colorScheme).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("button, a.button")].filter(
        (each) => each.checkVisibility() && each.getBoundingClientRect().height < 44,
      ),
    );
    expect(small).toEqual([]);
    const nowhere = await page.goto("/p/nowhere");
    expect(nowhere?.status()).toBe(404);
    expect(await violations(page), `404 ${colorScheme}`).toEqual([]);
  }
});

test("in Arabic it is mirrored, panel and launcher with it, is wide enough at 320 px, and axe finds nothing", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await house.visitor({ colorScheme, viewport: { width: 320, height: 640 } });
    const trouble = troubleOf(page);
    await page.goto("/p/juniper?lang=ar");
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    await expect
      .poll(() => page.locator("regulars-launcher").getByRole("button").first().innerText())
      .toContain("المكافآت");
    await page.locator("regulars-page").getByText("كيف تكسب النقاط").first().waitFor();
    expect(await violations(page), colorScheme).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    // What the store wrote in Latin letters begins where the page's lines begin.
    const heading = await page.locator("h1").evaluate((h1) => {
      const range = document.createRange();
      range.selectNodeContents(h1);
      return { text: range.getBoundingClientRect().right, line: h1.getBoundingClientRect().right };
    });
    expect(Math.abs(heading.text - heading.line)).toBeLessThan(2);
    expect(trouble).toEqual([]);
  }
});

test("no language is too long for 320 px", async () => {
  const page = await house.visitor({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
  for (const language of languages) {
    await page.goto(`/p/juniper?lang=${language}`);
    expect([language, await page.locator("html").getAttribute("lang")]).toEqual([language, language]);
    expect([language, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
      language,
      320,
    ]);
  }
});

test("is printed as it is read, without what can be pressed", async () => {
  const page = await house.visitor();
  await page.goto("/p/juniper");
  await page.locator("regulars-launcher").waitFor();
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("button", { name: "Open my points" }).isVisible()).toBe(false);
  expect(await page.getByRole("heading", { name: "What points buy" }).isVisible()).toBe(true);
  const [ink, paper] = await page
    .locator("header")
    .evaluate((header) => [getComputedStyle(header).color, getComputedStyle(header).backgroundColor]);
  expect([ink, paper]).toEqual(["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]);
});
