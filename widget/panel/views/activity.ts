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

/** A change of points; opened, it says why. */
function line(model: PanelModel, entry: Entry, program: string): TemplateResult {
  const { t, format, now } = model;
  const { id, points, createdAt, availableAt, expiresAt } = entry;
  const ready = availableAt && availableAt > now && t("readyFrom", format.date(availableAt));
  return html`<details id=${id}>
    <summary class="row">
      <span class="grow">
        <span class="strong">${titleOf(model, entry, program)}</span>
        <span class="quiet">${[format.date(createdAt), ready].filter(Boolean).join(" · ")}</span>
      </span>
      <span class=${points > 0 ? "points gain" : "points"} translate="no">${format.signed(points)}</span>
    </summary>
    <p class="quiet">${whyOf(model, entry)}</p>
    ${
      expiresAt && expiresAt > now
        ? html`<p class="quiet">${t("goodUntil", format.lastDay(expiresAt))}</p>`
        : nothing
    }
  </details>`;
}

/** The entries of each month, as they come. */
function monthly({ format }: PanelModel, entries: Entry[]): { month: string; entries: Entry[] }[] {
  const months: { month: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const month = format.date(entry.createdAt, { month: "long" });
    const last = months.at(-1);
    if (last?.month === month) last.entries.push(entry);
    else months.push({ month, entries: [entry] });
  }
  return months;
}

/** Every change of points, with its reason. */
export function view(model: PanelModel): Screen | undefined {
  const { t, format, entries, cursor, busy, refusal, panel } = model;
  if (!panel) return undefined;
  const { available } = panel.balance;
  const older = cursor === undefined ? entries.length >= full : cursor;
  return {
    title: t("activity"),
    lead: html`<p class="figure small">
        <b translate="no">${format.number(available)}</b> ${t("unit", available)}
      </p>
      <p>${t("why")}</p>`,
    body: entries.length
      ? [
          ...monthly(model, entries).map(
            (each) =>
              html`<h3>${each.month}</h3>
                <div class="card list">
                  ${each.entries.map((entry) => line(model, entry, panel.program.name))}
                </div>`,
          ),
          refusal ? html`<p class="refusal" role="alert">${refusal}</p>` : nothing,
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
