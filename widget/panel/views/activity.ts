import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Entry, Panel } from "../../api/types.ts";
import { more } from "../deeds/more.ts";
import type { PanelModel } from "../model.ts";
import { empty } from "../parts/card.ts";
import type { Screen } from "../screen.ts";

/** As many entries as the panel's answer can hold: with fewer there are no older ones. */
const full = 20;

/** Every change of points, with its reason. */
export function activity(model: PanelModel, { balance, program }: Panel): Screen {
  const { words, format, entries, cursor, busy, refusal } = model;
  const line = (entry: Entry): TemplateResult =>
    html`<details>
      <summary class="row">
        <span class="grow">
          <span class="strong">${words.entryTitle(entry, program.name)}</span>
          <span class="quiet">${words.entryNote(entry, model.now)}</span>
        </span>
        <span class=${entry.points > 0 ? "points gain" : "points"} translate="no"
          >${format.signed(entry.points)}</span
        >
      </summary>
      <p class="quiet">${entry.sentence}</p>
    </details>`;
  const older = cursor === undefined ? entries.length >= full : cursor;
  return {
    title: words.places.activity,
    lead: html`<p class="figure small">
        <b translate="no">${format.number(balance.available)}</b> ${words.unit(balance.available)}
      </p>
      <p>${words.activityNote}</p>`,
    body: entries.length
      ? [
          html`<div class="card list">${entries.map(line)}</div>`,
          refusal ? html`<p class="refusal">${refusal}</p>` : nothing,
          older
            ? html`<button class="soft wide" aria-busy=${busy === "more"} @click=${() => more(model)}>
                ${words.more}
              </button>`
            : nothing,
        ]
      : empty("activity", words.noActivityTitle, words.noActivity),
  };
}
