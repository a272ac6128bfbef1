import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Storefront } from "../../api/types.ts";
import { joining } from "../joining.ts";
import type { Service } from "../service.ts";
import { hand } from "./hand.ts";
import type { ReferralElement } from "./referral.ts";

/** What both sides get, and the link or the way to one; nothing where there are no referrals. */
export function referral(
  element: ReferralElement,
  service: Service,
  storefront: Storefront,
): TemplateResult | symbol | undefined {
  const { store, format } = service;
  const { t, member } = store;
  const { referral: terms } = storefront.program;
  if (!terms) return nothing;
  if (member === undefined) return undefined;
  const title = t("give", format.benefit(t, terms.friend), format.benefit(t, terms.advocate));
  const link = member?.referral?.link;
  const way = (name: "copy" | "share"): TemplateResult =>
    html`<button
      part="button"
      aria-busy=${element.busy}
      aria-describedby="title"
      @click=${() => hand(element, service, name, title)}
    >
      ${t(name)}
    </button>`;
  return html`<div class="card" part="card" lang=${store.lang}>
    <p part="title" id="title">${title}</p>
    <p part="note">${t("referShort")}</p>
    <div class="do">
      ${link ? html`<code part="link" translate="no">${link.url.replace(/^https?:\/\//, "")}</code>` : nothing}
      ${
        member
          ? [way("copy"), "share" in navigator ? way("share") : nothing]
          : html`<button part="button" aria-haspopup="dialog" @click=${() => store.open(joining(storefront))}>
              ${t("join")}
            </button>`
      }
    </div>
    <p part="note status" role="status">${element.message}</p>
  </div>`;
}
