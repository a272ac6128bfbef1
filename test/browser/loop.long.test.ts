import { afterAll, beforeAll, expect, test } from "vitest";
import { DemoHouse } from "./demo-house.ts";
import { focusedName, openPanel, panelOf, press, signInAs, tabTo } from "./shopping.ts";
import { violations } from "./violations.ts";

let house: DemoHouse;
beforeAll(async () => {
  house = await DemoHouse.open();
});
afterAll(() => house.close());

test("a shopper buys, redeems and shares, and a friend claims and buys, by keyboard alone", async () => {
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
