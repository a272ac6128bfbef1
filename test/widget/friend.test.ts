import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import type { FakeStorefront } from "./storefront.ts";
import {
  after,
  button,
  dialog,
  fake,
  field,
  find,
  follow,
  launcher,
  openAsGuest,
  panelRoot,
  runTag,
  settled,
  text,
  until,
} from "./stage.ts";

const day = 86_400_000;

async function arrive(api: FakeStorefront = fake()): Promise<FakeStorefront> {
  follow();
  runTag();
  await until(() => launcher().isConnected);
  await until(() => dialog().open, "the dialog");
  await settled();
  return api;
}

function claimWith(email: string): void {
  field().value = email;
  find("form button").click();
}

describe("a friend who followed a link", () => {
  it("is greeted once with what they get and from whom, without a click", async () => {
    await arrive();
    expect(find(".figure").innerText).toBe("£10 for you");
    expect(text()).toContain("from Anna, for a first order from £40");
    expect(launcher().textContent).toBe("£10 for you");
    window.regulars?.remove();
    delete window.regulars;
    // As after a reload: the link was followed before this page began.
    localStorage.setItem(
      "regulars:pk_test",
      JSON.stringify({ code: "juniper-7Q4KM2X", at: Date.now() - day }),
    );
    const opened: string[] = [];
    const listen = (): void => void opened.push("again");
    document.addEventListener("regulars:open", listen);
    after(() => document.removeEventListener("regulars:open", listen));
    runTag();
    expect(opened).toEqual([]);
    expect(launcher().textContent).toBe("£10 for you");
  });

  it("leaves the address and the history as they were", async () => {
    follow();
    const before = [location.href, history.length];
    fake();
    runTag();
    await settled();
    expect([location.href, history.length]).toEqual(before);
  });

  it("gets the voucher for an email, and finds it again on a later page", async () => {
    const api = await arrive();
    const claimed: CustomEvent[] = [];
    const listen = (event: CustomEvent): void => void claimed.push(event);
    document.addEventListener("regulars:claimed", listen);
    after(() => document.removeEventListener("regulars:claimed", listen));
    claimWith("ben@example.com");
    await until(() => find(".ticket code").innerText === "WELCOME-9XK2", "the voucher");
    expect(api.to("referral-claims")[0]?.body).toEqual({ code: "juniper-7Q4KM2X", email: "ben@example.com" });
    expect(claimed[0]?.detail).toMatchObject({ store: "pk_test", voucher: { code: "WELCOME-9XK2" } });
    button("Close").click();
    await until(() => launcher().textContent === "Rewards", "the launcher");
    window.regulars?.remove();
    delete window.regulars;
    await openAsGuest(api);
    expect(find(".ticket").innerText).toContain("WELCOME-9XK2");
    expect(text()).toContain("We’ll keep it here for you until you check out.");
  });

  it("is told when an email isn't one, and nothing is sent", async () => {
    const api = await arrive();
    claimWith("ben@");
    await until(() => text().includes("That doesn’t look like an email address yet."), "the words");
    expect(field().ariaInvalid).toBe("true");
    expect(panelRoot().activeElement).toBe(field());
    expect(api.to("referral-claims")).toHaveLength(0);
  });

  it.each([
    [409, "not_a_new_customer", "This one is for new customers"],
    [409, "own_referral_link", "That’s your own link"],
    [409, "already_claimed", "has had its welcome gift"],
    [410, "referral_link_inactive", "isn’t active any more"],
    [429, "too_many_requests", "Wait a minute, then try again"],
    [409, "something_newer", "A sentence of the Worker’s own."],
  ])("is refused in words: %i %s", async (status, code, words) => {
    const api = await arrive();
    api.refused["referral-claims"] = [status, code, "A sentence of the Worker’s own."];
    claimWith("ben@example.com");
    await until(() => find("#email-refusal").innerText.includes(words), "the words");
    expect(text()).not.toContain(code);
  });

  it("claims once when the answer is lost and it is sent again", async () => {
    const api = await arrive();
    api.loseAnswer = true;
    claimWith("ben@example.com");
    await until(() => text().includes("The answer got lost"), "the words");
    find("form button").click();
    await until(() => find(".ticket code").innerText === "WELCOME-9XK2", "the voucher");
    const keys = api.to("referral-claims").map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys[0]).toBeTruthy();
    expect(keys).toEqual([keys[0], keys[0]]);
  });

  it("is remembered for the attribution window and no longer", async () => {
    const remember = (days: number): void =>
      localStorage.setItem(
        "regulars:pk_test",
        JSON.stringify({ code: "juniper-7Q4KM2X", at: Date.now() - days * day }),
      );
    remember(29);
    await openAsGuest();
    expect(find(".figure").innerText).toBe("£10 for you");
    window.regulars?.remove();
    delete window.regulars;
    remember(31);
    await openAsGuest();
    expect(find(".figure").innerText).toBe("Juniper Circle");
    expect(localStorage.getItem("regulars:pk_test")).toBe("null");
  });

  it("is told that a link isn't active any more, and still meets the program", async () => {
    const api = fake();
    api.refused["referrals/juniper-7Q4KM2X"] = [410, "referral_link_inactive"];
    await arrive(api);
    expect(text()).toContain("That friend’s link isn’t active any more.");
    expect(text()).toContain("1 point for every £1 you spend");
    button("Close").click();
    await until(() => launcher().textContent === "Rewards", "the launcher");
  });

  it("who is a member already sees their own panel, and that the welcome is for new customers", async () => {
    fake();
    follow();
    runTag({}, { token: "token" });
    await until(() => dialog().open, "the dialog");
    await settled();
    expect(find(".figure").innerText).toBe("1,240 points");
    expect(text()).toContain("The welcome gift is for new customers");
    expect(localStorage.getItem("regulars:pk_test")).toBe("null");
  });

  it("still gets the gift where localStorage throws", async () => {
    const real = Object.getOwnPropertyDescriptor(window, "localStorage");
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("blocked", "SecurityError");
      },
      configurable: true,
    });
    after(() => real && Object.defineProperty(window, "localStorage", real));
    await arrive();
    claimWith("ben@example.com");
    await until(() => find(".ticket code").innerText === "WELCOME-9XK2", "the voucher");
  });

  it("whose benefit is points is told where they are", async () => {
    const api = fake();
    api.invitation.offer = { type: "points", points: 200 };
    api.welcome = null;
    await arrive(api);
    expect(find(".figure").innerText).toBe("200 points for you");
    claimWith("ben@example.com");
    await until(() => text().includes("Sign in with that email"), "the words");
    // Which is the next thing to do.
    expect(text()).toContain("Already a member?");
  });

  it("reads who it is from where the advocate has no name, and a first order of any size", async () => {
    const api = fake();
    api.invitation.advocate.firstName = null;
    api.invitation.offer = { type: "amount_off", amount: 1000, minimumOrder: 0, validDays: 30 };
    await arrive(api);
    expect(text()).toContain("from a friend, for a first order");
    expect(text()).not.toContain("a first order from");
  });

  it("claims with the keyboard alone", async () => {
    await arrive();
    field().focus();
    await userEvent.keyboard("ben@example.com{Enter}");
    await until(() => find(".ticket code").innerText === "WELCOME-9XK2", "the voucher");
    await until(() => panelRoot().activeElement === find("h2"), "the focus");
  });

  it("is not troubled where the program has no referral terms", () => {
    fake();
    follow();
    runTag({ offer: null });
    expect(launcher().textContent).toBe("Rewards");
    expect(launcher().ariaBusy).toBeNull();
  });
});

describe("somebody nobody knows", () => {
  it("is shown what the program gives, and that one signs in at the store", async () => {
    const api = await openAsGuest();
    expect(text()).toContain("Sign in at Juniper & Co, and your points show up here.");
    expect(text()).toContain("100 points for joining");
    expect(text()).toContain("£5 off for 500 points");
    expect(text()).toContain("Give £10, get £10");
    expect(api.calls.map(({ path }) => path)).toEqual(["program"]);
  });

  it("is led to the store's own sign-in where the tag names it", async () => {
    await openAsGuest(fake(), { signIn: "/account/login" });
    expect(find("a.button").getAttribute("href")).toBe("/account/login");
  });

  it("closes the panel with its cross", async () => {
    await openAsGuest();
    button("Close").click();
    expect(dialog().open).toBe(false);
  });
});
