import { describe, expect, it } from "vitest";
import { store } from "./fixtures.ts";
import {
  after,
  dialog,
  fake,
  find,
  launcher,
  launcherRoot,
  openAsMember,
  runTag,
  settled,
  until,
} from "./stage.ts";

const hosts = () => document.querySelectorAll("regulars-launcher");

/** Adds an element to the page until the test ends. */
function put<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  document.body.append(element);
  after(() => {
    element.remove();
  });
  return element;
}

describe("on somebody else's page", () => {
  it("the tag twice is an update, not a second widget", async () => {
    fake();
    runTag();
    runTag({ store: { ...store, accent: "#aa0000" } }, { token: "token" });
    expect(hosts()).toHaveLength(1);
    expect(getComputedStyle(launcher()).backgroundColor).toBe("rgb(170, 0, 0)");
    await window.regulars?.open();
    await settled();
    expect(find(".figure").innerText).toBe("1,240 points");
  });

  it("two stores stand side by side, each with its own API", async () => {
    fake();
    const first = runTag();
    runTag({ key: "pk_other", store: { ...store, name: "Other" } });
    expect(window.regulars).toBe(first);
    expect(Object.keys(first.stores)).toEqual(["pk_test", "pk_other"]);
    const [one, other] = [...hosts()].map((host) => host.getBoundingClientRect());
    expect(other?.bottom).toBeLessThanOrEqual(one?.top ?? 0);
    await first.stores.pk_other?.open();
    expect(
      hosts()[1]?.shadowRoot?.querySelector("regulars-panel")?.shadowRoot?.querySelector("h2")?.innerText,
    ).toBe("Other");
  });

  it("beats rules that hide empty elements, every child of the body, or space out every letter", () => {
    const style = put("style");
    style.textContent = `
      regulars-launcher:empty, div:empty, body > *, :not(:defined) { display: none !important; opacity: 0 !important; }
      * { letter-spacing: 9px !important; font-size: 3px !important; text-transform: uppercase !important; }`;
    runTag();
    const { width, height } = launcher().getBoundingClientRect();
    expect(width).toBeGreaterThan(100);
    expect(height).toBeGreaterThanOrEqual(44);
    expect(getComputedStyle(launcher()).letterSpacing).toBe("normal");
    expect(getComputedStyle(launcher()).fontSize).toBe("15px");
    expect(launcher().checkVisibility({ opacityProperty: true })).toBe(true);
  });

  it("takes the page's own font", () => {
    document.body.style.fontFamily = "monospace";
    runTag();
    expect(getComputedStyle(launcher()).fontFamily).toBe("monospace");
  });

  it("writes nothing on <html>, <body>, the history or the page's own globals", async () => {
    const before = [document.documentElement, document.body].map(
      (element) => (element.cloneNode() as Element).outerHTML,
    );
    const globals = Object.getOwnPropertyNames(window);
    const theirs = () => [
      Reflect.get(history, "pushState"),
      Reflect.get(history, "replaceState"),
      history.length,
    ];
    const historyBefore = theirs();
    await openAsMember();
    expect(
      [document.documentElement, document.body].map((element) => (element.cloneNode() as Element).outerHTML),
    ).toEqual(before);
    const added = Object.getOwnPropertyNames(window).filter((name) => !globals.includes(name));
    // Lit notes its version for its own development; the built widget is checked for it elsewhere.
    expect(added.filter((name) => !name.startsWith("lit"))).toEqual(["regulars"]);
    expect(theirs()).toEqual(historyBefore);
  });

  it("comes back when the page takes it out or swaps its body, and opens again", async () => {
    await openAsMember();
    const body = document.body;
    const swapped = document.createElement("body");
    document.documentElement.replaceChild(swapped, body);
    after(() => {
      document.documentElement.replaceChild(body, document.body);
    });
    await until(() => launcher().isConnected && hosts().length === 1, "the launcher");
    expect(dialog().open).toBe(false);
    launcher().click();
    await until(() => dialog().matches(":modal"), "the dialog");
    dialog().close();
    swapped.replaceChildren();
    await until(() => hosts().length === 1, "the launcher");
  });

  it("gives up on a page that will not have it", async () => {
    runTag();
    const observer = new MutationObserver(() => {
      for (const host of hosts()) host.remove();
    });
    observer.observe(document.body, { childList: true });
    after(() => {
      observer.disconnect();
    });
    document.querySelector("regulars-launcher")?.remove();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(hosts()).toHaveLength(0);
  });

  it("opens a view from the page's own buttons and links, and leaves other links alone", async () => {
    fake();
    runTag({}, { token: "token" });
    const opener = put("button", { "data-regulars-open": "refer" });
    opener.click();
    await until(() => find("h2").innerText === "Give £10, get £10", "the view");
    dialog().close();
    const before = location.href;
    put("a", { href: "#regulars=rewards" }).click();
    await until(() => find("h2").innerText === "Rewards" && dialog().open, "the view");
    expect(location.href).toBe(before);
    dialog().close();
    const other = put("a", { href: "#else" });
    other.addEventListener("click", (event) => {
      expect(event.defaultPrevented).toBe(false);
      event.preventDefault();
    });
    other.click();
    expect(dialog().open).toBe(false);
  });

  it("takes the calls that were made before it came; a bad one is reported and the rest goes on", async () => {
    const api = fake();
    const reported: PromiseRejectionEvent[] = [];
    const listen = (event: PromiseRejectionEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      reported.push(event);
    };
    addEventListener("unhandledrejection", listen, { capture: true });
    after(() => {
      removeEventListener("unhandledrejection", listen, { capture: true });
    });
    Object.assign(window, { regulars: [["nonsense"], 7, ["identify", "token"], ["open", "activity"]] });
    runTag();
    await until(() => find("h2").innerText === "Activity", "the view");
    expect(api.to("sessions")).toHaveLength(1);
    await until(() => reported.length === 2, "the reports");
  });

  it("works where the page has an element with the id regulars", () => {
    const element = put("div", { id: "regulars" });
    expect(window.regulars).toBe(element);
    expect(Object.keys(runTag().stores)).toEqual(["pk_test"]);
  });

  it("steps aside when it would cover what has the focus, and comes back", () => {
    runTag();
    const under = put("input");
    under.setAttribute("style", "position:fixed;inset-block-end:30px;inset-inline-end:30px");
    const elsewhere = put("input");
    elsewhere.setAttribute("style", "position:fixed;inset-block-start:0;inset-inline-start:0");
    under.focus();
    expect(getComputedStyle(launcher()).opacity).toBe("0");
    elsewhere.focus();
    expect(getComputedStyle(launcher()).opacity).toBe("1");
  });

  it("leaves nothing behind when it is removed", async () => {
    await openAsMember();
    window.regulars?.remove();
    expect(hosts()).toHaveLength(0);
    expect(Object.keys(window.regulars?.stores ?? {})).toEqual([]);
    put("button", { "data-regulars-open": "home" }).click();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(hosts()).toHaveLength(0);
  });

  it("is ready once the launcher is on the page", async () => {
    const regulars = runTag();
    await regulars.ready;
    expect(launcherRoot().isConnected).toBe(true);
  });
});
