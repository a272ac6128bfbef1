import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Voucher } from "../../api/types.ts";
import { giveBack } from "../deeds/give-back.ts";
import type { PanelModel } from "../model.ts";
import { row } from "./card.ts";
import { line } from "./offer.ts";
import { picture } from "./picture.ts";
import { ticket } from "./ticket.ts";

/** What has become of a voucher. */
function state({ t, format, now }: PanelModel, voucher: Voucher): string {
  const { status, availableAt, usedAt, expiresAt } = voucher;
  switch (status) {
    case "issued":
      return expiresAt ? t("until", format.date(expiresAt)) : t("ready");
    case "pending":
      // Its hold is over, and still there is no code: the shop's checkout has not taken it yet.
      return availableAt > now ? t("readyOn", format.date(availableAt)) : t("making");
    case "used":
      return usedAt ? t("usedOn", format.date(usedAt)) : t("used");
    case "expired":
      return t("ranOut", format.date(expiresAt ?? availableAt));
    case "released":
      return t("released");
    case "void":
      return t("withdrawn");
  }
}

/** What a voucher is for, where its name alone doesn't say. */
const about = ({ productName, partner, cause, description }: Voucher): string =>
  line(productName, partner, cause, description);

function asRow(model: PanelModel, voucher: Voucher): TemplateResult {
  const { code, name, status, type } = voucher;
  // A donation is done: its code is for nobody.
  const isGiven = type === "donation" && status === "issued";
  return row(
    picture(model.format, voucher),
    name,
    isGiven ? voucher.cause : state(model, voucher),
    code && !isGiven ? html`<code class="quiet" translate="no">${code}</code>` : nothing,
  );
}

/** Under a voucher's code: where it is used, and the way back. */
export function usable(model: PanelModel, voucher: Voucher): TemplateResult {
  const { t, asking, busy, refusal } = model;
  const { code, name, points, url, partner, cancellable } = voucher;
  const details = about(voucher);
  const doing = busy === code;
  const back = `back-${code}`;
  return html`${details ? html`<p class="quiet">${details}</p>` : nothing}
  ${url ? html`<a class="button" href=${url} target="_blank" rel="noopener">${partner ?? name}</a>` : nothing}
  ${
    asking === code
      ? html`<div class="ask" role="group" aria-labelledby="ask">
          <p id="ask">${t("giveBackAsk", points, name)}</p>
          <p class="refusal" role="alert">${refusal}</p>
          <div class="row">
            <button
              id="yes"
              class="grow"
              aria-disabled=${doing}
              aria-busy=${doing}
              @click=${() => giveBack(model, voucher)}
            >
              ${t(refusal ? "retry" : "giveBackYes")}
            </button>
            <button
              class="soft"
              @click=${() => model.set({ asking: "", refusal: "", focus: `#${CSS.escape(back)}` })}
            >
              ${t("no")}
            </button>
          </div>
        </div>`
      : cancellable
        ? html`<button
            id=${back}
            class="bare wide"
            aria-describedby=${code}
            @click=${() => model.set({ asking: code, refusal: "", focus: "#yes" })}
          >
            ${t("giveBack")}
          </button>`
        : nothing
  }`;
}

/** The member's vouchers, those that can be used first. */
export function vouchers(model: PanelModel, all: Voucher[]): (TemplateResult | typeof nothing)[] {
  const { t } = model;
  const isTicket = ({ status, type }: Voucher): boolean => status === "issued" && type !== "donation";
  const isNow = ({ status }: Voucher): boolean => status === "issued" || status === "pending";
  const rows = (some: Voucher[]): TemplateResult | typeof nothing =>
    some.length
      ? html`<div class="card list">${some.map((voucher) => asRow(model, voucher))}</div>`
      : nothing;
  const now = all.filter(isNow);
  const earlier = all.filter((voucher) => !isNow(voucher));
  return [
    now.length
      ? html`<h3>${t("vouchers")}</h3>
          ${now.filter(isTicket).map((voucher) => ticket(model, voucher, usable(model, voucher)))}
          ${rows(now.filter((voucher) => !isTicket(voucher)))}`
      : nothing,
    earlier.length
      ? html`<h3>${t("earlier")}</h3>
          ${rows(earlier)}`
      : nothing,
  ];
}
