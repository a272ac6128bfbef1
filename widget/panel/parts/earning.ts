import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Storefront } from "../../api/types.ts";
import type { PanelModel } from "../model.ts";
import { row } from "./card.ts";

/** How orders earn, and joining, for those who have not joined; what else there is stands in a view of its own. */
export function earning(
  model: PanelModel,
  { program }: Storefront,
  all = false,
): TemplateResult | typeof nothing {
  const { t, format, panel } = model;
  const { order, signUp, birthday, actions, campaigns, holdDays, holdFrom } = program.earning;
  const hold =
    holdFrom === "release"
      ? t("holdStore")
      : holdDays || holdFrom !== "payment"
        ? t(holdFrom === "payment" ? "holdOrder" : "holdSent", holdDays)
        : t("holdNone");
  const rows = [
    order && row("bag", t("perOrder", order.points, format.money(order.per)), hold),
    signUp && !panel && row("star", t("signUp", signUp), t("signUpNote")),
    !all &&
      (actions.length || campaigns.length || birthday) &&
      html`<button class="bare more" @click=${() => model.show("earn", "h2")}>${t("earnMore")}</button>`,
  ].filter(Boolean);
  return rows.length ? html`<div class="card list">${rows}</div>` : nothing;
}
