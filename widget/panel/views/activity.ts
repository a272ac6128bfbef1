import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Entry } from "../../api/types.ts";
import { more } from "../deeds/more.ts";
import type { PanelModel } from "../model.ts";
import { empty } from "../parts/card.ts";
import type { Screen } from "../screen.ts";
import styles from "../styles/activity.css?inline";
import { titleOf, whyOf } from "./why.ts";

/** As many entries as the panel's answer can hold: with fewer there are no older ones. */
const full = 20;

/** When it was, and from when or until when the points are good. */
function dates({ t, format, now }: PanelModel, { createdAt, availableAt, expiresAt }: Entry): string {
  const more =
    availableAt && availableAt > now
      ? t("readyFrom", format.date(availableAt))
      : expiresAt && expiresAt > now && t("goodUntil", format.date(expiresAt));
  return [format.date(createdAt), more].filter(Boolean).join(" · ");
}

/** Every change of points, with its reason. */
export function view(model: PanelModel): Screen | undefined {
  const { t, format, entries, cursor, busy, refusal, panel } = model;
  if (!panel) return undefined;
  const { available } = panel.balance;
  const line = (entry: Entry): TemplateResult =>
    html`<details>
      <summary class="row">
        <span class="grow">
          <span class="strong">${titleOf(model, entry, panel.program.name)}</span>
          <span class="quiet">${dates(model, entry)}</span>
        </span>
        <span class=${entry.points > 0 ? "points gain" : "points"} translate="no"
          >${format.signed(entry.points)}</span
        >
      </summary>
      <p class="quiet">${whyOf(model, entry)}</p>
    </details>`;
  const older = cursor === undefined ? entries.length >= full : cursor;
  return {
    title: t("activity"),
    lead: html`<p class="figure small">
        <b translate="no">${format.number(available)}</b> ${t("unit", available)}
      </p>
      <p>${t("why")}</p>`,
    body: entries.length
      ? [
          html`<div class="card list">${entries.map(line)}</div>`,
          refusal ? html`<p class="refusal">${refusal}</p>` : nothing,
          older
            ? html`<button class="soft wide" aria-busy=${busy === "more"} @click=${() => more(model)}>
                ${t("older")}
              </button>`
            : nothing,
        ]
      : empty("activity", t("noActivityTitle"), t("noActivity")),
  };
}

export { styles };
