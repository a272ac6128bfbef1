import { html, type TemplateResult } from "lit/html.js";
import type { Storefront } from "../../api/types.ts";
import { joining } from "../joining.ts";
import type { PageStore } from "../store.ts";

/** What the member can spend, or the way to join. */
export function balance(store: PageStore, storefront: Storefront): TemplateResult | undefined {
  const { t, member } = store;
  if (member === undefined) return undefined;
  return html`<button
    class="bare"
    part="button"
    lang=${store.lang}
    aria-haspopup="dialog"
    @click=${() => store.open(member ? "home" : joining(storefront))}
  >
    ${member ? t("points", member.balance.available) : t("joinFirst")}
  </button>`;
}
