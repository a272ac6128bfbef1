import { html, type TemplateResult } from "lit/html.js";
import type { Voucher } from "../../api/types.ts";
import { copy } from "../deeds/copy.ts";
import type { PanelModel } from "../model.ts";
import type { Part } from "./card.ts";

/** A voucher to use, as something one could tear off. */
export function ticket(model: PanelModel, voucher: Voucher, note?: Part): TemplateResult {
  const { t, format, copied } = model;
  const { code, name, minimumOrder, expiresAt } = voucher;
  const terms = [
    minimumOrder && t("ordersFrom", format.money(minimumOrder)),
    expiresAt && t("until", format.date(expiresAt)),
  ];
  const take = (event: Event): void =>
    void copy(model, code, (event.currentTarget as Element).previousElementSibling);
  return html`<div class="ticket">
    <div class="stub">
      <div class="strong">${name}</div>
      <div class="quiet">${terms.filter(Boolean).join(" · ")}</div>
    </div>
    <code translate="no" id=${code}>${code}</code>
    <button class="soft" aria-describedby=${code} @click=${take}>
      ${t(copied === code ? "copied" : "copyCode")}
    </button>
    ${note}
  </div>`;
}
