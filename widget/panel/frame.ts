import { html, nothing, render, type TemplateResult } from "lit/html.js";
import type { Host, PanelHandle } from "../host.ts";
import type { View } from "../tag.ts";
import { PanelModel } from "./model.ts";
import { empty } from "./parts/card.ts";
import { icon } from "./parts/icon.ts";
import type { Screen } from "./screen.ts";
import { guest } from "./views/guest.ts";
import { home } from "./views/home.ts";

/** The places at the bottom. */
const places = ["home", "rewards", "refer", "activity"] as const;

/** What a shell lays out: the bar, the view's two parts, the places, and the status line. */
export interface Inside {
  /** `end` is what the bar ends with. */
  bar: (end: unknown) => TemplateResult;
  lead: TemplateResult;
  body: TemplateResult;
  places: TemplateResult | typeof nothing;
  status: TemplateResult;
}

/** What is around every view: the dialog, its bar, its places and its status line. */
export class Frame implements PanelHandle {
  readonly #root: ShadowRoot;
  protected readonly model: PanelModel;
  #life = new AbortController();
  /** The drawing that is due, if one is. */
  #due: Promise<void> | undefined;

  constructor(host: Host, root: ShadowRoot) {
    this.#root = root;
    this.model = new PanelModel(
      host,
      () => void this.#draw(),
      (css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        root.adoptedStyleSheets.push(sheet);
      },
    );
  }

  /** It is in the document. */
  begin(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const { model } = this;
    const again = (): unknown => this.shown && model.refresh();
    // A page that comes back from the back/forward cache shows what was true when it was left.
    addEventListener("pageshow", ({ persisted }) => persisted && again(), { signal });
    addEventListener("online", again, { signal });
    const deaf = model.shared.listen((anew) => {
      if (anew) model.forget();
      if (!this.shown) {
        if (anew) model.host.label();
      } else if (anew) void model.refresh();
      else model.learn();
    });
    signal.addEventListener("abort", deaf);
  }

  /** It has left the document. */
  end(): void {
    this.#life.abort();
    this.model.rest();
    // It has left the top layer too: put back still open, it would no longer be modal.
    this.close();
  }

  async open(view?: View): Promise<void> {
    const { model } = this;
    if (model.ready) await model.ready;
    model.learn();
    model.show(view);
    await this.#draw();
    // A page may have removed it between the click and the chunk.
    if (!this.#root.host.isConnected) return;
    this.unfold();
    const fresh = model.refresh();
    // While the answer is on its way, for on a slow phone what Intl needs takes a fifth of a second to be made.
    setTimeout(() => model.rehearse());
    await fresh;
  }

  /** Shows what has been drawn. */
  protected unfold(): void {
    const dialog = this.#dialog;
    if (!dialog || dialog.open) return;
    const { model } = this;
    dialog.showModal();
    model.isOpen = true;
    model.emit("opened", { view: model.view });
  }

  /** Whether somebody may be looking. */
  protected get shown(): boolean {
    return !!this.#dialog?.open;
  }

  close(): void {
    this.#dialog?.close();
  }

  /** Only now the launcher says what is new: changed by itself, it would be a layout shift. */
  #closed(): void {
    const { model } = this;
    const { host, label } = model;
    model.isOpen = false;
    host.label(label);
    this.model.emit("closed");
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#root.querySelector("dialog");
  }

  /** Draws once for all changes that come together. */
  #draw(): Promise<void> {
    return (this.#due ??= Promise.resolve().then(() => {
      this.#due = undefined;
      render(this.#frame(), this.#root);
      const { focus } = this.model;
      // What it is to have may come with the view that is waited for.
      if (!this.#root.querySelector(".waiting,.coming")) this.model.focus = "";
      if (focus) this.#root.querySelector<HTMLElement>(focus)?.focus();
    }));
  }

  #screen(): Screen {
    const { model } = this;
    const { t, panel, storefront, invitation, trouble, view, host, chunks } = model;
    if (storefront) {
      const name = view === "home" && invitation && !panel ? "friend" : view;
      const chunk = name === "home" ? undefined : chunks.get(name);
      if (name === "home" || chunk)
        return chunk?.view(model) ?? (panel ? home(model, panel) : guest(model, storefront));
    }
    const broken = trouble?.status;
    const state = broken ? "broken" : navigator.onLine ? "trouble" : "offline";
    return {
      title: host.tag.store.name,
      lead: nothing,
      body:
        trouble || chunks.failed
          ? empty(
              state === "broken" ? "broken" : "cloud",
              t(`${state}Title`),
              t(state === "trouble" ? "blocked" : state === "offline" ? "trouble" : state),
              this.#retry(),
            )
          : html`<div class="waiting" role="progressbar" aria-label=${t("loading")}>
              <div class="card"></div>
              <div class="card"></div>
              <div class="card"></div>
            </div>`,
    };
  }

  #retry(): TemplateResult {
    const { model } = this;
    return html`<button
      class="soft"
      @click=${() => {
        model.chunks.failed = false;
        void model.refresh();
      }}
    >
      ${model.t("retry")}
    </button>`;
  }

  #places(within: View): TemplateResult | typeof nothing {
    const { model } = this;
    const { t, panel, chunks } = model;
    if (!panel) return nothing;
    return html`<nav>
      ${places.map((place) =>
        place === "refer" && !panel.referral
          ? nothing
          : html`<button
              class="bare"
              aria-current=${place === within ? "page" : nothing}
              @pointerenter=${() => place === "home" || chunks.warm(place)}
              @click=${() => model.show(place)}
            >
              ${icon(place)}${t(place)}
            </button>`,
      )}
    </nav>`;
  }

  #frame(): TemplateResult {
    const { model } = this;
    const { t, notice, trouble, storefront, panel, message, view } = model;
    const { title, lead, body, within } = this.#screen();
    return this.shell({
      bar: (end) =>
        html`<div class="band">
          ${
            within
              ? html`<button
                  class="bare x back"
                  aria-label=${t("back")}
                  @click=${() => model.show(within, "h2")}
                >
                  ${icon("back")}
                </button>`
              : nothing
          }
          <h2 id="title" tabindex="-1">${title}</h2>
          ${
            panel && view !== "profile"
              ? html`<button
                  class="bare x"
                  aria-label=${t("profile")}
                  @click=${() => model.show("profile", "h2")}
                >
                  ${icon("profile")}
                </button>`
              : nothing
          }
          ${end}
        </div>`,
      lead: html`<div class="lead">${lead}</div>`,
      body: html`<div class="body">
        ${
          trouble && storefront
            ? html`<div class="card row note" role="alert">
                <p class="grow">${t("stale")}</p>
                ${this.#retry()}
              </div>`
            : nothing
        }
        ${notice ? html`<p class="card note" role="alert">${notice}</p>` : nothing} ${body}
      </div>`,
      places: this.#places(within ?? view),
      status: html`<p role="status">${message}</p>`,
    });
  }

  /** The language's own direction where that isn't the page's. */
  protected get direction(): string | typeof nothing {
    return /^(ar|he)/.test(this.model.words.lang) ? "rtl" : nothing;
  }

  /** The dialog around it all. */
  protected shell({ bar, lead, body, places, status }: Inside): TemplateResult {
    const { t, words } = this.model;
    // Where `closedby` isn't known yet, a click beside the dialog does nothing; Escape and the cross always close it.
    return html`<dialog
      part="panel"
      lang=${words.lang}
      dir=${this.direction}
      aria-labelledby="title"
      closedby="any"
      @close=${() => this.#closed()}
    >
      <div class="scroll">
        ${bar(
          html`<button class="bare x" aria-label=${t("close")} @click=${() => this.close()}>
            ${icon("close")}
          </button>`,
        )}
        ${lead}${body}
      </div>
      ${places}${status}
    </dialog>`;
  }
}
