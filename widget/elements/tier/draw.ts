import { html, nothing, type TemplateResult } from "lit/html.js";
import { progress } from "../../panel/parts/progress.ts";
import { standing } from "../../panel/parts/standing.ts";
import type { Service } from "../service.ts";

/** As the panel draws it. */
const star = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M12 3.5l2.6 5.3 5.9.8-4.3 4.1 1.1 5.8L12 16.7l-5.3 2.8 1.1-5.8L3.5 9.6l5.9-.8z" />
</svg>`;

/** The member's tier and how far it is to the next; nothing where there are none, `undefined` for guests. */
export function tier({ store, format }: Service): TemplateResult | symbol | undefined {
  const { t, member } = store;
  if (!member) return undefined;
  const { tier: mine } = member;
  if (!mine) return nothing;
  return html`<div lang=${store.lang}>
    <button class="bare" part="badge" aria-haspopup="dialog" @click=${() => store.open("tiers")}>
      ${star}<span>${mine.name ?? t("entry")}</span>
    </button>
    ${mine.next ? progress(mine.figure, mine.next.threshold, mine.next.name) : nothing}
    <p part="note">${standing({ t, format }, mine)}</p>
  </div>`;
}
