import { describe, expect, it } from "vitest";
import {
  button,
  dialog,
  fake,
  find,
  launcher,
  launcherRoot,
  openAsMember,
  panelRoot,
  runTag,
  settled,
  tag,
  text,
  until,
} from "./stage.ts";

describe("when things go wrong", () => {
  it("an API that can't be reached is said in words, and tried again at a click", async () => {
    const api = fake();
    api.unreachable = true;
    await openAsMember("home", api);
    expect(text()).toContain("We can’t reach your rewards");
    expect(text()).toContain("Your points are safe");
    api.unreachable = false;
    button("Try again").click();
    await until(() => find(".figure").innerText === "1,240 points", "the balance");
  });

  it("comes back by itself when the connection does", async () => {
    const api = fake();
    api.unreachable = true;
    await openAsMember("home", api);
    api.unreachable = false;
    dispatchEvent(new Event("online"));
    await until(() => find(".figure").innerText === "1,240 points", "the balance");
  });

  it("an API that fails is said to be at fault", async () => {
    const api = fake();
    api.refused.sessions = [500, "internal"];
    await openAsMember("home", api);
    expect(text()).toContain("Something went wrong at our end");
  });

  it("keeps what was last known on show, and says that it is old", async () => {
    const api = await openAsMember();
    dialog().close();
    api.unreachable = true;
    await window.regulars?.open();
    await until(() => text().includes("This is what we last knew"), "the words");
    expect(find(".figure").innerText).toBe("1,240 points");
  });

  it("an answer within 300 ms is never announced by a skeleton; a slower one is", async () => {
    const api = fake();
    api.delay = 600;
    runTag({}, { token: "token" });
    await window.regulars?.open();
    const waiting = await (async () => {
      await until(() => find(".waiting"));
      return find(".waiting");
    })();
    expect(getComputedStyle(waiting).visibility).toBe("hidden");
    await until(() => getComputedStyle(waiting).visibility === "visible", "the skeleton");
    expect(waiting.ariaLabel).toBe("Getting your points…");
    await settled();
    expect(find(".figure").innerText).toBe("1,240 points");
  });

  it("a page that comes back from the back/forward cache shows fresh figures", async () => {
    const api = await openAsMember();
    api.panel = { ...api.panel, balance: { available: 7, pending: 0, debt: 0 } };
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    await until(() => find(".figure").innerText === "7 points", "the balance");
  });

  it("a chunk that answers 404 is tried once more, then said in words; the next click tries again", async () => {
    fake();
    const missing = new URL("/no-such-chunk.js", location.href).href;
    const regulars = runTag({ panel: missing }, { token: "token" });
    expect(await regulars.open()).toBe(false);
    const status = launcherRoot().querySelector("output");
    expect(status?.textContent).toBe("Couldn’t load. Check your connection.");
    expect(launcher().ariaBusy).toBeNull();
    const asked = performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.endsWith("no-such-chunk.js"));
    // The second time from a folder that nobody has asked before.
    expect(asked.map(({ name }) => /\/\d+\/no-such/.test(name))).toEqual([false, true]);
    runTag({ panel: tag().panel }, {});
    expect(await regulars.open()).toBe(true);
    await settled();
    expect(status?.textContent).toBe("");
    expect(panelRoot()).toBeTruthy();
  });

  it("regulars:open can be cancelled", async () => {
    const api = fake();
    const regulars = runTag();
    document.addEventListener("regulars:open", (event) => event.preventDefault(), { once: true });
    expect(await regulars.open("refer")).toBe(false);
    expect(api.calls).toEqual([]);
    expect(launcherRoot().querySelector("dialog")).toBeNull();
  });
});
