import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Campaign, Way } from "../../api/types.ts";
import { act } from "../deeds/act.ts";
import type { PanelModel } from "../model.ts";
import { row } from "../parts/card.ts";
import { earning } from "../parts/earning.ts";
import type { Screen } from "../screen.ts";

/** Every way to earn, each with the button that does it. */
export function view(model: PanelModel): Screen | undefined {
  const { t, format, panel, storefront, busy, refusal } = model;
  if (!storefront) return undefined;
  const { order, birthday, actions, campaigns, caps } = storefront.program.earning;
  const way = (each: Way): TemplateResult => {
    const standing = panel?.actions.find(({ id }) => id === each.id);
    const done = standing?.counts === false;
    const again = standing?.countsAgainAt;
    const limits = each.limits.map(({ count, period }) =>
      period === "ever" ? t("once") : period === "order" ? "" : `${format.number(count)}× ${t(period)}`,
    );
    return row(
      done ? "check" : "star",
      each.name,
      [t("points", each.points), ...limits, done && again && t("again", format.date(again))]
        .filter(Boolean)
        .join(" · "),
      done
        ? html`<span class="quiet">${t("done")}</span>`
        : panel && (each.by === "shopper" || each.url)
          ? html`<button class="soft" aria-busy=${busy === each.id} @click=${() => act(model, each)}>
              ${t("doIt")}
            </button>`
          : nothing,
    );
  };
  const campaign = ({ name, type, multiplier, points, until }: Campaign): TemplateResult =>
    row(
      "star",
      name,
      [
        type === "multiply" ? t("timesPoints", multiplier ?? 1) : t("extraPoints", points ?? 0),
        until && t("until", format.date(until)),
      ]
        .filter(Boolean)
        .join(" · "),
    );
  return {
    title: t("earnTitle"),
    within: "home",
    lead: html`<p>${storefront.program.name}</p>`,
    body: [
      earning(model, storefront, true),
      campaigns.length ? html`<div class="card list">${campaigns.map(campaign)}</div>` : nothing,
      refusal ? html`<p class="refusal">${refusal}</p>` : nothing,
      actions.length || birthday
        ? html`<div class="card list">
            ${actions.map(way)}
            ${
              birthday
                ? row(
                    "star",
                    t("onBirthday", birthday),
                    nothing,
                    panel
                      ? html`<button class="soft" @click=${() => model.show("profile", "#birthday")}>
                          ${t("tellBirthday")}
                        </button>`
                      : nothing,
                  )
                : nothing
            }
          </div>`
        : nothing,
      caps.length || order?.exclude
        ? html`<p class="quiet">
            ${[
              ...caps.map(({ points, period }) =>
                t("mostPoints", points, t(period === "order" ? "perOrderMost" : period)),
              ),
              order?.exclude && t("noPointsOn"),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>`
        : nothing,
    ],
  };
}
