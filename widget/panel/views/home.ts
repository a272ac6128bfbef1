import { html, nothing } from "lit/html.js";
import type { Panel } from "../../api/types.ts";
import { card } from "../deeds/card.ts";
import type { PanelModel } from "../model.ts";
import { nextRewards } from "../next.ts";
import { row } from "../parts/card.ts";
import { earning } from "../parts/earning.ts";
import { progress } from "../parts/progress.ts";
import { ticket } from "../parts/ticket.ts";
import { under } from "../parts/under.ts";
import { standing } from "../parts/standing.ts";
import type { Screen } from "../screen.ts";

/** What the member has, what is next, and one thing to do about it. */
export function home(model: PanelModel, panel: Panel): Screen {
  const { t, format, claimed } = model;
  const { balance, expiring, vouchers, program, store, tier } = panel;
  const { available } = balance;
  const { now, next } = nextRewards(program.rewards, available);
  const ready = vouchers.filter(({ status, type }) => status === "issued" && type !== "donation");
  return {
    title: store.name,
    lead: html`<p class="figure"><b translate="no">${format.number(available)}</b> ${t("unit", available)}</p>
      <p>${under(model, panel)}</p>`,
    body: [
      claimed ? ticket(model, claimed, html`<p class="quiet">${t("keepIt")}</p>`) : nothing,
      now || next
        ? html`<div class="card">
            ${
              next
                ? html`<div class="row">
                      <h3 class="grow">${t("away", next.points - available, next.name)}</h3>
                      <span class="quiet" translate="no"
                        >${format.number(available)} / ${format.number(next.points)}</span
                      >
                    </div>
                    ${progress(available, next.points, next.name)}`
                : nothing
            }
            ${
              now
                ? html`<div class="row">
                    <span class=${next ? "quiet grow" : "strong grow"}>${t("canHave", now.name)}</span>
                    <button
                      @click=${() => {
                        model.show("rewards");
                        model.set({ asking: now.id, focus: "#price,#yes" });
                      }}
                    >
                      ${t("redeem")}
                    </button>
                  </div>`
                : nothing
            }
          </div>`
        : nothing,
      tier
        ? html`<button class="card bare link-card" @click=${() => model.show("tiers", "h2")}>
            ${row("star", tier.name ?? t("entry"), standing(model, tier))}
            ${tier.next ? progress(tier.figure, tier.next.threshold, tier.next.name) : nothing}
          </button>`
        : nothing,
      html`<button class="soft wide" @click=${() => card(model)}>${t("card")}</button>`,
      expiring
        ? html`<div class="card">
            ${row("activity", t("expiring", expiring.points, format.date(expiring.expiresAt)), t("useThem"))}
          </div>`
        : nothing,
      ready.length
        ? html`<h3>${t("ready")}</h3>
            ${ready.slice(0, 2).map((voucher) => ticket(model, voucher))}`
        : nothing,
      program.referral
        ? html`<div class="card">
            ${row(
              "refer",
              t(
                "give",
                format.benefit(t, program.referral.friend),
                format.benefit(t, program.referral.advocate),
              ),
              t("referShort"),
              html`<button class="soft" @click=${() => model.show("refer", "h2")}>${t("share")}</button>`,
            )}
          </div>`
        : nothing,
      html`<h3>${t("earnTitle")}</h3>
        ${earning(model, panel)}`,
    ],
  };
}
