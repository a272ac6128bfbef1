import { describe, expect, it } from "vitest";
import { entry, store } from "./fixtures.ts";
import { button, fake, focused, openAsMember, panelRoot, runTag, settled, text, until } from "./stage.ts";

const lines = () => panelRoot().querySelectorAll("details");

describe("activity", () => {
  it("says of every entry what it was for, when, and how much", async () => {
    await openAsMember("activity");
    for (const words of [
      "Order #1062 22 Nov · ready 6 Dec +86",
      "£5 off 20 Nov −500",
      "Thanks for sending Ben 14 Nov +200",
      "Order #1048 changed 2 Oct −24",
      "Expired 1 Oct −40",
      "Reviewed the linen throw 13 Sept +50",
      "Joined Juniper Circle 13 Sept 2025 +100",
    ]) {
      expect(text()).toContain(words);
    }
  });

  it("says what it has no words for in the Worker's own", async () => {
    const api = fake();
    // A newer Worker may have rules that an older panel in a tab doesn't know.
    const reason = { rule: "lottery" as "order", programVersion: 3 };
    api.panel.entries = [entry(1, { points: 200, reason, sentence: "200 points won in a draw." })];
    await openAsMember("activity", api);
    expect(text()).toContain("200 points won in a draw. 22 Nov");
  });

  it("keeps the months apart, and names the year where it isn't this one", async () => {
    await openAsMember("activity");
    const months = [...panelRoot().querySelectorAll<HTMLElement>(".body h3")];
    expect(months.map(({ textContent }) => textContent)).toEqual([
      "November",
      "October",
      "September",
      "September 2025",
    ]);
    expect([...panelRoot().querySelectorAll(".list")].map(({ children }) => children.length)).toEqual([
      3, 3, 1, 1,
    ]);
  });

  it("opens the plain why of an entry, and until when its points are good", async () => {
    await openAsMember("activity");
    expect(text()).not.toContain("1 point for every £1 of order #1062");
    lines()[0]?.querySelector("summary")?.click();
    expect(text()).toContain("1 point for every £1 of order #1062");
    expect(text()).toContain("Good until 6 Dec 2027");
  });

  it("goes on to older entries without showing any twice", async () => {
    const api = fake();
    api.allEntries = Array.from({ length: 45 }, (_, index) => entry(100 - index));
    api.panel.entries = api.allEntries.slice(0, 20);
    await openAsMember("activity", api);
    expect(lines()).toHaveLength(20);
    button("Show more").click();
    await until(() => lines().length === 40, "the second page");
    // Whoever reads on goes on where the new ones begin.
    expect(focused()).toBe(lines()[20]?.querySelector("summary"));
    button("Show more").click();
    await until(() => lines().length === 45, "the last page");
    expect(panelRoot().querySelector("button.wide")).toBeNull();
    expect(new Set([...lines()].map((line) => line.innerText)).size).toBe(45);
  });

  it("says why older ones don't come, and gets them at the next try", async () => {
    const api = fake();
    api.allEntries = Array.from({ length: 25 }, (_, index) => entry(100 - index));
    api.panel.entries = api.allEntries.slice(0, 20);
    await openAsMember("activity", api);
    api.unreachable = true;
    button("Show more").click();
    await until(() => panelRoot().querySelector("[role=alert]"), "the words");
    expect(lines()).toHaveLength(20);
    api.unreachable = false;
    button("Show more").click();
    await until(() => lines().length === 25, "the rest");
    expect(panelRoot().querySelector("[role=alert]")).toBeNull();
  });

  it("is designed before the first entry", async () => {
    const api = fake();
    api.panel.entries = [];
    await openAsMember("activity", api);
    expect(text()).toContain("Nothing here yet");
  });

  it("writes dates in the store's time zone", async () => {
    const api = fake();
    api.panel.entries = [
      entry(1, { createdAt: "2026-11-21T23:30:00.000Z", availableAt: null, expiresAt: null }),
    ];
    await openAsMember("activity", api);
    expect(text()).toContain("Order #1001 21 Nov");
    window.regulars?.remove();
    const east = fake();
    east.panel.entries = api.panel.entries;
    await runTag(
      { key: "pk_east", store: { ...store, timeZone: "Asia/Tokyo" } },
      { token: "token" },
    ).stores.pk_east?.open("activity");
    await settled();
    expect(text()).toContain("Order #1001 22 Nov");
  });
});
