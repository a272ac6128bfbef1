import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { DemoHouse, troubleOf } from "./demo-house.ts";
import { addToBasket, buy, openPanel, panelOf, signInAs } from "./shopping.ts";

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
