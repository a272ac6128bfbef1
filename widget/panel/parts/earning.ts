import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Storefront } from "../../api/types.ts";
import type { PanelModel } from "../model.ts";
import { type Part, row } from "./card.ts";

/**
 * How orders earn, and joining, for those who have not joined. `rest` is what else there is to say of it; left out, the
 * way to the view where everything is said.
 */
export function earning(
  model: PanelModel,
  { program }: Storefront,
  rest?: Part[],
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
    ...(rest ?? []),
    signUp && !panel && row("star", t("signUp", signUp), t("signUpNote")),
    !rest &&
      (actions.length || campaigns.length || birthday) &&
      html`<button class="bare more" @click=${() => model.show("earn", "h2")}>${t("earnMore")}</button>`,
  ].filter(Boolean);
  return rows.length ? html`<div class="card list">${rows}</div>` : nothing;
}
