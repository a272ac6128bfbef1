import { html, nothing, type TemplateResult } from "lit/html.js";
import type { TierLevel } from "../../api/types.ts";
import type { PanelModel } from "../model.ts";
import { row } from "../parts/card.ts";
import { progress } from "../parts/progress.ts";
import { counted, standing } from "../parts/standing.ts";
import type { Screen } from "../screen.ts";

/** The tiers, what each gives, and where the member stands among them. */
export function view(model: PanelModel): Screen | undefined {
  const { t, format, panel, storefront } = model;
  const tiers = storefront?.program.tiers;
  if (!tiers) return undefined;
  const mine = panel?.tier;
  const level = ({ id, name, threshold, multiplier, benefits }: TierLevel): TemplateResult =>
    html`<div class="card" aria-current=${id === mine?.id ? "true" : nothing}>
      ${row(
        id === mine?.id ? "check" : "star",
        name,
        threshold ? t("opens", counted(model, tiers.by, threshold)) : t("entry"),
        id === mine?.id ? html`<span class="strong">${t("yourTier")}</span>` : nothing,
      )}
      ${
        multiplier > 1 || benefits.length
          ? html`<ul>
              ${multiplier > 1 ? html`<li>${t("timesPoints", multiplier)}</li>` : nothing}
              ${benefits.map((benefit) => html`<li>${benefit}</li>`)}
            </ul>`
          : nothing
      }
    </div>`;
  return {
    title: t("tiers"),
    within: "home",
    lead: mine
      ? html`<p class="figure small"><b>${mine.name ?? t("entry")}</b></p>
          <p>${standing(model, mine)}</p>`
      : html`<p>${storefront.program.name}</p>`,
    body: [
      mine?.next
        ? html`<div class="card">
            ${progress(mine.figure, mine.next.threshold, mine.next.name)}
            ${mine.keptUntil ? html`<p class="quiet">${t("keptUntil", format.date(mine.keptUntil))}</p>` : nothing}
            ${
              mine.change?.to
                ? html`<p class="quiet">${t("goesTo", format.date(mine.change.at), mine.change.to.name)}</p>`
                : nothing
            }
          </div>`
        : nothing,
      tiers.levels.map(level),
    ].flat(),
  };
}
