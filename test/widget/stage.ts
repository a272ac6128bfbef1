import type { CDPSession as PlaywrightSession } from "playwright";
import { afterEach } from "vitest";
import { cdp, page } from "vitest/browser";
import { start } from "../../widget/loader/start.ts";
import type { Tag } from "../../widget/tag.ts";
import type { Regulars, RegularsView } from "../../widget/widget.d.ts";
import { launcher as launcherWords } from "../../widget/words/en.ts";
import { names } from "../../widget/elements/names.ts";
import { store } from "./fixtures.ts";
import { FakeStorefront, origin } from "./storefront.ts";

const undo: (() => unknown)[] = [];

/** Does something when the test has ended. */
export const after = (work: () => unknown): void => void undo.push(work);

afterEach(async () => {
  const stores = window.regulars?.stores ?? {};
  for (const running of Object.values(stores)) running.remove();
  delete window.regulars;
  for (const work of undo.splice(0).reverse()) await work();
  localStorage.clear();
  sessionStorage.clear();
  document.body.removeAttribute("style");
  document.documentElement.removeAttribute("dir");
  await page.viewport(900, 760);
});

/** The browser's own protocol, for what no page can do to itself. */
export const devtools = (): PlaywrightSession => cdp() as unknown as PlaywrightSession;

/** How many nodes and listeners the document has, once what is garbage has been collected. */
export async function countDom(): Promise<{ nodes: number; listeners: number }> {
  // More than once: what the first finds dead may have held more.
  for (let times = 0; times < 3; times++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    await devtools().send("HeapProfiler.collectGarbage");
  }
  const { nodes, jsEventListeners } = await devtools().send("Memory.getDOMCounters");
  return { nodes, listeners: jsEventListeners };
}

/** Lets the device prefer something, until the test ends. */
export async function emulate(feature: string, value: string): Promise<void> {
  await devtools().send("Emulation.setEmulatedMedia", { features: [{ name: feature, value }] });
  after(() => devtools().send("Emulation.setEmulatedMedia", { features: [{ name: feature, value: "" }] }));
}

export function tag(changes: Partial<Tag> = {}): Tag {
  return {
    origin,
    key: "pk_test",
    panel: new URL("../../widget/panel/index.ts", import.meta.url).href,
    elements: new URL("../../widget/elements/index.ts", import.meta.url).href,
    store,
    style: `:host{--regulars-accent:${(changes.store ?? store).accent}}`,
    names,
    words: { lang: "en", ...launcherWords },
    label: null,
    offer: { amount: 1000 },
    ...changes,
  };
}

/** Runs the loader as the script element with these `data-` attributes would. */
export function runTag(changes: Partial<Tag> = {}, data: Record<string, string> = {}): Regulars {
  const script = document.createElement("script");
  Object.assign(script.dataset, data);
  start(tag(changes), script);
  if (!window.regulars) throw new Error("The loader left no window.regulars");
  return window.regulars;
}

/** A storefront API in place of `fetch` until the test ends. */
export function fake(): FakeStorefront {
  const api = new FakeStorefront();
  after(api.install());
  return api;
}

/** The page was reached through a friend's link. */
export function follow(code = "juniper-7Q4KM2X"): void {
  const before = location.href;
  history.replaceState(null, "", `?regulars_ref=${code}`);
  after(() => {
    history.replaceState(null, "", before);
  });
}

/** A signed-in member's panel, open at a view. */
export async function openAsMember(
  view?: RegularsView,
  api = fake(),
  data: Record<string, string> = {},
): Promise<FakeStorefront> {
  const regulars = runTag({}, { token: "token", ...data });
  await regulars.open(view);
  await settled();
  return api;
}

/** Nobody is signed in, and the panel is open. */
export async function openAsGuest(api = fake(), data: Record<string, string> = {}): Promise<FakeStorefront> {
  await runTag({}, data).open();
  await settled();
  return api;
}

/** The widget's root: what stands in the launcher's shadow. */
export function launcherRoot(): ShadowRoot {
  const root = document.querySelector("regulars-launcher")?.shadowRoot;
  if (!root) throw new Error("There is no launcher on the page");
  return root;
}

export function launcher(): HTMLButtonElement {
  const button = launcherRoot().querySelector("button");
  if (!button) throw new Error("The launcher has no button");
  return button;
}

export function panelRoot(): ShadowRoot {
  const root = launcherRoot().querySelector("regulars-panel")?.shadowRoot;
  if (!root) throw new Error("The panel isn't there");
  return root;
}

export function dialog(): HTMLDialogElement {
  const found = panelRoot().querySelector("dialog");
  if (!found) throw new Error("The panel has not been drawn");
  return found;
}

export function find(selector: string): HTMLElement {
  const found = panelRoot().querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`Nothing in the panel is ${selector}`);
  return found;
}

/** A friend's field for their email. */
export function field(): HTMLInputElement {
  const found = find("input");
  if (!(found instanceof HTMLInputElement)) throw new Error("That is no field");
  return found;
}

/** The panel's words, as a person would read them. */
export const text = (): string => dialog().innerText.replace(/\s+/g, " ");

/** The button with that text or label. */
export function button(name: string): HTMLButtonElement {
  const all = [...panelRoot().querySelectorAll<HTMLButtonElement>("button")];
  const found = all.find((each) => (each.ariaLabel ?? each.innerText.trim()) === name);
  if (!found)
    throw new Error(
      `No button is called ${name}: ${all.map((each) => each.ariaLabel ?? each.innerText).join(", ")}`,
    );
  return found;
}

/** Waits until something holds, and fails with what it says if it doesn't. */
export async function until(holds: () => unknown, what = "it"): Promise<void> {
  const end = performance.now() + 3000;
  while (!attempt(holds)) {
    if (performance.now() > end) throw new Error(`${what} did not come true: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function attempt(holds: () => unknown): boolean {
  try {
    return !!holds();
  } catch {
    return false;
  }
}

/** Waits until the panel shows what the fake API said, and has stopped moving. */
export async function settled(): Promise<void> {
  await until(() => dialog().open && !panelRoot().querySelector(".waiting"), "the panel");
  for (const motion of dialog().getAnimations()) motion.finish();
}

/** What has the focus, through every shadow root. */
export function focused(): Element | null {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found;
}
