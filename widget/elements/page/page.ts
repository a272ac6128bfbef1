import type { PanelHandle } from "../../host.ts";
import { loadPanel } from "../../loader/load-chunk.ts";
import { views } from "../../tag.ts";
import { InlineElement } from "../element.ts";
import type { PageStore } from "../store.ts";
import styles from "./page.css?inline";

/**
 * All that the panel shows, laid out in the page: for a rewards page of the store's own. The same views, with their places
 * above them; as wide as the page lets it be, in two columns where there is room. Its code comes when it is on a page.
 *
 * @summary The panel as a part of the page.
 * @tag regulars-page
 * @example
 * <regulars-page view="rewards"><p>Our rewards need JavaScript.</p></regulars-page>
 * @attr {string} view - The view it begins with: `home`, `rewards`, `refer`, `activity`, `earn`, `tiers`, `profile` or `join`.
 * @attr {string} store - The publishable key of the store it is about, where a page has the tags of several.
 * @slot - What is shown until its code has come, and where it doesn't come.
 * @csspart page - What is around it all.
 * @cssproperty --regulars-accent - The colour of its head and its buttons; left out, the store's.
 * @cssproperty [--regulars-radius=20px] - How round its corners are.
 * @cssproperty [--regulars-min-block-size=560px] - The height that is kept for it before it has come.
 */
export class PageElement extends InlineElement {
  static readonly observedAttributes = ["view", "store"];
  static override readonly styles = styles;
  override readonly personal = false;
  readonly #slot = document.createElement("slot");
  /** The store that it is laid out for. */
  #of: PageStore | undefined;
  #panel: PanelHandle | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#show();
  }

  override attributeChangedCallback(name: string): void {
    super.attributeChangedCallback(name);
    if (name === "view") this.#show();
  }

  #show(): void {
    void this.#panel?.open(views.find((view) => view === this.getAttribute("view")));
  }

  /** The panel draws itself: here it is only put into its place. */
  protected override update(store: PageStore): void {
    if (store === this.#of) return;
    this.#of = store;
    this.#panel = undefined;
    this.root.replaceChildren(this.#slot);
    this.#lay(store).catch(() => {
      // What the page wrote stays; put into the document again, it tries again.
      this.#of = undefined;
    });
  }

  async #lay(store: PageStore): Promise<void> {
    const chunk = await loadPanel(store.host.tag.panel);
    if (store !== this.#of) return;
    const panel = await chunk.inPage(store.host, this.root);
    this.#panel = panel;
    this.#slot.remove();
    this.#show();
  }

  protected draw(): undefined {
    return undefined;
  }
}
