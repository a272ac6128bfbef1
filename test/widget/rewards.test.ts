import { describe, expect, it } from "vitest";
import { panel, voucher, reward } from "./fixtures.ts";
import { after, button, fake, find, launcher, openAsMember, panelRoot, text, until } from "./stage.ts";

const askFor = async (reward: string): Promise<void> => {
  button(`Redeem ${reward}`).click();
  await until(() => panelRoot().querySelector("#yes"), "the question");
};

describe("rewards", () => {
  it("names each reward with its price, its terms, and how far it is", async () => {
    await openAsMember("rewards");
    expect(text()).toContain("£5 off 500 points · orders from £20");
    expect(text()).toContain("£15 off 1,500 points · 260 to go");
  });

  it("spends nothing before a yes, and gives the focus back after a no", async () => {
    const api = await openAsMember("rewards");
    await askFor("£5 off for 500 points");
    expect(text()).toContain("740 points will be left. The code is good for 60 days, on orders from £20.");
    button("Not now").click();
    await until(() => panelRoot().activeElement === button("Redeem £5 off for 500 points"), "the focus");
    expect(api.to("redemptions")).toHaveLength(0);
  });

  it("gives the voucher to copy, with the focus on it, and takes its price off the balance", async () => {
    const api = await openAsMember("rewards");
    const redeemed: CustomEvent[] = [];
    const listen = (event: CustomEvent): void => void redeemed.push(event);
    document.addEventListener("regulars:redeemed", listen);
    after(() => document.removeEventListener("regulars:redeemed", listen));
    await askFor("£5 off for 500 points");
    button("Yes, redeem").click();
    await until(() => find(".ticket code").textContent === "JUN-NEW-1", "the ticket");
    expect(panelRoot().activeElement).toBe(find(".ticket button"));
    expect(find("[role=status]").textContent).toBe("£5 off is yours");
    expect(find(".figure").innerText).toBe("740 points to spend");
    button("Close").click();
    await until(() => launcher().textContent === "740 points", "the launcher");
    expect(redeemed.map(({ detail }) => detail as unknown)).toMatchObject([
      { store: "pk_test", balance: 740, voucher: { code: "JUN-NEW-1" } },
    ]);
    expect(api.redeemed).toBe(1);
  });

  it("shows a voucher whose code is still on its way without a code to copy", async () => {
    const api = await openAsMember("rewards");
    api.onItsWay = true;
    await askFor("£5 off for 500 points");
    button("Yes, redeem").click();
    await until(() => find("[role=status]").textContent === "£5 off is yours", "the status");
    await until(() => text().includes("The shop is making the code"), "the voucher");
    expect([...panelRoot().querySelectorAll(".ticket code")].every((code) => code.textContent !== "")).toBe(
      true,
    );
  });

  it("gives one voucher when the answer is lost and the shopper tries again", async () => {
    const api = await openAsMember("rewards");
    await askFor("£5 off for 500 points");
    api.loseAnswer = true;
    button("Yes, redeem").click();
    await until(() => text().includes("The answer got lost"), "the words");
    button("Try again").click();
    await until(() => find("[role=status]").textContent === "£5 off is yours", "the status");
    const keys = api.to("redemptions").map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[\w-]{20,}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(api.redeemed).toBe(1);
    expect(
      [...panelRoot().querySelectorAll("code")].filter((code) => code.textContent === "JUN-NEW-1"),
    ).toHaveLength(1);
  });

  it("makes a new key for a second redemption of the same reward", async () => {
    const api = await openAsMember("rewards");
    for (const count of [1, 2]) {
      await askFor("£5 off for 500 points");
      button("Yes, redeem").click();
      await until(
        () => api.redeemed === count && find(".ticket code").textContent === `JUN-NEW-${String(count)}`,
      );
    }
    const [first, second] = api.to("redemptions").map(({ headers }) => headers.get("Idempotency-Key"));
    expect(second).not.toBe(first);
  });

  it("sends one request for however many clicks, and says that it is at work", async () => {
    const api = await openAsMember("rewards");
    await askFor("£5 off for 500 points");
    api.delay = 80;
    const yes = button("Yes, redeem");
    yes.click();
    yes.click();
    await until(() => yes.ariaBusy === "true", "busy");
    expect(yes.innerText).toBe("Redeeming…");
    yes.click();
    await until(() => find(".ticket code").textContent === "JUN-NEW-1", "the ticket");
    expect(api.to("redemptions")).toHaveLength(1);
  });

  it("explains points that were spent meanwhile, and shows what is left", async () => {
    const api = await openAsMember("rewards");
    await askFor("£5 off for 500 points");
    api.panel = { ...api.panel, balance: { available: 100, pending: 0, debt: 0 } };
    button("Yes, redeem").click();
    await until(() => text().includes("Your points changed in the meantime"), "the words");
    await until(() => find(".figure").innerText === "100 points to spend", "the balance");
    expect(text()).not.toContain("insufficient");
  });

  it("says what has become of every voucher", async () => {
    await openAsMember("rewards");
    for (const words of [
      "Ready on 14 Dec",
      "Used on 3 Sept",
      "Ran out on 3 Aug",
      "Handed back, points returned",
      "orders from £20 · until 20 Jan 2027",
    ]) {
      expect(text()).toContain(words);
    }
  });

  it("copies a code and says so, or selects it where the browser won't copy", async () => {
    await openAsMember("rewards");
    const copied: string[] = [];
    const real = Object.getOwnPropertyDescriptor(Navigator.prototype, "clipboard");
    after(() => real && Object.defineProperty(Navigator.prototype, "clipboard", real));
    const clipboard = { writeText: (code: string) => Promise.resolve(void copied.push(code)) };
    Object.defineProperty(Navigator.prototype, "clipboard", { get: () => clipboard, configurable: true });
    button("Copy code").click();
    await until(() => find("[role=status]").textContent === "Copied", "the status");
    expect(copied).toEqual(["JUN-7Q4K-M2XP"]);
    expect(find(".ticket button").innerText).toBe("Copied");
    clipboard.writeText = () => Promise.reject(new Error("blocked"));
    find(".ticket button").click();
    await until(() => find("[role=status]").textContent.includes("keyboard"), "the status");
    expect(getSelection()?.rangeCount).toBe(1);
  });

  it("shows a gift, and no amount, for what is not worth an amount of money", async () => {
    const api = fake();
    const talk = reward({
      id: "talk",
      name: "An evening in the studio",
      type: "experience",
      amount: null,
      points: 700,
      minimumOrder: 0,
    });
    const vouchers = [voucher({ name: talk.name, amount: null, status: "used" })];
    const rewards = [talk];
    api.panel = { ...panel, vouchers, program: { ...panel.program, rewards } };
    await openAsMember("rewards", api);
    expect(text()).toContain("An evening in the studio 700 points");
    expect(text()).not.toMatch(/NaN|£/);
    expect(panelRoot().querySelectorAll(".body .icon svg")).toHaveLength(2);
  });

  it("is designed where there are no rewards yet", async () => {
    const api = fake();
    api.panel = { ...panel, vouchers: [], program: { ...panel.program, rewards: [] } };
    await openAsMember("rewards", api);
    expect(text()).toContain("Rewards are on their way");
    expect(panelRoot().querySelectorAll(".body > h3")).toHaveLength(0);
  });
});
