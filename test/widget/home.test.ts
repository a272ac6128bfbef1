import { describe, expect, it } from "vitest";
import { panel } from "./fixtures.ts";
import { button, dialog, fake, find, launcher, openAsMember, panelRoot, text, until } from "./stage.ts";

describe("home", () => {
  it("shows the balance, what is on its way and when it is ready", async () => {
    await openAsMember();
    expect(find(".figure").innerText).toBe("1,240 points");
    expect(text()).toContain("+86 on their way, ready from 6 Dec");
  });

  it("says how far the next reward is, and what can be had now", async () => {
    await openAsMember();
    expect(text()).toContain("£15 off is 260 points away");
    expect(text()).toContain("1,240 / 1,500");
    expect(text()).toContain("You can have £10 off now");
    const progress = panelRoot().querySelector("progress");
    expect([progress?.value, progress?.max]).toEqual([1240, 1500]);
  });

  it("says what expires next", async () => {
    await openAsMember();
    expect(text()).toContain("120 points expire on 31 Dec");
  });

  it("leads from the redeem button to one yes, with the focus on it", async () => {
    const api = await openAsMember();
    button("Redeem").click();
    await until(() => panelRoot().activeElement === button("Yes, redeem"), "the focus");
    expect(text()).toContain("Spend 1,000 points on £10 off?");
    expect(api.redeemed).toBe(0);
  });

  it("shows a voucher that is ready to use, with its terms", async () => {
    await openAsMember();
    expect(find(".ticket").innerText).toContain("JUN-7Q4K-M2XP");
    expect(find(".ticket").innerText).toContain("orders from £20 · until 20 Jan 2027");
  });

  it("says in words what is owed after a return", async () => {
    const api = fake();
    api.panel.balance = { available: 0, pending: 0, debt: 20 };
    await openAsMember("home", api);
    expect(text()).toContain("20 points to make up after a return");
  });

  it("says what the hold is counted from", async () => {
    const api = fake();
    api.panel.program.earning.holdFrom = "fulfilment";
    api.panel.vouchers = [];
    await openAsMember("home", api);
    expect(text()).toContain("Ready to spend 14 days after each order is sent");
  });

  it("writes one point in the singular", async () => {
    const api = fake();
    api.panel.balance = { available: 1, pending: 1, debt: 0 };
    await openAsMember("home", api);
    expect(find(".figure").innerText).toBe("1 point");
    expect(text()).toContain("+1 on its way");
  });

  it("keeps figures and codes from translators", async () => {
    await openAsMember();
    expect(find(".figure b").translate).toBe(false);
    expect(find(".ticket code").translate).toBe(false);
  });

  it("leaves no hole where the program has no rewards and no referral terms", async () => {
    const api = fake();
    api.panel = {
      ...panel,
      balance: { available: 0, pending: 0, debt: 0 },
      pending: [],
      expiring: null,
      vouchers: [],
      entries: [],
      referral: null,
      program: { ...panel.program, rewards: [], referral: null },
    };
    await openAsMember("home", api);
    expect(text()).toContain("Your first points come with your next order");
    expect(text()).toContain("1 point for every £1 you spend");
    expect(panelRoot().querySelector("progress")).toBeNull();
    expect([...panelRoot().querySelectorAll("nav button")].map((place) => place.textContent.trim())).toEqual([
      "Home",
      "Rewards",
      "Activity",
    ]);
  });

  it("shows fresh figures at each opening, and the last ones until they come", async () => {
    const api = await openAsMember();
    dialog().close();
    api.panel = { ...api.panel, balance: { available: 1300, pending: 0, debt: 0 } };
    api.delay = 50;
    void window.regulars?.open();
    await until(() => dialog().open, "the dialog");
    expect(find(".figure").innerText).toBe("1,240 points");
    await until(() => find(".figure").innerText === "1,300 points", "the new balance");
    dialog().close();
    await until(() => launcher().textContent === "1,300 points", "the launcher");
    expect(api.to("sessions")).toHaveLength(1);
  });
});
