/** What a shopper does in the demo store, with the mouse and with the keyboard. */
import type { Locator, Page } from "playwright";

export async function signInAs(page: Page, shopper: RegExp): Promise<void> {
  await page.goto("/account");
  await page.getByRole("button", { name: shopper }).click();
  await page.getByRole("heading", { name: /^Hello/ }).waitFor();
}

export async function addToBasket(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("button", { name: "Add to basket" }).click();
  await page.getByRole("heading", { name: "Basket" }).waitFor();
}

export async function buy(page: Page, path: string): Promise<void> {
  await addToBasket(page, path);
  await page.goto("/checkout");
  await page.getByRole("button", { name: /Place the order/ }).click();
  await page.getByRole("heading", { name: /^Thank you/ }).waitFor();
}

export async function openPanel(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Rewards", exact: true }).click();
  return panelOf(page);
}

export async function panelOf(page: Page): Promise<Locator> {
  const panel = page.getByRole("dialog");
  await panel.waitFor();
  return panel;
}

/** Goes to it with the Tab key, and presses Enter. */
export async function press(
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

/** Goes to it with the Tab key; throws where that does not lead there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
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
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.textContent.trim() ?? "";
  });
}
