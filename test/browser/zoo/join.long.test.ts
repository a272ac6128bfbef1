/** A page with nothing but the tag: no server signs, no server answers. Mail goes over SMTP. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { juniperCircle } from "../../../demo/seed/program.ts";
import { troubleOf } from "../demo-house.ts";
import { storeWithoutServer, type StoreWithoutServer } from "./no-backend.ts";
import { ZooShop } from "./shop.ts";

let shop: ZooShop;
let store: StoreWithoutServer;
beforeAll(async () => {
  shop = await ZooShop.open();
  const { earning } = juniperCircle;
  store = await storeWithoutServer(
    shop,
    { handle: "corner", name: "The Corner" },
    { earning: { ...earning, signUp: 600 }, security: { codeAbove: 550 }, rewards: rewards() },
  );
});
afterAll(() => shop.close());

/** Two that joining pays for: one without and one with a mailed code. */
function rewards() {
  const [five] = juniperCircle.rewards;
  return [
    { ...five, id: "one-off", name: "€1 off", amount: 100, points: 50 },
    { ...five, id: "ten-off", name: "€10 off", amount: 1000, points: 551 },
  ];
}

const pageOf = (lang = "en") =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Corner</title></head>
  <body><main><h1>The Corner</h1></main>${shop.tag("", store.key)}</body></html>`;

/** The six digits of the newest mail to an address. */
async function codeFor(address: string): Promise<string> {
  const find = () => shop.house.served.mails().find(({ to }) => to.includes(address));
  await expect.poll(find).toBeTruthy();
  return /\b(\d{6})\b/.exec(find()?.subject ?? "")?.[1] ?? "";
}

test("a new shopper comes from join to a redeemed voucher by an emailed code", async () => {
  const page = await shop.house.visitor();
  const trouble = troubleOf(page);
  await page.goto(shop.put("/corner", { html: pageOf() }));
  await page.locator("regulars-launcher").getByRole("button").click();
  const panel = page.getByRole("dialog");
  await panel.getByRole("button", { name: "Join", exact: true }).click();
  await panel.getByLabel("Your email address").fill("mira@example.com");
  await panel.getByRole("button", { name: "Send me a code" }).click();
  // The sixth digit sends it.
  await panel.getByLabel("Code of 6 digits").pressSequentially(await codeFor("mira@example.com"));
  await expect.poll(() => panel.innerText()).toMatch(/600\s*points/);

  await panel.getByRole("button", { name: "Rewards", exact: true }).click();
  await panel.getByRole("button", { name: /Redeem €1 off/ }).click();
  await panel.getByRole("button", { name: "Yes, redeem" }).click();
  const code = panel.locator(".ticket code").first();
  await code.waitFor();
  const voucher = await store.owner("GET", `/v1/vouchers/${await code.innerText()}`);
  expect(voucher).toMatchObject({ name: "€1 off", status: "issued", points: 50 });
  const { items } = (await store.owner("GET", "/v1/members?email=mira%40example.com")) as {
    items: { id: string }[];
  };
  expect(items).toHaveLength(1);

  // The tab knows her after a reload, and nobody else does.
  await page.reload();
  await page.locator("regulars-launcher").getByRole("button").click();
  await expect.poll(() => page.getByRole("dialog").innerText()).toMatch(/550\s*points/);
  const other = await shop.house.visitor();
  await other.goto(`${shop.origin}/corner`);
  await other.locator("regulars-launcher").getByRole("button").click();
  await other.getByRole("dialog").getByRole("button", { name: "Join", exact: true }).waitFor();
  expect(trouble).toEqual([]);
  expect(await store.owner("GET", "/v1/ledger/check")).toMatchObject({ ok: true, problems: [] });
});

test("a dear reward takes a code of its own, by keyboard alone, and signing out is for good", async () => {
  const page = await shop.house.visitor();
  await page.goto(shop.put("/corner", { html: pageOf() }));
  await page.locator("regulars-launcher").getByRole("button").focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog");
  const press = async (name: string | RegExp) => {
    await panel
      .getByRole("button", { name, ...(typeof name === "string" ? { exact: true } : {}) })
      .first()
      .focus();
    await page.keyboard.press("Enter");
  };
  await panel.getByRole("button", { name: "Join", exact: true }).waitFor();
  await press("Join");
  await panel.getByLabel("Your email address").waitFor();
  await page.keyboard.type("noor@example.com");
  await page.keyboard.press("Enter");
  await panel.getByLabel("Code of 6 digits").waitFor();
  await page.keyboard.type(await codeFor("noor@example.com"));
  // A guest reads of 600 points too, but has no rewards to go to.
  const rewardsPlace = panel.getByRole("button", { name: "Rewards", exact: true }).first();
  await rewardsPlace.waitFor();

  // A code that was entered a moment ago is enough; eleven minutes later it would not be.
  await shop.house.served.databases.regulars
    .prepare("UPDATE sign_ins SET code_at = code_at - 660000 WHERE code_at IS NOT NULL")
    .run();
  await page.reload();
  await page.locator("regulars-launcher").getByRole("button").click();
  await rewardsPlace.waitFor();
  expect(await panel.innerText()).toMatch(/600\s*points/);
  await press("Rewards");
  await panel.getByRole("button", { name: /Redeem €10 off/ }).waitFor();
  await press(/Redeem €10 off/);
  await press("Yes, redeem");
  await panel.getByText("n•••@example.com").waitFor();
  const before = await codeFor("noor@example.com");
  expect(before).toMatch(/^\d{6}$/);
  await panel.getByLabel("Code of 6 digits").focus();
  await page.keyboard.type(before);
  await expect.poll(() => panel.locator(".ticket code").first().innerText()).toMatch(/^COR/);

  await press("Profile");
  await panel.getByRole("button", { name: "Sign out", exact: true }).waitFor();
  await press("Sign out");
  await panel.getByRole("button", { name: "Join", exact: true }).waitFor();
  await page.reload();
  await page.locator("regulars-launcher").getByRole("button").click();
  await panel.getByRole("button", { name: "Join", exact: true }).waitFor();
});

test("mail and panel speak the page's language", async () => {
  const page = await shop.house.visitor();
  await page.goto(shop.put("/ecke", { html: pageOf("de") }));
  await page.locator("regulars-launcher").getByRole("button").click();
  const panel = page.getByRole("dialog");
  expect(await panel.getAttribute("lang")).toBe("de");
  await panel.getByRole("button", { name: "Los geht’s" }).click();
  await panel.locator("input[type=email]").fill("joerg@example.com");
  await panel.locator("form button").first().click();
  const mail = () =>
    shop.house.served.mails().find(({ to }) => to.includes("@example.com") && !/mira|noor/.test(to));
  await expect.poll(mail).toBeTruthy();
  expect(mail()?.subject).not.toContain("code");
  expect(mail()?.text).toMatch(/10 Minuten/);
});
