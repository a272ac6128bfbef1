import type { Locator, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { DemoHouse, troubleOf } from "./demo-house.ts";
import { violations } from "./violations.ts";

let house: DemoHouse;
beforeAll(async () => {
  house = await DemoHouse.open();
});
afterAll(() => house.close());

const balances = z.object({ available: z.number(), pending: z.number(), debt: z.number() });

test("a shopper buys, redeems, shares; a friend claims and buys; the advocate's reward is pending", async () => {
  const anna = await house.visitor();
  const trouble = troubleOf(anna);
  await signInAs(anna, /Anna/);

  await buy(anna, "/products/brass-lamp");
  await expect.poll(() => anna.locator("main").innerText()).toContain("This order is worth 120 points");
  const panel = await openPanel(anna);
  await expect.poll(() => panel.innerText()).toMatch(/1,240\s*points/);
  expect(await panel.innerText()).toContain("+206 on their way");

  await panel.getByRole("button", { name: "Rewards" }).click();
  await panel.getByRole("button", { name: /Redeem £10 off/ }).click();
  await panel.getByRole("button", { name: "Yes, redeem" }).click();
  const code = await panel.locator(".ticket code").first().innerText();
  expect(code).toMatch(/^JUN-[2-9A-Z]{5}-[2-9A-Z]{5}$/);
  await expect.poll(() => panel.innerText()).toMatch(/240\s*points to spend/);

  await panel.getByRole("button", { name: "Refer" }).click();
  await panel.getByRole("button", { name: "Copy", exact: true }).click();
  const link = await anna.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/r\/juniper-[2-9A-Z]{7}$/);

  const friend = await house.visitor();
  const friendsTrouble = troubleOf(friend);
  await friend.goto(link);
  const greeting = await panelOf(friend);
  await expect.poll(() => greeting.innerText()).toContain("£10 for you");
  expect(await greeting.innerText()).toContain("from Anna");
  await greeting.getByLabel("Your email address").fill("lena@example.com");
  await greeting.getByRole("button", { name: "Get my £10" }).click();
  const welcome = await greeting.locator(".ticket code").innerText();
  await greeting.getByRole("button", { name: "Close" }).click();

  await addToBasket(friend, "/products/linen-throw");
  await friend.goto("/checkout");
  await friend.getByLabel("Voucher code").fill(welcome);
  await friend.getByRole("button", { name: "Use it" }).click();
  await expect.poll(() => friend.locator("main").innerText()).toContain("takes £10 off");
  await friend.getByLabel("First name").fill("Lena");
  await friend.getByLabel("Email").fill("lena@example.com");
  await friend.getByRole("button", { name: /Place the order/ }).click();
  await friend.getByRole("heading", { name: "Thank you, Lena" }).waitFor();

  await anna.goto("/account");
  const again = await openPanel(anna);
  await again.getByRole("button", { name: "Refer" }).click();
  await expect.poll(() => again.innerText()).toMatch(/Ordered .+ · yours on/);
  expect(await again.innerText()).toContain("£10");

  const member = z
    .object({ items: z.array(z.object({ id: z.string() })) })
    .parse(await house.server("/v1/members?customerId=cus_anna")).items[0];
  const balance = balances.parse(await house.server(`/v1/members/${member?.id ?? ""}/balance`));
  expect(balance).toEqual({ available: 240, pending: 206, debt: 0 });
  expect(await house.server("/v1/ledger/check")).toMatchObject({ ok: true, problems: [] });
  expect([...trouble, ...friendsTrouble]).toEqual([]);
});

test("the same by keyboard alone", async () => {
  const priya = await house.visitor();
  await priya.goto("/account");
  await press(priya, "button", /Priya/);
  await priya.getByRole("heading", { name: "Hello, Priya" }).waitFor();
  await priya.goto("/products/wool-cushion");
  await press(priya, "button", "Add to basket");
  await press(priya, "link", "Go to checkout");
  await press(priya, "button", /Place the order/);
  await priya.getByRole("heading", { name: "Thank you, Priya" }).waitFor();

  await press(priya, "button", "Rewards");
  const panel = await panelOf(priya);
  await expect.poll(() => panel.innerText()).toMatch(/2,\d{3}\s*points/);
  await press(priya, "button", "Rewards", panel);
  await press(priya, "button", /Redeem £5 off/, panel);
  await expect.poll(() => focusedName(priya)).toBe("Yes, redeem");
  await priya.keyboard.press("Enter");
  await expect.poll(() => panel.locator(".ticket code").first().innerText()).toMatch(/^JUN-/);
  await press(priya, "button", "Refer", panel);
  await press(priya, "button", "Copy", panel);
  const link = await priya.evaluate(() => navigator.clipboard.readText());
  await priya.keyboard.press("Escape");
  await expect.poll(() => panel.isVisible()).toBe(false);
  // The focus is back on the launcher, which by now says what she has.
  await expect.poll(() => focusedName(priya)).toMatch(/^2,\d{3} points$/);

  const friend = await house.visitor();
  await friend.goto(link);
  const greeting = await panelOf(friend);
  await expect.poll(() => greeting.innerText()).toContain("from Priya");
  await tabTo(friend, greeting.getByLabel("Your email address"));
  await friend.keyboard.type("noor@example.com");
  await friend.keyboard.press("Enter");
  await expect.poll(() => greeting.locator(".ticket code").innerText()).toMatch(/^JUN-/);
  const welcome = await greeting.locator(".ticket code").innerText();
  await friend.keyboard.press("Escape");

  await friend.goto("/products/linen-throw");
  await press(friend, "button", "Add to basket");
  await press(friend, "link", "Go to checkout");
  await tabTo(friend, friend.getByLabel("Voucher code"));
  await friend.keyboard.type(welcome);
  await friend.keyboard.press("Enter");
  await expect.poll(() => friend.locator("main").innerText()).toContain("takes £10 off");
  await tabTo(friend, friend.getByLabel("First name"));
  await friend.keyboard.type("Noor");
  await friend.keyboard.press("Tab");
  await friend.keyboard.type("noor@example.com");
  await friend.keyboard.press("Enter");
  await friend.getByRole("heading", { name: "Thank you, Noor" }).waitFor();

  await priya.reload();
  await press(priya, "button", "Rewards");
  const again = await panelOf(priya);
  await press(priya, "button", "Refer", again);
  await expect.poll(() => again.innerText()).toMatch(/Noor|A friend/);
  await expect.poll(() => again.innerText()).toMatch(/Ordered .+ · yours on/);
});

test("a return after the voucher was spent is made up for by the next points, and said in words", async () => {
  const kwame = await house.visitor();
  await signInAs(kwame, /Kwame/);
  const panel = await openPanel(kwame);
  await expect.poll(() => panel.innerText()).toContain("to make up after a return");
});

test("a dead link lands the friend on the store all the same, without a greeting", async () => {
  const friend = await house.visitor();
  await friend.goto("/r/juniper-2222222");
  await friend.getByRole("heading", { name: /Good, plain things/ }).waitFor();
  expect(new URL(friend.url()).search).toBe("");
  const nowhere = await friend.goto("/r/nowhere-2222222");
  expect(nowhere?.status()).toBe(404);
  expect(await friend.locator("body").innerText()).toContain("This link leads nowhere");
});

test("axe finds nothing on the demo's pages with the panel open, light and dark", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await house.visitor({ colorScheme });
    await signInAs(page, /Anna/);
    const paths =
      colorScheme === "light" ? ["/", "/products/brass-lamp", "/basket", "/account"] : ["/", "/account"];
    for (const path of paths) {
      await page.goto(path);
      expect(await violations(page), `${path} ${colorScheme}`).toEqual([]);
    }
    const panel = await openPanel(page);
    await expect.poll(() => panel.innerText()).toContain("points");
    for (const view of ["Rewards", "Refer", "Activity"]) {
      await panel.getByRole("button", { name: view, exact: true }).click();
      expect(await violations(page), `panel ${view} ${colorScheme}`).toEqual([]);
    }
  }
});

async function signInAs(page: Page, shopper: RegExp): Promise<void> {
  await page.goto("/account");
  await page.getByRole("button", { name: shopper }).click();
  await page.getByRole("heading", { name: /^Hello/ }).waitFor();
}

async function addToBasket(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("button", { name: "Add to basket" }).click();
  await page.getByRole("heading", { name: "Basket" }).waitFor();
}

async function buy(page: Page, path: string): Promise<void> {
  await addToBasket(page, path);
  await page.goto("/checkout");
  await page.getByRole("button", { name: /Place the order/ }).click();
  await page.getByRole("heading", { name: /^Thank you/ }).waitFor();
}

async function openPanel(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Rewards", exact: true }).click();
  return panelOf(page);
}

async function panelOf(page: Page): Promise<Locator> {
  const panel = page.getByRole("dialog");
  await panel.waitFor();
  return panel;
}

/** Goes to it with the Tab key, and presses Enter. */
async function press(
  page: Page,
  role: "button" | "link",
  name: string | RegExp,
  inside?: Locator,
): Promise<void> {
  const target = (inside ?? page).getByRole(role, {
    name,
    ...(typeof name === "string" ? { exact: true } : {}),
  });
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let presses = 0; presses < 80; presses++) {
    const there = await target.first().evaluate((element) => {
      const root = element.getRootNode();
      return (root instanceof ShadowRoot || root instanceof Document) && root.activeElement === element;
    });
    if (there) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The Tab key does not lead to ${String(target)}.`);
}

/** The words on what has the focus, through shadow roots. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.textContent.trim() ?? "";
  });
}
