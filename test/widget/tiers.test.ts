import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { fullApi, silver } from "./full-program.ts";
import { find, openAsGuest, openAsMember, panelRoot, settled, text, until } from "./stage.ts";

const group = (name: string): HTMLElement => find(`[role=group][aria-label=${name}]`);

describe("tiers and benefits", () => {
  it("says what is missing to the next one and by when, what keeps this one, and what it falls to", async () => {
    await openAsMember("tiers", fullApi());
    expect(find(".lead").innerText).toContain("Silver");
    for (const words of [
      // Before the year ends: its last day is named, not the one on which it is too late.
      "£180 more for Gold by 31 Dec",
      "Yours until 31 Jan 2027",
      "£50 more by 31 Dec keeps it",
      "Bronze from 1 Feb 2027",
    ])
      expect(text()).toContain(words);
  });

  it("shows every level with what it takes and gives, and which is theirs", async () => {
    await openAsMember("tiers", fullApi());
    expect(panelRoot().querySelectorAll("[aria-current=true]")).toHaveLength(1);
    expect(group("Silver").ariaCurrent).toBe("true");
    expect(group("Bronze").innerText.replace(/\s+/g, " ")).toBe(
      "Bronze From the start A card on your birthday",
    );
    expect(group("Silver").innerText).toContain("Yours");
    expect(group("Gold").innerText.replace(/\s+/g, " ")).toBe(
      "Gold From £600 1.5× points 250 extra points Free delivery Sales a day before everyone else",
    );
  });

  it("says the progress as a person would, to who can't see the bar", async () => {
    await openAsMember("tiers", fullApi());
    const bar = page.getByRole("progressbar", { name: "Gold" });
    await expect.element(bar).toHaveAttribute("aria-valuetext", "£420 / £600");
    const progress = find("progress");
    expect(progress instanceof HTMLProgressElement && progress.position).toBeCloseTo(0.7);
  });

  it("counts what the program counts", async () => {
    const api = fullApi();
    const { tiers } = api.panel.program;
    if (tiers)
      api.panel.program.tiers = {
        by: "orders",
        levels: tiers.levels.map((level, at) => ({ ...level, threshold: at * 3 })),
      };
    api.panel.tier = {
      ...silver,
      by: "orders",
      figure: 5,
      next: { id: "gold", name: "Gold", threshold: 6, missing: 1, by: null, startsAt: null },
      keptUntil: null,
      keep: null,
      change: null,
    };
    await openAsMember("tiers", api);
    expect(text()).toContain("1 order more for Gold");
    expect(text()).toContain("5 orders / 6 orders");
    expect(group("Silver").innerText).toContain("From 3 orders");
  });

  it("says when a tier that is reached already begins", async () => {
    const api = fullApi();
    const startsAt = "2027-01-01T00:00:00.000Z";
    if (silver.next) api.panel.tier = { ...silver, next: { ...silver.next, missing: 0, startsAt } };
    await openAsMember("tiers", api);
    expect(find(".lead").innerText).toContain("Gold from 1 Jan 2027");
    expect(text()).not.toContain("£0 more");
  });

  it("says at the top that there is no higher, or what keeps it", async () => {
    const api = fullApi();
    const top = { ...silver, id: "gold", name: "Gold", next: null };
    api.panel.tier = { ...top, keptUntil: null, keep: null, change: null };
    await openAsMember("tiers", api);
    expect(find(".lead").innerText).toContain("The highest there is");
    expect(panelRoot().querySelector("progress")).toBeNull();
    api.panel.tier = top;
    await window.regulars?.open("tiers");
    await until(() => find(".lead").innerText.includes("£50 more by 31 Dec keeps it"), "the words");
    expect(text()).toContain("Yours until 31 Jan 2027");
  });

  it("is whole below the first tier too", async () => {
    const api = fullApi();
    api.panel.tier = { ...silver, id: null, name: null, keptUntil: null, keep: null, change: null };
    await openAsMember("tiers", api);
    expect(find(".lead").innerText).toContain("From the start");
    expect(panelRoot().querySelectorAll("[aria-current=true]")).toHaveLength(0);
  });

  it("shows a guest all levels, and one way to join", async () => {
    const api = fullApi();
    api.storefront.store.signIn = { email: true };
    await openAsGuest(api);
    await window.regulars?.open("tiers");
    await settled();
    await until(() => group("Gold"), "the view");
    expect(panelRoot().querySelectorAll("[aria-current=true]")).toHaveLength(0);
    expect(text()).toContain("With a code by email, no password");
    expect(panelRoot().querySelector("progress")).toBeNull();
  });

  it("falls back to home where the program has none", async () => {
    await openAsMember("tiers");
    expect(find(".figure").innerText).toBe("1,240 points");
  });
});
