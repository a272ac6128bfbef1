import { describe, expect, it } from "vitest";
import { commands } from "vitest/browser";
import { FakeStorefront } from "./storefront.ts";
import { after, tag, until } from "./stage.ts";

const csp =
  "script-src 'nonce-page' 'strict-dynamic'; style-src 'nonce-page'; require-trusted-types-for 'script'; trusted-types lit-html";

interface Page {
  window: Window & typeof globalThis;
  violations: string[];
  panel: () => ShadowRoot | null | undefined;
}

/** A page of its own with the built tag in it; `%tag%` in its HTML is the script element. */
async function load(html: string, data = 'data-token="token"'): Promise<Page> {
  const manifest = JSON.parse(await commands.readFile("dist/assets/widget/manifest.json")) as {
    panel: string;
    elements: string;
  };
  const elements = new URL(`/dist/assets/widget/${manifest.elements}`, location.href).href;
  const panel = new URL(`/dist/assets/widget/${manifest.panel}`, location.href).href;
  const loader = (await commands.readFile("dist/assets/widget/loader.js")).replace(
    '"__REGULARS_TAG__"',
    JSON.stringify(tag({ panel, elements })),
  );
  const url = URL.createObjectURL(new Blob([loader], { type: "text/javascript" }));
  const frame = document.createElement("iframe");
  const violations: string[] = [];
  const api = new FakeStorefront();
  const prepare = (window: Window & typeof globalThis): void => {
    api.install(window);
    // The test's own server rewrites import() in the files that it serves.
    const wrapDynamicImport = (load: () => unknown) => load();
    Object.assign(window, { __vitest_browser_runner__: { wrapDynamicImport } });
    window.document.addEventListener(
      "securitypolicyviolation",
      ({ violatedDirective, sample, blockedURI }) => {
        violations.push(`${violatedDirective} ${blockedURI} ${sample}`);
      },
    );
    window.addEventListener("error", ({ message }) => violations.push(message));
  };
  Object.assign(window, { prepareFrame: prepare });
  frame.width = "600";
  frame.height = "700";
  // Not srcdoc: that is never in quirks mode.
  const content = html
    .replace("%prepare%", '<script nonce="page">parent.prepareFrame(window)</script>')
    .replace("%tag%", `<script nonce="page" src="${url}" ${data}></script>`);
  frame.src = URL.createObjectURL(new Blob([content], { type: "text/html;charset=utf-8" }));
  document.body.append(frame);
  after(() => {
    frame.remove();
    for (const made of [url, frame.src]) URL.revokeObjectURL(made);
  });
  await new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  const inner = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!inner) throw new Error("The frame has no window");
  return {
    window: inner,
    violations,
    panel: () =>
      inner.document.querySelector("regulars-launcher")?.shadowRoot?.querySelector("regulars-panel")
        ?.shadowRoot,
  };
}

describe("the built widget, on a page of its own", () => {
  it("offends neither a strict CSP nor Trusted Types, styles and all", async () => {
    const { window, violations, panel } = await load(
      `<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="${csp}">%prepare%</head><body><h1>Shop</h1>%tag%</body></html>`,
    );
    for (const view of ["home", "rewards", "activity", "earn", "tiers", "profile", "refer"] as const) {
      expect(await window.regulars?.open(view)).toBe(true);
      await until(() => panel()?.querySelector("nav") && !panel()?.querySelector(".waiting"), view);
    }
    const named = (name: string) =>
      [...(panel()?.querySelectorAll("button") ?? [])].find(({ innerText }) => innerText.trim() === name);
    await until(() => named("QR code"), "the link's button");
    named("QR code")?.click();
    await until(() => panel()?.querySelector(".scan .qr"), "the link's QR, from the card's chunk");
    await window.regulars?.open("home");
    await until(() => named("Show my card"), "the card's button");
    named("Show my card")?.click();
    await until(() => panel()?.querySelector(".ticket .qr"), "the card's QR");
    // With a lit-html of their own they are here too, and the policy's name is allowed once.
    const balance = window.document.createElement("regulars-balance");
    window.document.body.append(balance);
    await until(
      () => balance.shadowRoot?.querySelector("button")?.innerText === "1,240 points",
      "an element",
    );
    const band = panel()?.querySelector(".band");
    expect(band && window.getComputedStyle(band).backgroundColor).toBe("rgb(31, 92, 74)");
    expect(violations).toEqual([]);
    // The policy does bite here.
    window.document.head.append(
      Object.assign(window.document.createElement("style"), { textContent: "a{}" }),
    );
    await until(() => violations.length === 1, "the control");
  });

  it("speaks the page's language, which comes in chunks of its own", async () => {
    const { window, violations, panel } = await load(
      `<!doctype html><html lang="cs"><head><meta http-equiv="Content-Security-Policy" content="${csp}">%prepare%</head><body>%tag%</body></html>`,
    );
    await window.regulars?.open("rewards");
    await until(() => panel()?.querySelector(".ticket"), "the rewards");
    expect(panel()?.querySelector("dialog")?.lang).toBe("cs");
    expect(panel()?.querySelector("h2")?.textContent).toBe("Odměny");
    expect(panel()?.querySelector(".figure")?.textContent).toContain("bodů k použití");
    expect(violations).toEqual([]);
  });

  it("waits for a body, where the tag stands in the head", async () => {
    const { window, violations, panel } = await load(
      `<!doctype html><html lang="en"><head>%prepare%%tag%</head><body><h1>Shop</h1></body></html>`,
    );
    await window.regulars?.ready;
    expect(window.document.body.querySelectorAll("regulars-launcher")).toHaveLength(1);
    expect(await window.regulars?.open()).toBe(true);
    await until(() => panel()?.querySelector("nav"), "the panel");
    expect(violations).toEqual([]);
  });

  it("works in quirks mode", async () => {
    const { window, panel } = await load(`<html><head>%prepare%</head><body>%tag%</body></html>`);
    expect(window.document.compatMode).toBe("BackCompat");
    await window.regulars?.open();
    await until(() => panel()?.querySelector(".figure")?.textContent.includes("1,240"), "the balance");
    const figure = panel()?.querySelector(".figure b");
    expect(figure && window.getComputedStyle(figure).fontSize).toBe("44px");
  });

  it("leaves one name on the page, apart from Lit's own note of its version", async () => {
    const { window } = await load(
      `<!doctype html><html><head>%prepare%<script nonce="page">namesBefore = new Set(Object.getOwnPropertyNames(window))</script></head><body>%tag%</body></html>`,
    );
    await window.regulars?.open();
    const before = Reflect.get(window, "namesBefore") as Set<string>;
    const names = Object.getOwnPropertyNames(window).filter(
      (name) => name !== "namesBefore" && !before.has(name),
    );
    expect(names.sort()).toEqual(["litHtmlVersions", "regulars"]);
  });
});
