import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Storefront } from "../../api/types.ts";
import type { PanelModel } from "../model.ts";
import { row } from "../parts/card.ts";
import { earning } from "../parts/earning.ts";
import { ticket } from "../parts/ticket.ts";
import { worth } from "../parts/worth.ts";
import type { Screen } from "../screen.ts";

/** Where a shopper says who they are: at the store where it has a sign-in, and by an emailed code where that is offered. */
export function signIn(model: PanelModel, { store }: Storefront): TemplateResult {
  const { t, host } = model;
  const href = host.attributes.signIn;
  const byCode = !!store.signIn?.email;
  return html`<div class="card list">
    ${
      href || !byCode
        ? row(
            "check",
            t("signInTitle"),
            href ? t("signInNote") : t("signInStore", store.name),
            href ? html`<a class="button" href=${href}>${t("signIn")}</a>` : nothing,
          )
        : nothing
    }
    ${
      byCode
        ? row(
            "star",
            t("joinTitle"),
            t("joinNote"),
            html`<button
              @pointerenter=${() => model.chunks.warm("join")}
              @click=${() => model.show("join", "#email,#code")}
            >
              ${t("join")}
            </button>`,
          )
        : nothing
    }
  </div>`;
}

/** What the program gives, to somebody nobody knows yet. */
export function guest(model: PanelModel, storefront: Storefront): Screen {
  const { t, format, claimed } = model;
  const { program, store } = storefront;
  return {
    title: store.name,
    lead: html`<p class="figure small"><b>${program.name}</b></p>
      <p>${store.look.greeting ?? t("guestLead", store.name)}</p>`,
    body: [
      claimed ? ticket(model, claimed, html`<p class="quiet">${t("keepIt")}</p>`) : nothing,
      signIn(model, storefront),
      html`<h3>${t("earnTitle")}</h3>
        ${earning(model, storefront)}`,
      program.tiers
        ? html`<button class="card bare link-card" @click=${() => model.show("tiers", "h2")}>
            ${row("star", t("tiers"), program.tiers.levels.map(({ name }) => name).join(" · "))}
          </button>`
        : nothing,
      program.rewards.length
        ? html`<h3>${t("guestTitle")}</h3>
            <div class="card list">
              ${program.rewards.map((reward) =>
                row(worth(format, reward), reward.name, t("rewardFor", reward.points)),
              )}
            </div>`
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
            )}
          </div>`
        : nothing,
    ],
  };
}
