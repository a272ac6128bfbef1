import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { everything } from "./every-reward.ts";
import {
  after,
  button,
  dialog,
  fake,
  field,
  find,
  focused,
  follow,
  launcher,
  openAsGuest,
  panelRoot,
  runTag,
  settled,
  text,
  until,
} from "./stage.ts";
import type { FakeStorefront } from "./storefront.ts";

/** A store that mails codes. */
function mailing(): FakeStorefront {
  const api = fake();
  const signIn = { email: true };
  api.storefront.store = { ...api.storefront.store, signIn };
  api.panel.store = { ...api.panel.store, signIn };
  return api;
}

const heard = (name: string): CustomEvent[] => {
  const events: CustomEvent[] = [];
  const listen = (event: Event): void => void events.push(event as CustomEvent);
  document.addEventListener(name, listen);
  after(() => {
    document.removeEventListener(name, listen);
  });
  return events;
};

const status = (): string => find("[role=status]").innerText;

async function askFor(email: string): Promise<void> {
  if (!panelRoot().querySelector("#email")) button("Join").click();
  await until(() => panelRoot().querySelector("#email"), "the field");
  await userEvent.fill(field(), email);
  button("Send me a code").click();
}

/** The code is mailed, and waited for. */
async function codeFor(email: string, api = mailing()): Promise<FakeStorefront> {
  await openAsGuest(api);
  await askFor(email);
  await until(() => focused()?.id === "code", "the field for the code");
  return api;
}

/** As after a reload: the page begins anew, with what the browser kept. */
async function reload(): Promise<void> {
  window.regulars?.remove();
  delete window.regulars;
  await runTag().open();
  await settled();
}

const isMember = (): boolean => find(".figure").innerText === "1,240 points";

describe("joining by an emailed code", () => {
  it("takes an address and six digits, gives the points for joining, and greets", async () => {
    const api = mailing();
    await openAsGuest(api);
    const signedIn = heard("regulars:signedin");
    await askFor("anna@example.com");
    await until(() => focused()?.id === "code", "the field for the code");
    expect(text()).toContain("We’ve sent a code to anna@example.com. It’s good for 10 minutes.");
    expect(api.mailed.mails).toMatchObject([{ to: "anna@example.com", locale: "en" }]);
    await userEvent.keyboard("402917");
    await until(isMember, "the member's panel");
    expect(status()).toBe("Welcome to Juniper Circle · +100 points for joining");
    expect(focused()).toBe(find("h2"));
    expect(signedIn.map(({ detail }) => detail as unknown)).toEqual([{ store: "pk_test" }]);
    expect(api.to("sessions/email")).toHaveLength(1);
    expect(launcher().innerText).toBe("Rewards");
    button("Close").click();
    await until(() => launcher().innerText === "1,240 points", "the launcher");
  });

  it("signs a member in the same way, without a greeting for somebody new", async () => {
    const api = mailing();
    api.mailed.known.add("anna@example.com");
    await codeFor("anna@example.com", api);
    await userEvent.keyboard("402917");
    await until(isMember, "the member's panel");
    expect(status()).toBe("");
  });

  it.each([
    ["with spaces, as mail programs copy it", " 402 917 "],
    ["with the words around it", "Your code: 402917 (good for 10 minutes)"],
    ["in Arabic digits", "٤٠٢٩١٧"],
    ["in full-width digits", "４０２９１７"],
  ])("takes a code %s, and sends it by itself", async (_, pasted) => {
    const api = await codeFor("anna@example.com");
    await userEvent.fill(field(), pasted);
    await until(isMember, "the member's panel");
    expect(api.to("sessions/email").map(({ body }) => body)).toEqual([
      { email: "anna@example.com", code: "402917" },
    ]);
  });

  it("is ready for one-time codes: its field says what it takes", async () => {
    await codeFor("anna@example.com");
    const code = field();
    expect([code.autocomplete, code.inputMode, code.labels?.[0]?.innerText]).toEqual([
      "one-time-code",
      "numeric",
      "Code of 6 digits",
    ]);
    expect(code.ariaDescribedByElements?.map(({ id }) => id)).toEqual(["code-note", "code-refusal"]);
  });

  it("keeps a wrong code selected, to be written over, and says so", async () => {
    const api = await codeFor("anna@example.com");
    await userEvent.keyboard("111111");
    await until(() => find("#code-refusal").innerText !== "", "the words");
    expect(find("#code-refusal").innerText).toBe("That code isn’t right, or it has run out.");
    expect(find("#code-refusal").role).toBe("alert");
    expect(field().ariaInvalid).toBe("true");
    expect(focused()).toBe(field());
    await until(() => field().selectionEnd === 6, "the selection");
    expect(field().selectionStart).toBe(0);
    await userEvent.keyboard("402917");
    await until(isMember, "the member's panel");
    expect(api.to("sessions/email")).toHaveLength(2);
  });

  it("sends nothing before there are six digits", async () => {
    const api = await codeFor("anna@example.com");
    await userEvent.keyboard("4029{Enter}");
    await until(() => find("#code-refusal").innerText !== "", "the words");
    expect(api.to("sessions/email")).toHaveLength(0);
  });

  it("sends another code when the wait is over, and says how long that is", async () => {
    const api = mailing();
    api.mailed.askAgain = 2000;
    // Neither clock need be right.
    api.mailed.ahead = 86_400_000;
    await codeFor("anna@example.com", api);
    const again = button("Another code in 2 seconds");
    expect(again.ariaDisabled).toBe("true");
    again.click();
    expect(api.mailed.mails).toHaveLength(1);
    await until(() => again.innerText === "Another code in 1 second", "the countdown");
    await until(() => again.innerText === "Send another code", "the end of the wait");
    expect(again.ariaDisabled).toBe("false");
    again.click();
    await until(() => api.mailed.mails.length === 2, "the second mail");
    await until(() => status().startsWith("We’ve sent a code to"), "the status");
    expect(focused()?.id).toBe("code");
    await userEvent.keyboard("402918");
    await until(isMember, "the member's panel");
  });

  it("goes to another address, with the first one to mend", async () => {
    const api = await codeFor("anna@exmaple.com");
    button("Use another address").click();
    await until(() => focused()?.id === "email", "the field");
    expect(field().value).toBe("anna@exmaple.com");
    await userEvent.fill(field(), "anna@example.com");
    button("Send me a code").click();
    await until(() => focused()?.id === "code", "the field for the code");
    expect(api.mailed.mails.map(({ to }) => to)).toEqual(["anna@exmaple.com", "anna@example.com"]);
  });

  it.each([
    [429, "too_many_requests", "Too many tries. Wait a minute, then try again."],
    [503, "mail_not_sent", "The mail couldn’t be sent."],
    [503, "mail_not_configured", "The mail couldn’t be sent."],
    [500, "internal", "Something went wrong at our end."],
  ])("says in words that no code comes: %i %s", async (code, name, words) => {
    const api = mailing();
    api.refused["sign-in-codes"] = [code, name];
    await openAsGuest(api);
    await askFor("anna@example.com");
    await until(() => find("#email-refusal").innerText.includes(words), "the words");
    expect(focused()?.id).toBe("email");
  });

  it("refuses what is no address before it asks anybody", async () => {
    const api = mailing();
    await openAsGuest(api);
    await askFor("anna@");
    await until(() => find("#email-refusal").innerText.includes("doesn’t look like"), "the words");
    expect(api.to("sign-in-codes")).toHaveLength(0);
  });

  it("says that the device is offline, and goes on when it isn't", async () => {
    const api = await codeFor("anna@example.com");
    api.unreachable = true;
    const onLine = Object.getOwnPropertyDescriptor(Navigator.prototype, "onLine");
    after(() => onLine && Object.defineProperty(Navigator.prototype, "onLine", onLine));
    Object.defineProperty(Navigator.prototype, "onLine", { get: () => false, configurable: true });
    await userEvent.keyboard("402917");
    await until(() => find("#code-refusal").innerText === "You’re offline", "the words");
    api.unreachable = false;
    button("Sign in").click();
    await until(isMember, "the member's panel");
  });

  it("works by keyboard alone, from the guest's view to the points", async () => {
    await openAsGuest(mailing());
    button("Join").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => focused()?.id === "email", "the field");
    await userEvent.keyboard("anna@example.com{Enter}");
    await until(() => focused()?.id === "code", "the field for the code");
    await userEvent.keyboard("402917");
    await until(isMember, "the member's panel");
    expect(panelRoot().contains(focused())).toBe(true);
  });

  it("offers the store's own sign-in beside it where there is one", async () => {
    await openAsGuest(mailing(), { signIn: "/account/login" });
    expect(find("a.button").getAttribute("href")).toBe("/account/login");
    expect(button("Join")).toBeTruthy();
  });

  it("is offered only where the store mails codes", async () => {
    await openAsGuest();
    await window.regulars?.open("join");
    await settled();
    expect(panelRoot().querySelector("#email")).toBeNull();
    expect(text()).toContain("Sign in at Juniper & Co");
  });

  it("gives a friend who signs in first the welcome gift all the same", async () => {
    const api = mailing();
    follow();
    runTag();
    await until(() => dialog().open, "the dialog");
    await settled();
    button("Join").click();
    await until(() => find("h2").innerText === "Join or sign in" && field(), "the field");
    const claimed = heard("regulars:claimed");
    await userEvent.fill(field(), "ben@example.com");
    button("Send me a code").click();
    await until(() => focused()?.id === "code", "the field for the code");
    await userEvent.keyboard("402917");
    await until(() => find(".ticket code").innerText === "WELCOME-9XK2", "the gift");
    expect(claimed).toHaveLength(1);
    expect(api.to("referral-claims").map(({ body }) => body)).toEqual([
      { code: "juniper-7Q4KM2X", email: "ben@example.com" },
    ]);
    expect(text()).not.toContain("The welcome gift is for new customers");
  });
});

describe("staying signed in", () => {
  const signIn = async (stays: boolean): Promise<FakeStorefront> => {
    const api = mailing();
    await openAsGuest(api);
    button("Join").click();
    await until(() => panelRoot().querySelector("#email"), "the field");
    const box = find("input[type=checkbox]") as HTMLInputElement;
    expect(box.checked).toBe(false);
    expect(box.labels?.[0]?.innerText.trim()).toBe("Stay signed in on this device");
    if (stays) box.click();
    await askFor("anna@example.com");
    await until(() => focused()?.id === "code", "the field for the code");
    await userEvent.keyboard("402917");
    await until(isMember, "the member's panel");
    return api;
  };
  const kept = "regulars:pk_test:refresh";

  it("lasts for the tab where nobody asked for more", async () => {
    await signIn(false);
    expect([localStorage.getItem(kept), sessionStorage.getItem(kept)]).toEqual([null, "refresh-1"]);
    await reload();
    expect(isMember()).toBe(true);
    expect(sessionStorage.getItem(kept)).toBe("refresh-2");
    // Another tab has nothing of it.
    sessionStorage.clear();
    await reload();
    expect(find(".figure").innerText).toBe("Juniper Circle");
  });

  it("lasts on the device where that was ticked", async () => {
    await signIn(true);
    expect([localStorage.getItem(kept), sessionStorage.getItem(kept)]).toEqual(["refresh-1", null]);
    await reload();
    expect(isMember()).toBe(true);
    expect(localStorage.getItem(kept)).toBe("refresh-2");
  });

  it("goes on with the token that another tab was given meanwhile", async () => {
    const api = await signIn(true);
    dialog().close();
    // The other tab traded ours for its own.
    api.mailed.refreshes = new Set(["refresh-of-the-other-tab"]);
    localStorage.setItem(kept, "refresh-of-the-other-tab");
    api.sessions.clear();
    await window.regulars?.open();
    await until(() => api.to("sessions/refresh").length === 1, "the renewal");
    await settled();
    expect(isMember()).toBe(true);
    expect(text()).not.toContain("sign-in");
  });

  it("renews a session that has run out without a word", async () => {
    const api = await signIn(false);
    dialog().close();
    api.sessions.clear();
    await window.regulars?.open();
    await until(() => api.to("sessions/refresh").length === 1, "the renewal");
    await settled();
    expect(isMember()).toBe(true);
  });

  it("says that it has run out, and is one step from signing in again", async () => {
    const api = await signIn(true);
    dialog().close();
    api.sessions.clear();
    api.mailed.refreshes.clear();
    await window.regulars?.open();
    await until(
      () => text().includes("Your sign-in has run out. Sign in again to see your points."),
      "the words",
    );
    expect(find(".note").role).toBe("alert");
    expect(text()).not.toContain("1,240");
    expect(localStorage.getItem(kept)).toBeNull();
    dialog().close();
    await until(() => launcher().innerText === "Rewards", "the launcher");
    await window.regulars?.open();
    api.mailed.askAgain = 0;
    await askFor("anna@example.com");
    await until(() => focused()?.id === "code", "the field for the code");
    await userEvent.keyboard(api.mailed.mails.at(-1)?.code ?? "");
    await until(isMember, "the member's panel");
    expect(text()).not.toContain("has run out");
  });

  it("ends in every tab of the browser with signing out, and is forgotten", async () => {
    const api = await signIn(true);
    button("Profile").click();
    await until(() => text().includes("Sign out everywhere"), "the profile");
    const signedOut = heard("regulars:signedout");
    button("Sign out").click();
    await until(() => status() === "You’re signed out", "the status");
    await until(() => find(".figure").innerText === "Juniper Circle", "the guest's view");
    expect(focused()).toBe(find("h2"));
    expect(signedOut).toHaveLength(1);
    expect(localStorage.getItem(kept)).toBeNull();
    expect(api.mailed.refreshes.size).toBe(0);
    expect(launcher().innerText).toBe("Rewards");
  });

  it("goes for the life of the page where storage throws", async () => {
    for (const name of ["localStorage", "sessionStorage"] as const) {
      const real = Object.getOwnPropertyDescriptor(window, name);
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException("blocked", "SecurityError");
        },
        configurable: true,
      });
      after(() => real && Object.defineProperty(window, name, real));
    }
    const api = await codeFor("anna@example.com");
    await userEvent.keyboard("402917");
    await until(isMember, "the member's panel");
    dialog().close();
    api.sessions.clear();
    await window.regulars?.open();
    await until(() => api.to("sessions/refresh").length === 1, "the renewal");
    await settled();
    expect(isMember()).toBe(true);
  });

  it("is nobody's when its answer comes after somebody else was named", async () => {
    const api = mailing();
    api.delay = 150;
    const regulars = runTag({}, { token: "token" });
    void regulars.open();
    await until(() => api.to("sessions").length === 1, "the sign-in");
    regulars.identify(null);
    await until(() => find(".figure").innerText === "Juniper Circle", "the guest's view");
    dialog().close();
    await regulars.open();
    await settled();
    expect(find(".figure").innerText).toBe("Juniper Circle");
    expect(api.to("panel")).toHaveLength(0);
  });
});

describe("a guest", () => {
  it("can look at the tiers and the ways to earn, and come back", async () => {
    const api = mailing();
    const { tiers } = everything.program;
    const actions = [
      { id: "review", name: "Write a review", points: 50, by: "store" as const, limits: [], url: null },
    ];
    const { program } = api.storefront;
    api.storefront.program = { ...program, tiers, earning: { ...program.earning, actions } };
    await openAsGuest(api);
    for (const [name, words] of [
      ["Tiers and benefits Silver · Gold", "A gift on your birthday"],
      ["All ways to earn", "Write a review"],
    ] as const) {
      const link = [...panelRoot().querySelectorAll<HTMLElement>("button")].find(
        (each) => each.innerText.replace(/\s+/g, " ").trim() === name,
      );
      expect(link, name).toBeTruthy();
      link?.click();
      await until(() => text().includes(words), words);
      button("Back").click();
      await until(() => find(".figure").innerText === "Juniper Circle", "the guest's view");
    }
  });
});
