import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { core, more } from "../../widget/words/en.ts";
import { languages } from "../../widget/words/languages.ts";
import { load } from "../../widget/words/source.ts";
import type { RegularsView } from "../../widget/widget.d.ts";
import {
  after,
  button,
  dialog,
  fake,
  find,
  openAsGuest,
  openAsMember,
  panelRoot,
  settled,
  text,
  until,
} from "./stage.ts";

const english = new Map(Object.entries<string>({ ...core, ...more }).map(([key, said]) => [said, key]));

/** Every text of the panel that a person reads or hears. */
function texts(): string[] {
  const found: string[] = [];
  const walk = document.createTreeWalker(dialog(), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) found.push(walk.currentNode.textContent?.trim() ?? "");
  for (const each of panelRoot().querySelectorAll("[aria-label]")) found.push(each.ariaLabel ?? "");
  return found.filter(Boolean);
}

/** What is wrong with a panel that should speak a language, in a window of 320 px. */
async function faults(lang: string): Promise<string[]> {
  const words: Record<string, string | undefined> = {
    ...(await load("core", lang)),
    ...(await load("more", lang)),
  };
  const wrong = texts().filter((said) => {
    const key = english.get(said);
    return /undefined|[[\]|{}]/.test(said) || (key && words[key] !== said);
  });
  const silent = [
    ...panelRoot().querySelectorAll("h2, h3, label, button, a, p:not([role], .refusal, details p)"),
  ]
    .filter((each) => !each.textContent.trim() && !each.ariaLabel)
    .map(({ outerHTML }) => `empty: ${outerHTML}`);
  const wide = [...panelRoot().querySelectorAll<HTMLElement>(".scroll, nav button, nav, button, h2, h3")]
    .filter((each) => each.scrollWidth > each.clientWidth + 1)
    .map(
      ({ innerText, scrollWidth, clientWidth }) =>
        `wide: ${innerText.slice(0, 40)} ${scrollWidth}>${clientWidth}`,
    );
  // A place's name has one line, and would break anywhere.
  const broken = [...panelRoot().querySelectorAll("nav button")]
    .filter((place) => {
      const range = document.createRange();
      range.selectNodeContents(place);
      return new Set([...range.getClientRects()].slice(1).map(({ top }) => Math.round(top))).size > 1;
    })
    .map(({ textContent }) => `broken: ${textContent.trim()}`);
  const rows = new Set(
    [...panelRoot().querySelectorAll("nav button")].map((place) => place.getBoundingClientRect().top),
  );
  if (rows.size > 1) broken.push(`places in ${String(rows.size)} rows`);
  return [...wrong, ...silent, ...wide, ...broken];
}

const away = (): void => {
  window.regulars?.remove();
  delete window.regulars;
};

describe("the panel", () => {
  it("speaks the page's language where the tag names none", async () => {
    document.documentElement.lang = "da-DK";
    after(() => {
      document.documentElement.lang = "en";
    });
    await openAsMember("home");
    expect(dialog().lang).toBe("da");
    expect(button("Indløs").isConnected).toBe(true);
  });

  it.each(languages)("speaks %s, and nothing is left empty, cut off or in English", async (lang) => {
    await page.viewport(320, 640);
    document.documentElement.dir = /^(ar|he)$/.test(lang) ? "rtl" : "ltr";
    const api = fake();
    api.storefront.store.signIn = { email: true };
    const open = async (view: RegularsView): Promise<void> => {
      await openAsMember(view, api, { locale: lang });
      expect(dialog().lang).toBe(lang);
      expect(getComputedStyle(dialog()).direction).toBe(document.documentElement.dir);
      expect([view, await faults(lang)]).toEqual([view, []]);
      away();
    };
    for (const view of ["home", "rewards", "refer", "activity"] as const) await open(view);
    await openAsGuest(api, { locale: lang });
    expect(["guest", await faults(lang)]).toEqual(["guest", []]);
    find(".card button").click();
    await until(() => panelRoot().querySelector("input[type=email]"), "the form");
    await settled();
    expect(["join", await faults(lang)]).toEqual(["join", []]);
  });

  it("says a store's own sentence before the language's", async () => {
    const api = fake();
    api.panel.store.words = { redeem: "Her damit", perOrder: "{0} [Bohne|Bohnen] für jede {1}" };
    await openAsMember("home", api, { locale: "de" });
    expect(button("Her damit").isConnected).toBe(true);
    expect(() => button("Einlösen")).toThrow("No button");
    expect(text()).toContain("1 Bohne für jede");
    away();
    // It has none in this language any more.
    api.panel.store.words = {};
    await openAsMember("home", api, { locale: "de" });
    expect(button("Einlösen").isConnected).toBe(true);
  });
});
