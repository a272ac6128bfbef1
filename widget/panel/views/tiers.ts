import { html, nothing, type TemplateResult } from "lit/html.js";
import type { MemberTier, TierBasis, TierLevel } from "../../api/types.ts";
import type { PanelModel } from "../model.ts";
import { row } from "../parts/card.ts";
import { counted, keeping, standing } from "../parts/standing.ts";
import type { Screen } from "../screen.ts";
import styles from "../styles/tiers.css?inline";
import { signIn } from "./guest.ts";

/** How far it is to the next tier, and what becomes of the one they have. */
function mineOf(model: PanelModel, tier: MemberTier): TemplateResult | typeof nothing {
  const { t, format } = model;
  const { by, figure, next, keptUntil, keep, change } = tier;
  const so = next && `${counted(model, by, figure)} / ${counted(model, by, next.threshold)}`;
  const lines = [
    keptUntil && t("keptUntil", format.lastDay(keptUntil)),
    // At the top the band says it.
    keptUntil && next && keep && keep.missing > 0 && keeping(model, by, keep),
    // A rise that is certain is said as what is next.
    keptUntil &&
      change?.to &&
      change.to.id !== next?.id &&
      t("goesTo", format.date(change.at), change.to.name),
  ].filter(Boolean);
  if (!next && !lines.length) return nothing;
  return html`<div class="card">
    ${
      next
        ? html`<div class="row">
              <h3 class="grow">${next.name}</h3>
              <span class="quiet" translate="no">${so}</span>
            </div>
            <progress
              max=${next.threshold}
              .value=${figure}
              aria-label=${next.name}
              aria-valuetext=${so}
            ></progress>`
        : nothing
    }
    ${lines.map((line) => html`<p class="quiet">${line}</p>`)}
  </div>`;
}

/** `reached`: it is the member's, or below it. */
function card(
  model: PanelModel,
  level: TierLevel,
  by: TierBasis,
  isMine: boolean,
  reached: boolean,
): TemplateResult {
  const { t } = model;
  const { name, threshold, multiplier, bonus, benefits } = level;
  const given = [
    ...(multiplier > 1 ? [t("timesPoints", multiplier)] : []),
    ...(bonus ? [t("extraPoints", bonus)] : []),
    ...benefits,
  ];
  return html`<div
    class=${isMine ? "card ask" : "card"}
    role="group"
    aria-label=${name}
    aria-current=${isMine ? "true" : nothing}
  >
    ${row(
      reached ? "check" : "star",
      name,
      threshold ? t("opens", counted(model, by, threshold)) : t("entry"),
      isMine ? html`<span class="mine">${t("yourTier")}</span>` : nothing,
    )}
    ${
      given.length
        ? html`<ul class="benefits">
            ${given.map((benefit) => html`<li>${benefit}</li>`)}
          </ul>`
        : nothing
    }
  </div>`;
}

/** The tiers, what each gives, and where the member stands among them. */
export function view(model: PanelModel): Screen | undefined {
  const { t, panel, storefront } = model;
  const tiers = storefront?.program.tiers;
  if (!tiers) return undefined;
  const { by, levels } = tiers;
  const tier = panel?.tier;
  const place = levels.findIndex(({ id }) => id === tier?.id);
  return {
    title: t("tiers"),
    within: "home",
    lead: tier
      ? html`<p class="figure small"><b>${tier.name ?? t("entry")}</b></p>
          <p>${standing(model, tier)}</p>`
      : html`<p class="figure small"><b>${storefront.program.name}</b></p>`,
    body: [
      panel ? nothing : signIn(model, storefront),
      tier ? mineOf(model, tier) : nothing,
      ...levels.map((level, at) => card(model, level, by, at === place, at <= place)),
    ],
  };
}

export { styles };
