import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { dialog, fake, runTag, until } from "../stage.ts";
import { rest, template, violationsIn } from "./stage.ts";

/** The panel inside the element. */
function inside(element: Element): ShadowRoot {
  const root = element.shadowRoot?.querySelector("regulars-panel")?.shadowRoot;
  if (!root) throw new Error("The panel is not in the page");
  return root;
}

const title = (element: Element): string => inside(element).querySelector("h2")?.innerText ?? "";

describe("<regulars-page>", () => {
  it("is the panel in the page: its views, no dialog, nothing to close", async () => {
    const api = fake();
    runTag({}, { token: "token" });
    const element = template("<regulars-page><p>Rewards need JavaScript.</p></regulars-page>");
    await until(() => title(element) === "Juniper & Co" && inside(element).querySelector(".figure"));
    expect(inside(element).querySelector("dialog")).toBe(null);
    expect(inside(element).querySelector('[aria-label="Close"]')).toBe(null);
    expect(element.innerText).toBe("");
    const band = inside(element).querySelector(".band");
    expect(band && getComputedStyle(band).backgroundColor).toBe("rgb(31, 92, 74)");
    element.style.setProperty("--regulars-accent", "#003366");
    expect(band && getComputedStyle(band).backgroundColor).toBe("rgb(0, 51, 102)");
    const places = [...inside(element).querySelectorAll<HTMLElement>("nav button")];
    places[1]?.click();
    await until(() => title(element) === "Rewards");
    expect(await violationsIn(element)).toEqual([]);
    expect(api.to("sessions")).toHaveLength(1);
  });

  it.each(["ltr", "rtl"])(
    "stands at the start of a page that is %s, whatever script the store's name has",
    async (dir) => {
      document.documentElement.dir = dir;
      fake();
      runTag({}, { token: "token" });
      const element = template("<regulars-page></regulars-page>");
      await until(() => title(element) === "Juniper & Co");
      const heading = inside(element).querySelector("h2");
      if (!heading) throw new Error("No title");
      const words = document.createRange();
      words.selectNodeContents(heading);
      const [text, box] = [words.getBoundingClientRect(), heading.getBoundingClientRect()];
      expect(box.width).toBeGreaterThan(text.width + 50);
      expect(dir === "rtl" ? box.right - text.right : text.left - box.left).toBeLessThan(1);
    },
  );

  it("begins with the view that is asked for, and follows the attribute", async () => {
    fake();
    runTag({}, { token: "token" });
    const element = template('<regulars-page view="rewards"></regulars-page>');
    await until(() => title(element) === "Rewards");
    element.setAttribute("view", "activity");
    await until(() => title(element) === "Activity");
  });

  it("reads in the order in which it is seen: the bar, the places, then what they lead to", async () => {
    fake();
    runTag({}, { token: "token" });
    const element = template("<regulars-page></regulars-page>");
    await until(() => inside(element).querySelector("nav"));
    const order = [".band", "nav", ".body"].map((part) => inside(element).querySelector(part));
    const tops = order.map((part) => part?.getBoundingClientRect().top ?? 0);
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
    expect(inside(element).querySelector("section")?.children[1]?.localName).toBe("nav");
  });

  it("is as wide as a phone without scrolling sideways, and has two columns where there is room", async () => {
    fake();
    runTag({}, { token: "token" });
    const element = template("<regulars-page></regulars-page>");
    await until(() => inside(element).querySelector(".figure"));
    const columns = (): number => {
      const body = inside(element).querySelector(".body");
      return body ? getComputedStyle(body).gridTemplateColumns.split(" ").length : 0;
    };
    expect(columns()).toBe(2);
    await page.viewport(320, 640);
    await rest(50);
    expect(columns()).toBe(1);
    expect(document.documentElement.scrollWidth).toBe(320);
  });

  it("shares what it knows with the dialog: one session, one balance", async () => {
    const api = fake();
    runTag({}, { token: "token" });
    const element = template('<regulars-page view="rewards"></regulars-page>');
    await until(() => inside(element).querySelector("#redeem-five-off"));
    inside(element).querySelector<HTMLElement>("#redeem-five-off")?.click();
    await until(() => inside(element).querySelector("#yes"));
    inside(element).querySelector<HTMLElement>("#yes")?.click();
    await until(() => inside(element).querySelector(".ticket code")?.textContent === "JUN-NEW-1");
    await window.regulars?.open();
    await until(() => dialog().innerText.includes("740"));
    expect(api.to("sessions")).toHaveLength(1);
  });

  it("keeps its room before it has come, and what the page wrote where it doesn't", async () => {
    fake();
    runTag({ panel: new URL("/nowhere.js", location.href).href });
    const element = template("<regulars-page><p>Rewards need JavaScript.</p></regulars-page>");
    await until(() => element.shadowRoot?.querySelector("slot"));
    await rest();
    expect(element.innerText).toBe("Rewards need JavaScript.");
    expect(element.getBoundingClientRect().height).toBe(560);
  });

  it("invites a guest, and takes another shopper over", async () => {
    fake();
    const regulars = runTag();
    const element = template("<regulars-page></regulars-page>");
    await until(() => inside(element).querySelector(".lead")?.textContent.includes("Points and rewards at"));
    expect(await violationsIn(element)).toEqual([]);
    regulars.identify("token");
    await until(() => inside(element).querySelector("nav"), "the member's places");
  });
});
