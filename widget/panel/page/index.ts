import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Host, PanelHandle } from "../../host.ts";
import { Frame, type Inside } from "../frame.ts";
import type { RegularsPanel } from "../panel.ts";
import { name } from "../register.ts";
import page from "./page.css?inline";

/** The panel laid out in a page: no dialog, nothing to close, and its places above what they lead to. */
class PageFrame extends Frame {
  constructor(host: Host, root: ShadowRoot) {
    super(host, root);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(page);
    root.adoptedStyleSheets.push(sheet);
  }

  protected override get shown(): boolean {
    return true;
  }

  protected override unfold(): void {}

  protected override shell({ bar, lead, body, places, status }: Inside): TemplateResult {
    return html`<section
      part="page"
      class="page"
      lang=${this.model.words.lang}
      dir=${this.direction}
      aria-labelledby="title"
    >
      <div class="top">${bar(nothing)}${lead}</div>
      ${places}${body}${status}
    </section>`;
  }
}

/** Puts a panel that is laid out in the page at the end of a root. */
export function inPage(host: Host, root: ShadowRoot): PanelHandle {
  const panel = document.createElement(name) as RegularsPanel;
  const handle = panel.attach(host, PageFrame);
  panel.setAttribute("exportparts", "page");
  root.append(panel);
  return handle;
}
