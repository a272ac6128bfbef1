import { html, render, type TemplateResult } from "lit/html.js";
import type { Storefront } from "../api/types.ts";
import type { Host } from "../host.ts";
import { type Reader, PageStore } from "./store.ts";
import base from "./base.css?inline";

/** What stands in an element's place while there is nothing to say: what the page wrote between its tags. */
const placeholder = html`<slot></slot>`;

/** The stores of this page by their publishable keys. */
const stores = new Map<string, PageStore>();
const connected = new Set<InlineElement>();
const sheets = new Map<string, CSSStyleSheet>();

/** A constructed sheet, made once for all elements that wear it. */
function sheet(css: string): CSSStyleSheet {
  let made = sheets.get(css);
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(css);
    sheets.set(css, made);
  }
  return made;
}

/** An element for a page's own templates: finds its store, and draws when something has changed. */
export abstract class InlineElement extends HTMLElement implements Reader {
  /** What it looks like, beyond what all of them share. */
  static readonly styles: string = "";
  readonly personal: Reader["personal"] = true;
  protected readonly root = this.attachShadow({ mode: "open" });
  protected store: PageStore | undefined;
  #due = false;

  /** A store's tag has come, or has come again. On the class, so that the build whose elements these are is told. */
  static attach(host: Host): void {
    stores.set(host.tag.key, new PageStore(host));
    for (const element of connected) element.#join();
  }

  connectedCallback(): void {
    connected.add(this);
    this.#join();
  }

  disconnectedCallback(): void {
    connected.delete(this);
    this.#leave();
  }

  attributeChangedCallback(name: string): void {
    if (name === "store" && this.isConnected) this.#join();
    this.redraw();
  }

  /** Draws once for all changes that come together. */
  redraw(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (this.store) this.update(this.store);
    });
  }

  protected update(store: PageStore): void {
    const { storefront, members } = store;
    // A sheet that is there already stays as it is.
    if (members && !this.root.adoptedStyleSheets.includes(sheet(members.styles)))
      this.root.adoptedStyleSheets.push(sheet(members.styles));
    render((storefront && this.draw(store, storefront)) ?? placeholder, this.root);
  }

  /** What it shows; `undefined` where that is nothing yet, or nothing at all. */
  protected abstract draw(store: PageStore, storefront: Storefront): TemplateResult | symbol | undefined;

  #join(): void {
    // Left out, the first one, as for the page's links.
    const key = this.getAttribute("store") ?? Object.keys(window.regulars?.stores ?? {})[0] ?? "";
    const found = stores.get(key);
    const store = found?.runs ? found : undefined;
    if (store === this.store) return;
    this.#leave();
    this.store = store;
    if (!store) return;
    const { styles } = this.constructor as typeof InlineElement;
    const accent = `:host{--store-accent:${store.host.tag.store.accent}}`;
    this.root.adoptedStyleSheets = [accent, base, styles].map(sheet);
    store.add(this);
  }

  #leave(): void {
    this.store?.remove(this);
    this.store = undefined;
  }
}
