import { describe, expect, it } from "vitest";
import { after, countDom, devtools, fake, panelRoot, runTag, until } from "../stage.ts";
import { store } from "../fixtures.ts";
import {
  allNames,
  buttonIn,
  rest,
  shown,
  shows,
  silverPanel,
  template,
  tiered,
  violationsIn,
} from "./stage.ts";

const all = (): HTMLElement =>
  template(`<div>${allNames.map((name) => `<${name} price="1000" total="5000"></${name}>`).join("")}</div>`);

const isDefined = (name: string): boolean => !!customElements.get(name);

describe("in the page around them", () => {
  it("come once the document has one of them, also much later, and not before", async () => {
    // The first test of this file, in a page of its own: nothing has defined them yet.
    fake();
    runTag();
    await rest(250);
    expect(allNames.filter(isDefined)).toEqual([]);
    const place = template("<div><section></section></div>");
    place.querySelector("section")?.append(document.createElement("regulars-balance"));
    await until(() => allNames.every(isDefined), "the elements");
  });

  it("those that a page inserts later work by themselves", async () => {
    const api = fake();
    runTag({}, { token: "token", elements: "" });
    await shows(template("<regulars-balance></regulars-balance>"), "1,240 points");
    const later = document.createElement("regulars-balance");
    template("<div></div>").append(later);
    await shows(later, "1,240 points");
    expect(api.calls.map(({ path }) => path)).toEqual(["program", "sessions"]);
  });

  it("wait for their store where the tag comes after them", async () => {
    fake();
    const element = template('<regulars-product-points price="1000">…</regulars-product-points>');
    await rest(50);
    expect(shown(element)).toBe("");
    runTag();
    await shows(element, "Earn 10 points with this");
  });

  it("are about the store that is asked for, where there are two", async () => {
    const api = fake();
    runTag({ key: "pk_first" });
    runTag({ key: "pk_second", store: { ...store, name: "Second" } });
    const element = template(
      '<regulars-product-points price="1000" store="pk_second"></regulars-product-points>',
    );
    await shows(element, "Earn 10 points with this");
    expect(api.to("program")).toHaveLength(1);
    element.setAttribute("store", "pk_first");
    await until(() => api.to("program").length === 2);
    await shows(element, "Earn 10 points with this");
  });

  it("say a store's own words", async () => {
    const api = fake();
    api.storefront.store.words = { earnThis: "Collect {0} [bean|beans]" };
    runTag();
    await shows(
      template('<regulars-product-points price="100"></regulars-product-points>'),
      "Collect 1 bean",
    );
  });

  it("follow the page's font, colour, scheme and rules for them, and keep what reads on the store's colour", async () => {
    const api = fake();
    api.panel = silverPanel();
    runTag({ store: { ...store, accent: "#ffd400" } }, { token: "token" });
    document.body.style.fontFamily = "monospace";
    document.body.style.color = "rgb(1, 2, 3)";
    const element = template('<regulars-cart-points total="5000"></regulars-cart-points>');
    await until(() => shown(element).includes("Redeem"));
    const button = buttonIn(element, "Redeem");
    expect(getComputedStyle(element).fontFamily).toBe("monospace");
    expect(getComputedStyle(element).color).toBe("rgb(1, 2, 3)");
    expect(getComputedStyle(button).backgroundColor).toBe("rgb(255, 212, 0)");
    // Computed in xyz: black.
    expect(getComputedStyle(button).color).toMatch(/^color\(xyz-d65 0 0 0\)$/);
    const style = document.createElement("style");
    style.textContent =
      "regulars-cart-points { display: inline-block; --regulars-accent: #003366 } regulars-cart-points::part(earns) { font-weight: 700 }";
    document.head.append(style);
    after(() => {
      style.remove();
    });
    expect(getComputedStyle(element).display).toBe("inline-block");
    expect(getComputedStyle(button).backgroundColor).toBe("rgb(0, 51, 102)");
    const earns = element.shadowRoot?.querySelector("[part=earns]");
    expect(earns && getComputedStyle(earns).fontWeight).toBe("700");
  });

  it("are mirrored from right to left, but a link is not", async () => {
    fake();
    document.documentElement.dir = "rtl";
    runTag({}, { token: "token" });
    const element = template("<regulars-referral></regulars-referral>");
    await until(() => element.shadowRoot?.querySelector("code"));
    const [code, button] = ["code", "button"].map((name) =>
      element.shadowRoot?.querySelector(name)?.getBoundingClientRect(),
    );
    expect(button?.right).toBeLessThanOrEqual(code?.left ?? 0);
    const link = element.shadowRoot?.querySelector("code");
    expect(link && getComputedStyle(link).direction).toBe("ltr");
    const balance = template("<regulars-balance></regulars-balance>");
    await shows(balance, "1,240 points");
    expect(buttonIn(balance, "1,240 points").getBoundingClientRect().right).toBeCloseTo(
      balance.getBoundingClientRect().right,
      0,
    );
  });

  it("shift nothing on the page, however slow the answers", async () => {
    const api = fake();
    api.storefront = tiered();
    api.panel = silverPanel();
    api.delay = 300;
    runTag({}, { token: "token", elements: "" });
    await until(() => isDefined("regulars-balance"));
    all();
    const after_ = template("<p>What stands below</p>");
    await rest(100);
    const shifts: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        shifts.push(entry.value);
    });
    observer.observe({ type: "layout-shift" });
    after(() => {
      observer.disconnect();
    });
    const top = after_.getBoundingClientRect().top;
    const balance = document.querySelector("regulars-balance");
    await until(() => balance && shown(balance) === "1,240 points");
    await until(() => document.querySelector("regulars-page")?.shadowRoot?.querySelector("regulars-panel"));
    await rest(900);
    const grown = allNames
      .slice(0, -1)
      .map((name) => document.querySelector<HTMLElement>(name))
      .filter((each) => each && each.offsetHeight > parseFloat(getComputedStyle(each).minBlockSize) + 0.5)
      .map(
        (each) =>
          `${each?.localName ?? ""} ${each?.offsetHeight ?? 0} > ${each ? getComputedStyle(each).minBlockSize : ""}`,
      );
    expect(grown).toEqual([]);
    expect(top).toBeGreaterThan(0);
  });

  it("leak nothing over 40 times in and out of the page", async () => {
    const api = fake();
    api.storefront = tiered();
    api.panel = silverPanel();
    runTag({}, { token: "token" });
    const place = template("<div></div>");
    const turn = async (): Promise<void> => {
      for (const name of allNames) {
        const element = document.createElement(name);
        element.setAttribute("price", "1000");
        place.append(element);
      }
      await rest(20);
      place.replaceChildren();
    };
    for (let times = 0; times < 10; times++) await turn();
    await rest(300);
    const before = await countDom();
    for (let times = 0; times < 40; times++) await turn();
    await rest(300);
    const then = await countDom();
    expect(then.listeners).toBeLessThanOrEqual(before.listeners);
    expect(then.nodes).toBeLessThanOrEqual(before.nodes + 5);
    expect(api.to("program").length).toBeLessThanOrEqual(1);
    expect(api.to("sessions")).toHaveLength(1);
  });

  it("print what they say, and not their buttons", async () => {
    fake();
    runTag({}, { token: "token" });
    const element = template('<regulars-cart-points total="5000"></regulars-cart-points>');
    await until(() => shown(element).includes("Redeem"));
    await devtools().send("Emulation.setEmulatedMedia", { media: "print" });
    after(() => devtools().send("Emulation.setEmulatedMedia", { media: "" }));
    expect(getComputedStyle(element).display).toBe("block");
    expect(getComputedStyle(buttonIn(element, "Redeem")).display).toBe("none");
  });

  it("axe finds nothing in all of them, in dark", async () => {
    const api = fake();
    api.storefront = tiered();
    api.panel = silverPanel();
    document.body.style.colorScheme = "dark";
    document.body.style.background = "Canvas";
    document.body.style.color = "CanvasText";
    runTag({}, { token: "token" });
    const place = all();
    await until(() => [...place.children].every((each) => each.localName === "regulars-page" || shown(each)));
    await until(() => place.querySelector("regulars-page")?.shadowRoot?.querySelector("regulars-panel"));
    await rest(300);
    expect(await violationsIn(place)).toEqual([]);
    expect(panelRoot).toThrow();
  });
});
