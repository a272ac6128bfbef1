import { describe, expect, it } from "vitest";
import { after, fake, runTag, until } from "../stage.ts";
import { rest, shown, shows, silverPanel, template, tiered, violationsIn } from "./stage.ts";

describe("<regulars-product-points>", () => {
  it("says what a product earns by the program's rules, and follows its attributes without a request", async () => {
    const api = fake();
    runTag();
    const element = template('<regulars-product-points price="2499">Earn points</regulars-product-points>');
    await shows(element, "Earn 24 points with this");
    element.setAttribute("price", "19900");
    await shows(element, "Earn 199 points with this");
    element.setAttribute("quantity", "2");
    await shows(element, "Earn 398 points with this");
    element.setAttribute("gift-card", "");
    await until(() => shown(element) === "");
    expect(element.innerText).toBe("Earn points");
    element.removeAttribute("gift-card");
    await shows(element, "Earn 398 points with this");
    expect(api.calls.map(({ path }) => path)).toEqual(["program"]);
  });

  it("one answer serves forty of them, and the panel", async () => {
    const api = fake();
    const regulars = runTag();
    const list = template(
      `<ul>${'<li><regulars-product-points price="1000"></regulars-product-points></li>'.repeat(40)}</ul>`,
    );
    const last = list.querySelector("li:last-child > *");
    if (!last) throw new Error("Nothing is in the list");
    await shows(last, "Earn 10 points with this");
    await regulars.open();
    expect(api.to("program")).toHaveLength(1);
  });

  it("counts the products by what the store calls them: rates, what is left out, and campaigns", async () => {
    const api = fake();
    const set = { productIds: [], skus: [], collections: [], tags: [] };
    const { earning } = api.storefront.program;
    if (!earning.order) throw new Error("Orders earn nothing");
    earning.order.rates = [{ products: { ...set, collections: ["lamps"] }, points: 5, per: 100 }];
    earning.order.exclude = { ...set, tags: ["outlet"] };
    earning.campaigns = [
      {
        id: "throws",
        name: "Throws",
        type: "multiply",
        multiplier: 2,
        points: null,
        until: null,
        weekdays: [],
        hours: null,
        tiers: [],
        firstOrder: false,
        products: { ...set, productIds: ["linen-throw"] },
        minimumOrder: 0,
        sentence: "",
      },
    ];
    runTag();
    const element = template('<regulars-product-points price="1000"></regulars-product-points>');
    await shows(element, "Earn 10 points with this");
    element.setAttribute("collections", "new lamps");
    await shows(element, "Earn 50 points with this");
    element.setAttribute("tags", "outlet");
    await until(() => shown(element) === "");
    element.removeAttribute("tags");
    element.removeAttribute("collections");
    element.setAttribute("product-id", "linen-throw");
    await shows(element, "Earn 20 points with this");
  });

  it("shows a member what their tier makes of it, and nobody first the figure for everybody", async () => {
    const api = fake();
    api.storefront = tiered();
    api.panel = silverPanel();
    const seen: string[] = [];
    runTag({}, { token: "token" });
    const element = template('<regulars-product-points price="1000"></regulars-product-points>');
    const observer = new MutationObserver(() => seen.push(shown(element)));
    await until(() => element.shadowRoot);
    if (element.shadowRoot)
      observer.observe(element.shadowRoot, { childList: true, subtree: true, characterData: true });
    after(() => {
      observer.disconnect();
    });
    await shows(element, "Earn 20 points with this");
    expect(new Set(seen.filter(Boolean))).toEqual(new Set(["Earn 20 points with this"]));
  });

  it("asks for no member where the program has no tiers", async () => {
    const api = fake();
    runTag({}, { token: "token" });
    await shows(
      template('<regulars-product-points price="1000"></regulars-product-points>'),
      "Earn 10 points with this",
    );
    await rest();
    expect(api.to("sessions")).toEqual([]);
  });

  it("shows the figure for everybody where the member can't be told", async () => {
    const api = fake();
    api.storefront = tiered();
    api.refused.sessions = [500, "internal_error"];
    runTag({}, { token: "token" });
    await shows(
      template('<regulars-product-points price="1000"></regulars-product-points>'),
      "Earn 10 points with this",
    );
  });

  it("leaves what the page wrote where the API is blocked, and comes when the page is online again", async () => {
    const api = fake();
    api.unreachable = true;
    runTag();
    const element = template(
      '<regulars-product-points price="1000">Points with every order</regulars-product-points>',
    );
    await until(() => api.calls.length, "a try");
    await rest();
    expect(shown(element)).toBe("");
    expect(element.innerText).toBe("Points with every order");
    api.unreachable = false;
    dispatchEvent(new Event("online"));
    await shows(element, "Earn 10 points with this");
  });

  it("takes nonsense in its attributes for nothing", async () => {
    fake();
    runTag();
    const element = template(
      '<regulars-product-points price="£24.99" quantity="-3">?</regulars-product-points>',
    );
    await rest();
    expect(shown(element)).toBe("");
    element.setAttribute("price", "1000");
    await shows(element, "Earn 10 points with this");
  });

  it("axe finds nothing, and it is read as a plain sentence", async () => {
    fake();
    runTag();
    const element = template('<regulars-product-points price="1000"></regulars-product-points>');
    await shows(element, "Earn 10 points with this");
    expect(await violationsIn(element)).toEqual([]);
    expect(element.shadowRoot?.querySelector("[part=text]")?.getAttribute("lang")).toBe("en");
  });
});
