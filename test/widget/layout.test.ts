import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import {
  after,
  countDom,
  devtools,
  dialog,
  fake,
  find,
  follow,
  launcher,
  openAsMember,
  panelRoot,
  runTag,
  settled,
  until,
} from "./stage.ts";

/** Not in TypeScript's library yet. */
interface LayoutShift extends PerformanceEntry {
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
}

const views = ["home", "rewards", "refer", "activity"] as const;

describe("the layout", () => {
  it("is a sheet as wide as a phone, with nothing to scroll sideways, at 320 px", async () => {
    await page.viewport(320, 640);
    for (const view of views) {
      await openAsMember(view);
      const { left, right, bottom } = dialog().getBoundingClientRect();
      expect([left, right, bottom]).toEqual([0, 320, 640]);
      const scroller = find(".scroll");
      expect([view, scroller.scrollWidth]).toEqual([view, scroller.clientWidth]);
      expect(document.documentElement.scrollWidth).toBe(320);
      const outside = [...panelRoot().querySelectorAll("*")].filter(
        (each) => each.getBoundingClientRect().right > 320.5,
      );
      expect(outside.map(({ outerHTML }) => outerHTML.slice(0, 80))).toEqual([]);
      window.regulars?.remove();
      delete window.regulars;
    }
  });

  it("leaves room to read where the window is as low as 400 % zoom makes it", async () => {
    await page.viewport(320, 256);
    await openAsMember();
    expect(getComputedStyle(dialog()).overflowY).toBe("auto");
    find("nav button").scrollIntoView();
    expect(find("nav").getBoundingClientRect().bottom).toBeLessThanOrEqual(257);
  });

  it("is mirrored on a page from right to left, but codes are not", async () => {
    document.documentElement.dir = "rtl";
    await openAsMember();
    expect(launcher().getBoundingClientRect().left).toBe(20);
    expect(dialog().getBoundingClientRect().left).toBe(20);
    const [title, close] = [find("h2"), find(".x")].map((element) => element.getBoundingClientRect());
    expect(close?.right).toBeLessThanOrEqual(title?.left ?? 0);
    expect(getComputedStyle(find("h2")).textAlign).toBe("right");
    expect(getComputedStyle(find(".ticket code")).direction).toBe("ltr");
    const places = [...panelRoot().querySelectorAll("nav button")].map(
      (place) => place.getBoundingClientRect().left,
    );
    expect(places).toEqual([...places].sort((a, b) => b - a));
  });

  it("shifts nothing, on the page or in the panel, not even with a slow API", async () => {
    const shifts: string[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        shifts.push(
          entry.sources
            .map(({ node, previousRect, currentRect }) =>
              JSON.stringify([
                (node as Element | null)?.outerHTML ?? node?.textContent,
                previousRect,
                currentRect,
              ]),
            )
            .join("; ") || "unknown",
        );
      }
    });
    observer.observe({ type: "layout-shift" });
    after(() => {
      observer.disconnect();
    });
    // The window has just been given its size, which is a shift of its own, sooner or later.
    for (let seen = -1; seen !== shifts.length;) {
      seen = shifts.length;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    shifts.length = 0;
    const moved = document.createElement("p");
    moved.textContent = "A page of its own";
    document.body.append(moved);
    after(() => {
      moved.remove();
    });
    const api = fake();
    api.delay = 700;
    await openAsMember("home", api);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(shifts.join("\n")).toBe("");
    // The observer does see shifts here.
    moved.before(Object.assign(document.createElement("div"), { innerText: "pushed in", id: "push" }));
    after(() => document.getElementById("push")?.remove());
    dialog().close();
    await until(() => shifts.length, "the control");
  });

  it("is not printed", async () => {
    await openAsMember();
    await devtools().send("Emulation.setEmulatedMedia", { media: "print" });
    after(() => devtools().send("Emulation.setEmulatedMedia", { media: "" }));
    const host = document.querySelector("regulars-launcher");
    if (!host) throw new Error("No launcher");
    expect(getComputedStyle(host).display).toBe("none");
    expect(getComputedStyle(dialog()).display).toBe("none");
  });

  it("follows --regulars-scheme where a page wants one scheme", async () => {
    document.body.style.setProperty("--regulars-scheme", "dark");
    await openAsMember();
    expect(getComputedStyle(find(".card")).backgroundColor).toBe("rgb(33, 31, 29)");
  });

  it("keeps the focused control clear of the bars above and below it", async () => {
    await openAsMember("rewards");
    for (const control of panelRoot().querySelectorAll<HTMLElement>(".body button")) {
      control.focus();
      const { top, bottom } = control.getBoundingClientRect();
      expect(top).toBeGreaterThanOrEqual(find(".band").getBoundingClientRect().bottom);
      expect(bottom).toBeLessThanOrEqual(find("nav").getBoundingClientRect().top);
    }
  });
});

describe("over 40 openings", () => {
  it("no node and no listener is left behind", async () => {
    fake();
    follow("none");
    runTag({ offer: null }, { token: "token" });
    const turn = async (): Promise<void> => {
      for (const view of views) {
        await window.regulars?.open(view);
        await settled();
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
  });
});
