/** What holds of every view: reading it by eye, by ear and by hand, in either direction and scheme, on a small phone. */
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { RegularsView } from "../../widget/widget.d.ts";
import { fullApi } from "./full-program.ts";
import {
  button,
  countDom,
  dialog,
  emulate,
  find,
  focused,
  openAsGuest,
  openAsMember,
  panelRoot,
  settled,
  text,
  until,
} from "./stage.ts";

const views = ["earn", "tiers", "profile", "refer", "activity"] as const;

/** The view with what opens in it open. */
async function openWhole(view: RegularsView, data: Record<string, string> = {}): Promise<void> {
  await openAsMember(view, fullApi(), data);
  await open(view);
}

async function open(view: RegularsView): Promise<void> {
  await until(() => !panelRoot().querySelector(".waiting") && find(".body .card"), view);
  if (view === "refer") {
    button("QR code").click();
    await until(() => panelRoot().querySelector(".qr"), "the QR");
  }
  if (view === "activity") for (const line of panelRoot().querySelectorAll("details")) line.open = true;
  if (view === "profile") {
    button("Delete my account").click();
    await until(() => button("Delete for good"), "the question");
  }
}

async function violations(): Promise<string[]> {
  const { violations: found, passes } = await axe.run("regulars-launcher", {
    resultTypes: ["violations", "passes"],
  });
  expect(passes.length).toBeGreaterThan(8);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary ?? ""}`),
  );
}

describe.each(["light", "dark"])("with a %s device", (scheme) => {
  it.each(views)("axe finds nothing in %s with all of it open", async (view) => {
    await emulate("prefers-color-scheme", scheme);
    await openWhole(view);
    expect(await violations()).toEqual([]);
  });

  it.each(["earn", "tiers"] as const)("axe finds nothing in what a guest sees of %s", async (view) => {
    await emulate("prefers-color-scheme", scheme);
    const api = fullApi();
    api.storefront.store.signIn = { email: true };
    await openAsGuest(api);
    await window.regulars?.open(view);
    await settled();
    await until(() => text().includes("Join"), view);
    expect(await violations()).toEqual([]);
  });

  it("axe finds nothing in a save that is refused", async () => {
    await emulate("prefers-color-scheme", scheme);
    const api = fullApi();
    await openAsMember("profile", api);
    await until(() => find("form"), "the form");
    api.unreachable = true;
    find("[name=news]").click();
    button("Save").click();
    await until(() => panelRoot().querySelector("[role=alert]"), "the words");
    expect(await violations()).toEqual([]);
  });
});

describe.each(["ltr", "rtl"])("at 320 px, %s", (dir) => {
  it.each(views)("%s has nothing to scroll sideways, and nothing cut off", async (view) => {
    await page.viewport(320, 640);
    document.documentElement.dir = dir;
    await openWhole(view);
    const scroller = find(".scroll");
    expect(scroller.scrollWidth).toBe(scroller.clientWidth);
    const outside = [...panelRoot().querySelectorAll("*")].filter((each) => {
      const { left, right } = each.getBoundingClientRect();
      return right > 320.5 || left < -0.5;
    });
    expect(outside.map(({ outerHTML }) => outerHTML.slice(0, 80))).toEqual([]);
    // No name is squeezed into a column of syllables.
    for (const place of panelRoot().querySelectorAll<HTMLElement>(".body .row > .grow"))
      expect([place.innerText, place.getBoundingClientRect().width >= 88]).toEqual([place.innerText, true]);
  });
});

describe("by hand", () => {
  it.each(views)("no target of %s is smaller than 44 px", async (view) => {
    await openWhole(view);
    const targets = panelRoot().querySelectorAll<HTMLElement>("button, a, summary, select, input");
    for (const each of targets) {
      // A box is pressed by its label too.
      const target = each.closest("label") ?? each;
      const { width, height } = target.getBoundingClientRect();
      expect([each.outerHTML.slice(0, 60), width >= 44, height >= 44]).toEqual([
        each.outerHTML.slice(0, 60),
        true,
        true,
      ]);
    }
  });

  it("every view is reached and left with the keyboard alone", async () => {
    await openAsMember("home", fullApi());
    button("All ways to earn").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => focused() === find("h2") && find("h2").innerText === "How you earn", "earn");
    button("Back").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => find("h2").innerText === "Juniper & Co", "home");
    find(".link-card").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => focused() === find("h2") && find("h2").innerText === "Tiers and benefits", "tiers");
    button("Profile").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => focused() === find("h2") && find("h2").innerText === "Profile", "profile");
    button("Activity").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => find("h2").innerText === "Activity", "activity");
    find("summary").focus();
    await userEvent.keyboard("{Enter}");
    expect(find("details").hasAttribute("open")).toBe(true);
  });
});

describe("by ear", () => {
  it("each button of ways to earn says what it does", async () => {
    await openWhole("earn");
    await expect.element(page.getByRole("link", { name: "Go: Follow us on Instagram" })).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Go: Visit us on a Sunday" })).toBeVisible();
  });

  it("tiers are named groups with lists of what they give", async () => {
    await openWhole("tiers");
    const gold = page.getByRole("group", { name: "Gold" });
    await expect.element(gold.getByRole("listitem").first()).toHaveTextContent("1.5× points");
  });

  it("the profile's fields have their names, and the birthday's its note", async () => {
    await openWhole("profile");
    await expect.element(page.getByRole("textbox", { name: "First name" })).toHaveValue("Anna");
    const birthday = page.getByRole("group", { name: "Birthday" });
    await expect.element(birthday).toHaveAccessibleDescription("Your birthday can be set once.");
    await expect.element(birthday.getByRole("combobox", { name: "month" })).toBeVisible();
    await expect
      .element(page.getByRole("checkbox", { name: "Send me news and offers by email" }))
      .not.toBeChecked();
    const question = page.getByRole("group", { name: /^Delete your account\?/ });
    await expect.element(question.getByRole("button", { name: "Delete for good" })).toBeVisible();
    // Enter once too often deletes nobody.
    expect(focused()).toBe(button("Not now"));
  });
});

describe("over 10 rounds", () => {
  it("no node and no listener of any view is left behind", async () => {
    await openAsMember("home", fullApi());
    const turn = async (): Promise<void> => {
      for (const view of views) {
        await window.regulars?.open(view);
        await settled();
        await open(view);
      }
      dialog().close();
      await until(() => !dialog().open);
    };
    for (let times = 0; times < 3; times++) await turn();
    const before = await countDom();
    for (let times = 0; times < 10; times++) await turn();
    const then = await countDom();
    expect(then.listeners).toBeLessThanOrEqual(before.listeners);
    expect(then.nodes).toBeLessThanOrEqual(before.nodes);
  }, 60_000);
});
