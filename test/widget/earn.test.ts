import { describe, expect, it, vi } from "vitest";
import { load } from "./another-language.ts";
import { fullApi, way } from "./full-program.ts";
import {
  after,
  button,
  find,
  focused,
  openAsGuest,
  openAsMember,
  panelRoot,
  runTag,
  settled,
  text,
  until,
} from "./stage.ts";

vi.mock("../../widget/words/source.ts", () => ({ load }));

/** Follows no link: another page would open. */
function stay(): void {
  const keep = (event: Event): void => {
    event.preventDefault();
  };
  addEventListener("click", keep, { capture: true });
  after(() => {
    removeEventListener("click", keep, { capture: true });
  });
}

const link = (id: string): HTMLAnchorElement => {
  const found = find(`#way-${id}`);
  if (!(found instanceof HTMLAnchorElement)) throw new Error(`${id} is no link`);
  return found;
};

describe("ways to earn", () => {
  it("says how orders earn: every rate, when it is ready, what is left out and the most there is", async () => {
    await openAsMember("earn", fullApi());
    for (const words of [
      "1 point for every £1 you spend Ready to spend 14 days after each order",
      "3 points for every £1 you spend on some products",
      "At most 500 points an order · At most 2,000 points a month · Some products earn nothing",
    ])
      expect(text()).toContain(words);
  });

  it("says of each action what it gives, how often, and when again", async () => {
    await openAsMember("earn", fullApi());
    for (const words of [
      "Follow us on Instagram 20 points · once Go",
      "Visit us on a Sunday 5 points Go",
      "Review something you bought 50 points · once a day · 3 times a month Go",
      "Read our letter 10 points · once a week · Again from 30 Nov Done",
    ])
      expect(text()).toContain(words);
  });

  it("says of a running campaign what it gives, until when and for whom", async () => {
    await openAsMember("earn", fullApi());
    expect(text()).toContain(
      "Double weekend 2 times the points on orders, to the end of 30 November 2026, for Gold.",
    );
  });

  it("says so in another language from the campaign's data", async () => {
    await openAsMember("earn", fullApi(), { locale: "de" });
    expect(text()).toContain("Double weekend ⟨timesPoints 2⟩ · ⟨until 30. Nov.⟩ · ⟨forTiers Gold⟩");
    expect(text()).toContain("Welcome back ⟨extraPoints 100⟩");
    expect(text()).not.toContain("times the points");
  });

  it("credits what the shopper says, once for each press, and keeps the focus", async () => {
    const api = await openAsMember("earn", fullApi());
    const go = button("Go: Visit us on a Sunday");
    go.focus();
    go.click();
    go.click();
    await until(() => find("[role=status]").innerText === "+5 points", "the status");
    await until(() => focused() === button("Go: Visit us on a Sunday"), "the focus");
    expect(api.acted).toEqual(["visit"]);
    expect(api.to("actions")[0]?.body).toEqual({ action: "visit" });
  });

  it("opens where it is done in a new tab, and credits it", async () => {
    stay();
    const api = await openAsMember("earn", fullApi());
    const { href, target, rel } = link("follow");
    expect([href, target, rel]).toEqual(["https://social.example/juniper", "_blank", "noopener"]);
    link("follow").click();
    await until(() => find("#way-follow").innerText === "Done", "the word");
    await until(() => focused() === find("#way-follow"), "the focus");
    expect(api.acted).toEqual(["follow"]);
  });

  it("leads to where the store sees it done, and says nothing to the Worker; nothing to press where that has no address", async () => {
    stay();
    const api = await openAsMember("earn", fullApi());
    expect(link("review").href).toBe("https://juniper.shop/reviews");
    link("review").click();
    expect(api.to("actions")).toHaveLength(0);
    expect(panelRoot().querySelector("#way-fill")).toBeNull();
  });

  it("credits once when the answer is lost and it is pressed again", async () => {
    const api = await openAsMember("earn", fullApi());
    api.loseAnswer = true;
    button("Go: Visit us on a Sunday").click();
    await until(() => find(".refusal").innerText.includes("The answer got lost"), "the words");
    button("Go: Visit us on a Sunday").click();
    await until(() => api.to("actions").length === 2, "the second try");
    const keys = api.to("actions").map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(api.acted).toEqual(["visit"]);
  });

  it("is refused in words", async () => {
    const api = await openAsMember("earn", fullApi());
    api.refused.actions = [409, "action_limit_reached"];
    button("Go: Visit us on a Sunday").click();
    await until(() => find("[role=alert]").innerText === "You’ve had this one", "the words");
  });

  it("leads to the birthday's field in the profile, and no longer once the day is known", async () => {
    const api = fullApi();
    await openAsMember("earn", api);
    button("Tell us the day").click();
    await until(() => focused()?.id === "birthday", "the focus");
    window.regulars?.remove();
    delete window.regulars;
    api.profile = { ...api.profile, birthday: "11-22", birthdayChangeable: false };
    await openAsMember("earn", api);
    await until(() => !text().includes("Tell us the day"), "the known day");
    expect(text()).toContain("150 points on your birthday");
  });

  it("is not held up by the profile, nor troubled where that can't be had", async () => {
    const api = fullApi();
    api.refused.profile = [500, "internal"];
    await openAsMember("earn", api);
    await until(() => api.to("profile").length, "the call");
    button("Go: Visit us on a Sunday").click();
    await until(() => api.acted.length, "the credit");
    expect(panelRoot().querySelector("[role=alert]")).toBeNull();
    expect(button("Tell us the day").isConnected).toBe(true);
  });

  it("shows a guest the same without anything to press, and one way to join", async () => {
    const api = fullApi();
    api.storefront.store.signIn = { email: true };
    await openAsGuest(api);
    await window.regulars?.open("earn");
    await settled();
    await until(() => text().includes("Follow us on Instagram"), "the view");
    expect(text()).toContain("100 points for joining");
    expect(text()).toContain("once a day");
    expect(panelRoot().querySelectorAll("[id^=way-]")).toHaveLength(0);
    expect(text()).not.toContain("Tell us the day");
    expect(button("Join").isConnected).toBe(true);
    expect(api.to("profile")).toHaveLength(0);
  });

  it("draws no empty card where orders are all there is", async () => {
    await openAsMember("earn");
    expect(panelRoot().querySelectorAll(".body .card")).toHaveLength(1);
    for (const card of panelRoot().querySelectorAll(".list")) expect(card.children.length).toBeGreaterThan(0);
  });

  it("takes an action that the member's panel says nothing of for open", async () => {
    const api = fullApi();
    api.panel.actions = [];
    api.panel.program.earning.actions = [way()];
    runTag({}, { token: "token" });
    await window.regulars?.open("earn");
    await settled();
    await until(() => button("Go: Visit us on a Sunday"), "the button");
  });
});
