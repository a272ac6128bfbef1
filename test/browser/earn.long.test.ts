import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { juniperCircle } from "../../demo/seed/program.ts";
import { DemoHouse, troubleOf } from "./demo-house.ts";

let house: DemoHouse;
beforeAll(async () => {
  house = await DemoHouse.open();
  const response = await fetch(`${house.url}/v1/program`, {
    method: "PUT",
    headers: { Authorization: `Bearer ${house.store.secretKey}`, "Content-Type": "application/json" },
    body: JSON.stringify({
      ...juniperCircle,
      earning: {
        ...juniperCircle.earning,
        caps: [{ points: 500, period: "order" }],
        actions: [
          {
            id: "visit",
            name: "Say hello",
            points: 5,
            by: "shopper",
            limits: [{ count: 1, period: "ever" }],
          },
        ],
        campaigns: [{ id: "double", name: "Double points", type: "multiply", multiplier: 2 }],
      },
      tiers: {
        by: "orders",
        levels: [
          { id: "regular", name: "Regular", threshold: 0 },
          { id: "friend", name: "Friend of the house", threshold: 50, bonus: 250, benefits: ["Tea"] },
        ],
      },
    }),
  });
  expect([response.status, await response.text()]).toEqual([200, expect.any(String)]);
});
afterAll(() => house.close());

const view = async (page: Page, name: string) => {
  await page.evaluate((wanted) => {
    location.hash = `#regulars=${wanted}`;
  }, name);
  const panel = page.getByRole("dialog");
  await panel.waitFor();
  return panel;
};

test("a shopper does what earns, is told why, and sees the tiers: what the Worker says, the panel shows", async () => {
  const anna = await house.visitor();
  const trouble = troubleOf(anna);
  await anna.goto("/account");
  await anna.getByRole("button", { name: /Anna/ }).click();
  await anna.getByRole("heading", { name: /^Hello/ }).waitFor();

  const panel = await view(anna, "earn");
  await expect.poll(() => panel.innerText()).toMatch(/Say hello\s+5 points · once/);
  expect(await panel.innerText()).toContain("At most 500 points an order");
  expect(await panel.innerText()).toContain("2 times the points on orders.");
  await panel.getByRole("button", { name: "Go: Say hello" }).click();
  await expect.poll(() => panel.innerText()).toContain("+5 points");
  await expect.poll(() => panel.locator("#way-visit").innerText()).toBe("Done");

  await view(anna, "activity");
  const line = panel.locator("details", { hasText: "Say hello" });
  await line.locator("summary").click();
  await expect.poll(() => line.innerText()).toContain("5 points: Say hello.");

  await view(anna, "tiers");
  const friend = panel.getByRole("group", { name: "Friend of the house" });
  await expect.poll(() => friend.innerText()).toMatch(/From 50 orders\s+250 extra points\s+Tea/);
  expect(await panel.getByRole("group", { name: "Regular" }).getAttribute("aria-current")).toBe("true");
  expect(
    await panel.getByRole("progressbar", { name: "Friend of the house" }).getAttribute("aria-valuetext"),
  ).toMatch(/^\d+ orders? \/ 50 orders$/);
  expect(trouble).toEqual([]);
});
