import type { Host, PanelHandle } from "../host.ts";
import { Frame } from "./frame.ts";
import { styles } from "./styles/index.ts";

/**
 * The panel: a native modal dialog with the member's points, rewards, link and history, or what a guest may know.
 * The element gives it a shadow root and a lifetime; its frame draws.
 *
 * @summary The loyalty panel of one store, opened by its launcher.
 * @event {CustomEvent} regulars:opened - On `document`: the dialog is open.
 * @event {CustomEvent} regulars:closed - On `document`: the dialog has closed, however that came.
 * @event {CustomEvent} regulars:redeemed - On `document`: points were spent; the detail has the voucher and the balance.
 * @event {CustomEvent} regulars:claimed - On `document`: a friend claimed the welcome reward; the detail has the voucher.
 * @event {CustomEvent} regulars:signedin - On `document`: they signed in, or joined, with an emailed code.
 * @event {CustomEvent} regulars:signedout - On `document`: they signed out in the panel, or deleted their account.
 * @csspart panel - The dialog.
 * @cssproperty --regulars-accent - The store's colour; set on the launcher by the loader.
 * @cssproperty [--regulars-scheme=light dark] - `light` or `dark` where the panel shouldn't follow the device.
 */
export class RegularsPanel extends HTMLElement {
  readonly #root = this.attachShadow({ mode: "open" });
  #frame: Frame | undefined;

  /** Gives the panel its store, and what lays it out; once, before it is put into the document. */
  attach(host: Host, Kind = Frame): PanelHandle {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    this.#root.adoptedStyleSheets = [sheet];
    return (this.#frame = new Kind(host, this.#root));
  }

  connectedCallback(): void {
    this.#frame?.begin();
  }

  disconnectedCallback(): void {
    this.#frame?.end();
  }
}
