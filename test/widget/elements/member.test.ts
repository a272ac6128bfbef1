import { describe, expect, it } from "vitest";
import { after, dialog, fake, field, find, focused, panelRoot, runTag, settled, until } from "../stage.ts";
import { buttonIn, rest, shown, shows, silverPanel, template, tiered, violationsIn } from "./stage.ts";

const cartLines = (lines: unknown[]): string => JSON.stringify(lines).replaceAll('"', "&quot;");

describe("<regulars-balance>", () => {
  it("shows the member's points, and opens the panel", async () => {
    const api = fake();
    runTag({}, { token: "token" });
    const element = template("<regulars-balance></regulars-balance>");
    await shows(element, "1,240 points");
    const button = buttonIn(element, "1,240 points");
    expect(button.ariaHasPopup).toBe("dialog");
    expect(button.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
    button.focus();
    expect(focused()).toBe(button);
    button.click();
    await until(() => dialog().open);
    await settled();
    expect(api.to("sessions")).toHaveLength(1);
    dialog().close();
    await until(() => focused() === button, "the focus back where it was");
    expect(await violationsIn(element)).toEqual([]);
  });

  it("invites a guest, and asks nobody who they are where there is nothing to ask with", async () => {
    const api = fake();
    api.storefront.store.signIn = { email: true };
    runTag();
    const element = template("<regulars-balance></regulars-balance>");
    await shows(element, "Join to collect them");
    expect(api.calls.map(({ path }) => path)).toEqual(["program"]);
    buttonIn(element, "Join to collect them").click();
    await until(() => field(), "the way to join");
  });

  it("changes with what is redeemed in the panel, without asking itself", async () => {
    const api = fake();
    runTag({}, { token: "token" });
    const element = template("<regulars-balance></regulars-balance>");
    await shows(element, "1,240 points");
    await window.regulars?.open("rewards");
    await settled();
    find("#redeem-five-off").click();
    await until(() => panelRoot().querySelector("#yes"));
    find("#yes").click();
    await shows(element, "740 points");
    expect(api.to("sessions")).toHaveLength(1);
  });

  it("knows another member once the page says who is signed in, and a guest when nobody is", async () => {
    const api = fake();
    api.tokens.add("other");
    const regulars = runTag({}, { token: "token" });
    const element = template("<regulars-balance></regulars-balance>");
    await shows(element, "1,240 points");
    api.panel = { ...api.panel, balance: { available: 7, pending: 0, debt: 0 } };
    regulars.identify("other");
    await shows(element, "7 points");
    regulars.identify(null);
    await shows(element, "Join to collect them");
  });

  it("asks anew when the page comes back from the back/forward cache", async () => {
    const api = fake();
    runTag({}, { token: "token" });
    const element = template("<regulars-balance></regulars-balance>");
    await shows(element, "1,240 points");
    api.panel = { ...api.panel, balance: { available: 1300, pending: 0, debt: 0 } };
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    await shows(element, "1,300 points");
  });

  it("leaves what the page wrote where the API refuses, and asks no second time", async () => {
    const api = fake();
    api.refused.sessions = [503, "try_again"];
    runTag({}, { token: "token" });
    const element = template("<regulars-balance>Rewards</regulars-balance>");
    await until(() => api.to("sessions").length);
    await rest();
    expect(shown(element)).toBe("");
    expect(element.innerText).toBe("Rewards");
    expect(api.to("sessions")).toHaveLength(1);
  });
});

describe("<regulars-tier>", () => {
  it("shows the member's tier, how far it is to the next, and leads to the tiers", async () => {
    const api = fake();
    api.storefront = tiered();
    api.panel = silverPanel();
    runTag({}, { token: "token" });
    const element = template("<regulars-tier></regulars-tier>");
    await shows(element, "Silver £180 more for Gold");
    const progress = element.shadowRoot?.querySelector("progress");
    expect([progress?.value, progress?.max, progress?.ariaLabel]).toEqual([32_000, 50_000, "Gold"]);
    expect(await violationsIn(element)).toEqual([]);
    buttonIn(element, "Silver").click();
    await until(() => find("h2").innerText === "Tiers and benefits");
  });

  it("shows nothing where the program has no tiers, and to a guest what the page wrote", async () => {
    fake();
    const regulars = runTag({}, { token: "token" });
    const element = template("<regulars-tier>Become a regular</regulars-tier>");
    await until(() => element.shadowRoot?.querySelector("slot") === null, "nothing");
    expect(element.innerText).toBe("");
    regulars.identify(null);
    await until(() => element.shadowRoot?.querySelector("slot"));
    expect(element.innerText).toBe("Become a regular");
  });
});

describe("<regulars-cart-points>", () => {
  it("says what the cart earns and what can be had off it, and leads to the rewards", async () => {
    fake();
    runTag({}, { token: "token" });
    const element = template('<regulars-cart-points total="6400"></regulars-cart-points>');
    await shows(element, "This cart earns 64 points You can have £10 off it now Redeem");
    expect(await violationsIn(element)).toEqual([]);
    buttonIn(element, "Redeem").click();
    await until(() => find("h2").innerText === "Rewards");
  });

  it("follows the cart: orders below a reward's minimum offer the next best, or none", async () => {
    fake();
    runTag({}, { token: "token" });
    const element = template('<regulars-cart-points total="3000"></regulars-cart-points>');
    await shows(element, "This cart earns 30 points You can have £5 off it now Redeem");
    element.setAttribute("total", "1000");
    await shows(element, "This cart earns 10 points");
  });

  it("counts its lines, and a total below theirs as a discount on all of them", async () => {
    fake();
    runTag();
    const lines = [
      { price: 2499, quantity: 2, productId: "linen-throw" },
      { price: 1000, giftCard: true },
      "nonsense",
    ];
    const element = template(`<regulars-cart-points lines="${cartLines(lines)}"></regulars-cart-points>`);
    await shows(element, "This cart earns 49 points Join to collect them");
    // £59.98 less £29.99 is half of each line.
    element.setAttribute("total", "2999");
    await shows(element, "This cart earns 24 points Join to collect them");
  });

  it("says in the console that its lines are no JSON, and counts the total", async () => {
    fake();
    runTag();
    const said: unknown[] = [];
    const { error } = console;
    console.error = (...words) => said.push(words.join(" "));
    after(() => (console.error = error));
    const element = template('<regulars-cart-points total="500" lines="[{"></regulars-cart-points>');
    await shows(element, "This cart earns 5 points Join to collect them");
    expect(said[0]).toContain("no JSON");
  });
});

describe("<regulars-referral>", () => {
  it("shows both gifts and the link, and copies it", async () => {
    fake();
    const copied: string[] = [];
    const { clipboard } = navigator;
    Object.defineProperty(navigator, "clipboard", {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    after(() => Object.defineProperty(navigator, "clipboard", { configurable: true, value: clipboard }));
    runTag({}, { token: "token" });
    const element = template("<regulars-referral></regulars-referral>");
    await until(() => shown(element).startsWith("Give £10, get £10"));
    expect(element.shadowRoot?.querySelector("code")?.innerText).toBe("juniper.shop/r/juniper-7Q4KM2X");
    buttonIn(element, "Copy").click();
    await until(() => element.shadowRoot?.querySelector("[role=status]")?.textContent === "Copied");
    expect(copied).toEqual(["https://juniper.shop/r/juniper-7Q4KM2X"]);
    expect(await violationsIn(element)).toEqual([]);
  });

  it("makes the link when it is first wanted, once, and the panel knows it then", async () => {
    const api = fake();
    if (api.panel.referral) api.panel.referral.link = null;
    runTag({}, { token: "token" });
    const element = template("<regulars-referral></regulars-referral>");
    await until(() => shown(element).startsWith("Give"));
    expect(api.to("referral-links")).toEqual([]);
    buttonIn(element, "Copy").click();
    await until(() => element.shadowRoot?.querySelector("code")?.innerText === "juniper.shop/r/anna-1");
    buttonIn(element, "Copy").click();
    await rest();
    expect(api.to("referral-links")).toHaveLength(1);
  });

  it("says so when the link can't be made, and tries again at the next click", async () => {
    const api = fake();
    if (api.panel.referral) api.panel.referral.link = null;
    api.refused["referral-links"] = [500, "internal_error"];
    runTag({}, { token: "token" });
    const element = template("<regulars-referral></regulars-referral>");
    await until(() => shown(element).startsWith("Give"));
    buttonIn(element, "Copy").click();
    await until(() => shown(element).includes("The answer got lost on the way"));
    api.refused = {};
    buttonIn(element, "Copy").click();
    await until(() => element.shadowRoot?.querySelector("code"));
    const [first, second] = api.to("referral-links").map(({ headers }) => headers.get("Idempotency-Key"));
    expect(first).toBe(second);
  });

  it("invites a guest to join, and is nothing where there are no referrals", async () => {
    const api = fake();
    runTag();
    const element = template("<regulars-referral></regulars-referral>");
    await until(() => shown(element).endsWith(" Join"));
    expect(await violationsIn(element)).toEqual([]);
    window.regulars?.remove();
    delete window.regulars;
    api.storefront.program.referral = null;
    runTag();
    await until(() => element.shadowRoot?.querySelector("*") === null, "nothing");
  });
});
