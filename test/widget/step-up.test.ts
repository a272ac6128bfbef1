import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { fake, field, find, focused, openAsMember, panelRoot, button, text, until } from "./stage.ts";
import type { FakeStorefront } from "./storefront.ts";

/** A redemption has been asked for, of a program that wants a code above 400 points. */
async function asked(api: FakeStorefront = fake()): Promise<FakeStorefront> {
  api.codeAbove = 400;
  await openAsMember("rewards", api);
  await yes();
  return api;
}

async function yes(): Promise<void> {
  find("#redeem-five-off").click();
  await until(() => focused()?.id === "yes", "the question");
  find("#yes").click();
}

const keys = (api: FakeStorefront): (string | null)[] =>
  api.to("redemptions").map(({ headers }) => headers.get("Idempotency-Key"));

describe("a redemption that takes a code", () => {
  it("has one mailed, takes it in place, and goes on by itself with the same key", async () => {
    const api = await asked();
    await until(() => focused()?.id === "code", "the field");
    expect(text()).toContain("Spend 500 points on £5 off? A code makes sure that it’s you.");
    expect(text()).toContain("We’ve sent a code to a•••@example.com. It’s good for 10 minutes.");
    expect(api.mailed.mails).toEqual([{ to: "anna@example.com", code: "402917", locale: "en" }]);
    expect(api.redeemed).toBe(0);
    await userEvent.keyboard("402917");
    await until(() => find(".ticket code").innerText === "JUN-NEW-1", "the voucher");
    const [first, second] = keys(api);
    expect(first).toMatch(/^[\w-]{20,}$/);
    expect(keys(api)).toEqual([first, second]);
    expect(second).toBe(first);
    expect(api.redeemed).toBe(1);
    expect(find("[role=status]").innerText).toBe("£5 off is yours");
    await until(() => focused() === find(".ticket button"), "the focus");
  });

  it("asks for no second code while the first one counts", async () => {
    const api = await asked();
    await until(() => focused()?.id === "code", "the field");
    await userEvent.keyboard("402917");
    await until(() => api.redeemed === 1, "the redemption");
    await until(() => focused() === find(".ticket button"), "the focus");
    await yes();
    await until(() => api.redeemed === 2, "the second redemption");
    expect(api.mailed.mails).toHaveLength(1);
    expect(new Set(keys(api)).size).toBe(2);
  });

  it("keeps a wrong code selected, and spends nothing", async () => {
    const api = await asked();
    await until(() => focused()?.id === "code", "the field");
    await userEvent.keyboard("111111");
    await until(() => find("#code-refusal").innerText.includes("isn’t right"), "the words");
    await until(() => field().selectionEnd === 6, "the selection");
    expect(api.redeemed).toBe(0);
    await userEvent.keyboard("402917");
    await until(() => api.redeemed === 1, "the redemption");
  });

  it("can be left, and come back to with the code that is in the mail already", async () => {
    const api = await asked();
    await until(() => focused()?.id === "code", "the field");
    button("Not now").click();
    await until(() => focused()?.id === "redeem-five-off", "the focus");
    await yes();
    await until(() => focused()?.id === "code", "the field");
    expect(api.mailed.mails).toHaveLength(1);
    await userEvent.keyboard("402917");
    await until(() => api.redeemed === 1, "the redemption");
  });

  it("says plainly that the store has no address to send it to", async () => {
    const api = fake();
    api.mailed.memberEmail = null;
    await asked(api);
    await until(
      () => text().includes("This takes a code by email, and the store doesn’t know your address."),
      "the words",
    );
    expect(panelRoot().querySelector("#code")).toBeNull();
    expect(focused()?.id).toBe("yes");
    expect(api.redeemed).toBe(0);
  });

  it.each([
    [503, "mail_not_sent", "The mail couldn’t be sent."],
    [503, "mail_not_configured", "The mail couldn’t be sent."],
    [429, "too_many_requests", "Too many tries."],
  ])("says that no code comes, and tries again at a click: %i %s", async (status, code, words) => {
    const api = fake();
    api.refused["step-up-codes"] = [status, code];
    await asked(api);
    await until(() => text().includes(words), "the words");
    api.refused = {};
    button("Try again").click();
    await until(() => focused()?.id === "code", "the field");
    await userEvent.keyboard("402917");
    await until(() => api.redeemed === 1, "the redemption");
    expect(new Set(keys(api)).size).toBe(1);
  });

  it("spends once when the session runs out before the code comes", async () => {
    const api = await asked();
    await until(() => focused()?.id === "code", "the field");
    api.sessions.clear();
    await userEvent.keyboard("402917");
    await until(() => api.redeemed === 1, "the redemption");
    expect(new Set(keys(api)).size).toBe(1);
  });

  it("spends once when the answer after the code is lost", async () => {
    const api = await asked();
    await until(() => focused()?.id === "code", "the field");
    await userEvent.keyboard("40291");
    const confirmed = until(() => api.to("sessions/step-up").length === 1, "the code");
    await userEvent.keyboard("7");
    await confirmed;
    await until(() => api.redeemed === 1, "the redemption");
    expect(api.redeemed).toBe(1);
  });

  it("takes a chosen price of a sliding reward along", async () => {
    const api = fake();
    const [reward] = api.panel.program.rewards;
    if (!reward) throw new Error("No reward");
    reward.sliding = { minimum: 500, maximum: 1500, step: 100, amount: 100 };
    api.codeAbove = 400;
    await openAsMember("rewards", api);
    find("#redeem-five-off").click();
    await until(() => focused()?.id === "price", "the slider");
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    button("Yes, redeem").click();
    await until(() => focused()?.id === "code", "the field");
    await userEvent.keyboard("402917");
    await until(() => api.redeemed === 1, "the redemption");
    expect(api.to("redemptions").map(({ body }) => body.points as unknown)).toEqual([700, 700]);
  });
});
