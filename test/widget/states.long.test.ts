import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { violations } from "./axe.ts";
import { everything } from "./every-reward.ts";
import { panel, voucher } from "./fixtures.ts";
import {
  after,
  button,
  countDom,
  dialog,
  emulate,
  fake,
  field,
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
import type { FakeStorefront } from "./storefront.ts";

/** A store with some of everything, that mails codes. */
function full(): FakeStorefront {
  const api = fake();
  api.panel = structuredClone(everything);
  const { tiers } = everything.program;
  api.storefront.program = { ...api.storefront.program, tiers };
  api.storefront.store = { ...api.storefront.store, signIn: { email: true } };
  return api;
}

function offline(): void {
  const real = Object.getOwnPropertyDescriptor(Navigator.prototype, "onLine");
  after(() => real && Object.defineProperty(Navigator.prototype, "onLine", real));
  Object.defineProperty(Navigator.prototype, "onLine", { get: () => false, configurable: true });
}

async function ask(id: string): Promise<void> {
  find(`#redeem-${id}`).click();
  await until(() => panelRoot().querySelector("#yes"), "the question");
}

async function codeForm(): Promise<void> {
  button("Join").click();
  await until(() => panelRoot().querySelector("#email"), "the field");
  await userEvent.fill(field(), "anna@example.com");
  button("Send me a code").click();
  await until(() => focused()?.id === "code", "the field for the code");
}

/** Every state of these views, and how one gets there. */
const states: Record<string, (api: FakeStorefront) => Promise<unknown>> = {
  "home with everything": (api) => openAsMember("home", api),
  "home with nothing": (api) => {
    const { program } = panel;
    api.panel = { ...panel, balance: { available: 0, pending: 0, debt: 0 }, vouchers: [], entries: [] };
    api.panel = { ...api.panel, expiring: null, program: { ...program, rewards: [], referral: null } };
    return openAsMember("home", api);
  },
  "home with a claimed gift": (api) => {
    const claimed = voucher({ code: "WELCOME-1" });
    localStorage.setItem(
      "regulars:pk_test",
      JSON.stringify({ code: "anna", at: Date.now(), voucher: claimed }),
    );
    return openAsMember("home", api);
  },
  "every reward": (api) => openAsMember("rewards", api, { cartTotal: "800" }),
  "a sliding reward's question": async (api) => {
    await openAsMember("rewards", api, { cartTotal: "800" });
    await ask("as-you-like");
  },
  "a refused redemption": async (api) => {
    await openAsMember("rewards", api);
    await ask("five-off");
    api.refused.redemptions = [500, "internal"];
    find("#yes").click();
    await until(() => find(".refusal").innerText !== "", "the words");
  },
  "a redemption that waits for a code": async (api) => {
    api.codeAbove = 0;
    await openAsMember("rewards", api);
    await ask("five-off");
    find("#yes").click();
    await until(() => focused()?.id === "code", "the field");
  },
  "what was won": async (api) => {
    await openAsMember("rewards", api);
    await ask("coffee");
    find("#yes").click();
    await until(() => find(".ticket code").innerText === "JUN-NEW-1", "the voucher");
  },
  "the question before giving back": async (api) => {
    await openAsMember("rewards", api);
    button("Give back").click();
    await until(() => focused()?.id === "yes", "the question");
  },
  "a guest's view": (api) => openAsGuest(api, { signIn: "/login" }),
  "the field for an address": async (api) => {
    await openAsGuest(api);
    button("Join").click();
    await until(() => panelRoot().querySelector("#email"), "the field");
    button("Send me a code").click();
    await until(() => find("#email-refusal").innerText !== "", "the words");
  },
  "the field for a code": async (api) => {
    await openAsGuest(api);
    await codeForm();
    await userEvent.keyboard("111111");
    await until(() => find("#code-refusal").innerText !== "", "the words");
  },
  loading: async (api) => {
    api.delay = 4000;
    runTag({}, { token: "token" });
    await window.regulars?.open();
    await until(() => getComputedStyle(find(".waiting")).visibility === "visible", "the skeleton");
  },
  offline: async (api) => {
    offline();
    api.unreachable = true;
    await openAsMember("home", api);
  },
  blocked: (api) => {
    api.unreachable = true;
    return openAsMember("home", api);
  },
  "an error": (api) => {
    api.refused.sessions = [500, "internal"];
    return openAsMember("home", api);
  },
  stale: async (api) => {
    await openAsMember("rewards", api);
    api.unreachable = true;
    await window.regulars?.open("rewards");
    await until(() => text().includes("This is what we last knew"), "the words");
  },
  "a sign-in that ran out": async (api) => {
    localStorage.setItem("regulars:pk_test:refresh", "gone");
    await openAsGuest(api);
  },
};

describe.each(["light", "dark"] as const)("on a %s device", (scheme) => {
  describe.each(["ltr", "rtl"] as const)("from %s", (direction) => {
    it.each(Object.entries(states))(
      "axe finds nothing, and a finger every target, in: %s",
      async (_, reach) => {
        await emulate("prefers-color-scheme", scheme);
        document.documentElement.dir = direction;
        await reach(full());
        for (const motion of dialog().getAnimations()) motion.finish();
        expect(await violations()).toEqual([]);
        const targets = panelRoot().querySelectorAll<HTMLElement>(
          "button, a, summary, input:not([type=checkbox])",
        );
        for (const target of targets) {
          const { width, height } = target.getBoundingClientRect();
          expect([width >= 44, height >= 44], target.outerHTML.slice(0, 90)).toEqual([true, true]);
        }
      },
    );
  });
});

describe("at 320 px", () => {
  it.each(Object.entries(states))("nothing stands out of the sheet in: %s", async (_, reach) => {
    await page.viewport(320, 640);
    const api = full();
    const long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenrabatt";
    api.panel.program.rewards = api.panel.program.rewards.map((each, at) =>
      at ? each : { ...each, name: long },
    );
    await reach(api);
    const scroller = find(".scroll");
    expect(scroller.scrollWidth).toBe(scroller.clientWidth);
    const outside = [...panelRoot().querySelectorAll("*")].filter(
      (each) => each.getBoundingClientRect().right > 320.5,
    );
    expect(outside.map(({ outerHTML }) => outerHTML.slice(0, 80))).toEqual([]);
  });
});

it("a card that leads somewhere stands as the others do, from right to left too", async () => {
  document.documentElement.dir = "rtl";
  await openAsMember("home", full());
  expect(getComputedStyle(find(".link-card")).textAlign).toBe("right");
});

describe("what is said", () => {
  it("with the device offline is that, and with it online that something is in the way", async () => {
    const api = full();
    api.unreachable = true;
    await openAsMember("home", api);
    expect(text()).toContain("We can’t reach your rewards");
    expect(text()).toContain("An ad blocker may be in the way.");
    offline();
    button("Try again").click();
    await until(() => text().includes("You’re offline"), "the words");
    expect(text()).toContain("Check your connection, then try again.");
    expect(text()).not.toContain("ad blocker");
  });

  it("of old figures has a button beside it that looks again", async () => {
    const api = await openAsMember("rewards", full());
    api.unreachable = true;
    await window.regulars?.open("rewards");
    await until(() => text().includes("This is what we last knew"), "the words");
    expect(find(".note").role).toBe("alert");
    api.unreachable = false;
    button("Try again").click();
    await until(() => !text().includes("This is what we last knew"), "fresh figures");
  });

  it("goes through live regions: the status politely, a refusal at once", async () => {
    await openAsMember("rewards", full());
    expect(find("dialog > [role=status]").innerText).toBe("");
    await ask("five-off");
    expect(find(".ask .refusal").role).toBe("alert");
  });
});

describe("over many turns of joining, redeeming and giving back", () => {
  it("no node and no listener is left behind", async () => {
    const api = full();
    api.codeAbove = 0;
    api.mailed.askAgain = 0;
    runTag({ offer: null }, { token: "token" });
    const turn = async (): Promise<void> => {
      api.panel = structuredClone(everything);
      await window.regulars?.open("rewards");
      await settled();
      await ask("as-you-like");
      find("#yes").click();
      await until(() => focused()?.id === "code", "the field");
      button("Give back").click();
      await until(() => focused()?.id === "yes", "the question");
      button("Not now").click();
      window.regulars?.identify(null);
      await until(() => find(".figure").innerText === "Juniper Circle", "the guest's view");
      await window.regulars?.open();
      await codeForm();
      button("Use another address").click();
      window.regulars?.identify("token");
      await until(() => panelRoot().querySelector("nav"), "the member's panel");
      dialog().close();
    };
    for (let times = 0; times < 3; times++) await turn();
    const before = await countDom();
    for (let times = 0; times < 10; times++) await turn();
    const then = await countDom();
    expect(then.listeners).toBeLessThanOrEqual(before.listeners);
    expect(then.nodes).toBeLessThanOrEqual(before.nodes);
  });
});
