/** A till through the real Worker: by keyboard alone, installable, under its own strict CSP, and two of them at once. */
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoStaff } from "../../scripts/local/demo-staff.ts";
import { DemoHouse, troubleOf } from "./demo-house.ts";
import { violations } from "./violations.ts";

let house: DemoHouse;
let staff: Awaited<ReturnType<typeof demoStaff>>;
beforeAll(async () => {
  house = await DemoHouse.open();
  staff = await demoStaff(house.url, house.store.secretKey);
});
afterAll(async () => house.close());

/** A till where Priya has signed in, with nothing but a keyboard. */
async function openTill(options: Parameters<DemoHouse["visitor"]>[0] = {}): Promise<Page> {
  const page = await house.visitor(options);
  await page.goto(staff.till);
  await tabTo(page, "Staff number");
  await page.keyboard.type(staff.number);
  await page.keyboard.press("Tab");
  await page.keyboard.type(staff.pin);
  await page.keyboard.press("Enter");
  await page.getByText("Who is it?").waitFor();
  return page;
}

/** Looks for whoever is typed; the field has the focus already. */
async function find(page: Page, who: string): Promise<void> {
  await page.getByLabel("Email, phone or member number").and(page.locator(":focus")).waitFor();
  await page.keyboard.type(who);
  await page.keyboard.press("Enter");
}

async function addReceipt(page: Page, receipt: string, paid: string): Promise<void> {
  await tabTo(page, "Receipt number");
  await page.keyboard.type(receipt);
  await page.keyboard.press("Tab");
  await page.keyboard.type(paid);
  await page.keyboard.press("Enter");
}

/** Goes to what has this name with the Tab key. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    const focused = await page.evaluate(() => {
      const active = document.activeElement;
      const label = active instanceof HTMLInputElement ? active.labels?.[0]?.innerText : undefined;
      return label ?? active?.getAttribute("aria-label") ?? (active as HTMLElement | null)?.innerText ?? "";
    });
    if (focused.trim().startsWith(name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The Tab key does not lead to ${name}.`);
}

test("a customer is served by keyboard: found, given points, undone, given a reward; without a word of trouble", async () => {
  const page = await openTill();
  const trouble = troubleOf(page);
  await find(page, "anna@example.com");
  await expect.poll(() => page.locator("header").innerText()).toContain("1,240 points");
  await addReceipt(page, "T-1", "1,024.50");
  await expect.poll(() => page.locator("#done").innerText()).toContain("+1,024 points for receipt T-1");
  await tabTo(page, "Undo");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("#done").innerText()).toContain("Undone");
  await addReceipt(page, "T-1", "24.50");
  await expect.poll(() => page.locator("#done").innerText()).toContain("+24 points for receipt T-1");

  await tabTo(page, "Redeem £5 off");
  await page.keyboard.press("Enter");
  await page.getByText("Spend 500 points on £5 off?").waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("#done code").innerText()).toMatch(/^JUN-/);
  await expect.poll(() => page.locator("header").innerText()).toContain("740 points");
  await tabTo(page, "Undo");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("header").innerText()).toContain("1,240 points");
  await tabTo(page, "Next customer");
  await page.keyboard.press("Enter");
  await page.getByText("Who is it?").waitFor();
  expect(trouble).toEqual([]);
});

test("the card of a member's panel brings them up, and so does its number, typed", async () => {
  const anna = await house.visitor();
  await anna.goto("/account");
  await anna.getByRole("button", { name: /Anna/ }).click();
  await anna.getByRole("button", { name: "Rewards", exact: true }).click();
  const answered = anna.waitForResponse(/\/storefront\/card/);
  await anna.getByRole("button", { name: "Show my card" }).click();
  const { code } = (await (await answered).json()) as { code: string };
  const number = await anna.getByRole("dialog", { name: "Your card" }).locator("code").innerText();

  const page = await openTill();
  for (const typed of [code, number]) {
    await find(page, typed);
    await page.getByRole("heading", { name: "Anna" }).waitFor();
    await page.getByRole("button", { name: "Next customer" }).click();
  }
  await find(
    page,
    number.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)),
  );
  await expect.poll(() => page.getByRole("alert").innerText()).toContain("Nobody of that name tag yet");
});

test("two tills at once add one receipt: one gives the points, the other says that it was given", async () => {
  const tills = await Promise.all([openTill(), openTill()]);
  await Promise.all(tills.map((page) => find(page, "priya@example.com")));
  await Promise.all(tills.map((page) => addReceipt(page, "T-2", "30")));
  await expect
    .poll(async () =>
      (await Promise.all(tills.map((page) => page.locator("#done").innerText()))).sort().join(),
    )
    .toMatch(/^\+30 points for receipt T-2[^]*,Receipt T-2 was added before/);
});

test("somebody new is made a member, and who has a wrong PIN or was revoked stays outside", async () => {
  const page = await openTill();
  await page.getByRole("button", { name: "New member" }).click();
  await page.getByLabel("First name").fill("Dee");
  await page.getByLabel("Phone").fill("07700 900123");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Dee" }).waitFor();

  const { items } = (await house.server("/v1/staff")) as { items: { id: string }[] };
  const made = await fetch(`${house.url}/v1/staff/${items[0]?.id ?? ""}/pin`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${house.store.secretKey}`,
      "Content-Type": "application/json",
      "Idempotency-Key": "new pin",
    },
    body: "{}",
  });
  const { pin } = await made.json<{ pin: string }>();
  await addReceipt(page, "T-3", "10");
  await expect.poll(() => page.getByRole("alert").innerText()).toContain("You were signed out");
  await page.getByLabel("Staff number").fill(staff.number);
  await page.getByLabel("PIN").fill(pin === "000000" ? "111111" : "000000");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => page.getByRole("alert").innerText())
    .toContain("The staff number or the PIN is wrong");
  staff = { ...staff, pin };
});

test("is installable, opens without a network, and then does nothing rather than something unanswered", async () => {
  const page = await openTill();
  const manifest = await (
    await fetch(`${house.url}/till/manifest.webmanifest`)
  ).json<{
    icons: { src: string }[];
    start_url: string;
  }>();
  expect(manifest.start_url).toBe("/till/");
  for (const { src } of manifest.icons) {
    const icon = await fetch(house.url + src);
    expect([src, icon.status, icon.headers.get("Content-Type")?.startsWith("image/")]).toEqual([
      src,
      200,
      true,
    ]);
  }
  await page.evaluate(() => navigator.serviceWorker.ready);
  await find(page, "anna@example.com");
  await page.getByRole("heading", { name: "Anna" }).waitFor();
  await page.context().setOffline(true);
  await addReceipt(page, "T-4", "10");
  await expect.poll(() => page.getByRole("alert").innerText()).toContain("No answer: check the connection");
  await page.goto("/till/");
  await page.getByText("Who is it?").waitFor();
  await page.context().setOffline(false);
  const order = (await house.server("/v1/orders/till:T-4")) as { code: string };
  expect(order.code).toBe("order_not_found");
});

test("axe finds nothing on any of its pages, from 320 pixels on, light and dark; nothing is wider than the page", async () => {
  for (const [width, colorScheme] of [
    [320, "light"],
    [768, "dark"],
  ] as const) {
    const look = async (name: string) => {
      expect(await violations(page), `${name} ${width} ${colorScheme}`).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect([name, width, wide]).toEqual([name, width, false]);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("button, summary, label.tick")]
          .filter((each) => each.offsetHeight < 44)
          .map((each) => each.innerText),
      );
      expect([name, small]).toEqual([name, []]);
    };
    const page = await openTill({ viewport: { width, height: 800 }, colorScheme });
    await look("search");
    await page.getByRole("button", { name: "New member" }).click();
    await page.getByLabel("First name").waitFor();
    await look("join");
    await page.getByRole("button", { name: "Cancel" }).click();
    await find(page, "anna@example.com");
    await page.getByRole("heading", { name: "Anna" }).waitFor();
    await look("member");
    await page.getByText("Give money back").click();
    await page
      .getByRole("button", { name: /^Redeem/ })
      .first()
      .click();
    await page.getByText(/^Spend/).waitFor();
    await look("member, asked");
    await page.getByRole("button", { name: "Next customer" }).click();
    await page.getByRole("button", { name: /^Sign out/ }).click();
    await page.getByLabel("PIN").waitFor();
    await look("sign in");
  }
});
