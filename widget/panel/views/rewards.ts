import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Voucher } from "../../api/types.ts";
import { awaitCode } from "../deeds/await-code.ts";
import type { PanelModel } from "../model.ts";
import { empty, row } from "../parts/card.ts";
import { locked, offer } from "../parts/offer.ts";
import { isForCarts } from "../parts/on-cart.ts";
import { picture } from "../parts/picture.ts";
import { ticket } from "../parts/ticket.ts";
import { under } from "../parts/under.ts";
import { usable, vouchers } from "../parts/vouchers.ts";
import type { Screen } from "../screen.ts";
import styles from "../styles/rewards.css?inline";

/** The voucher that has just been redeemed. */
function prize(model: PanelModel, won: Voucher): TemplateResult {
  const { t, format } = model;
  return won.type === "donation"
    ? html`<div class="card won" tabindex="-1">${row(picture(format, won), won.name, won.cause)}</div>`
    : ticket(
        model,
        won,
        html`${isForCarts(won.type) ? html`<p class="quiet">${t("atCheckout")}</p>` : nothing}
        ${usable(model, won)}`,
      );
}

/** What points buy, and what they have bought. */
export function view(model: PanelModel): Screen | undefined {
  const { t, format, won, panel, chunks } = model;
  if (!panel) return undefined;
  const question = chunks.get("ask")?.view(model);
  const { balance, program, otherRewards, store } = panel;
  const { available } = balance;
  // As it is now: it may have been given back.
  const prized = won && (panel.vouchers.find((each) => each.code === won.code) ?? won);
  const shown = prized?.status === "issued" ? prized : null;
  return {
    title: t("rewards"),
    lead: html`<p class="figure small">
        <b translate="no">${format.number(available)}</b> ${t("toSpend", available)}
      </p>
      <p>${under(model, panel)}</p>`,
    body: [
      shown ? prize(model, shown) : nothing,
      program.rewards.length || otherRewards.length
        ? html`${program.rewards.map((reward) =>
            reward.id === model.asking && question ? question.body : offer(model, reward, available),
          )}
          ${otherRewards.map((reward) => locked(model, reward))}`
        : empty("rewards", t("noRewardsTitle"), t("noRewards", store.name)),
      ...vouchers(
        model,
        panel.vouchers.filter((each) => each.code !== shown?.code),
      ),
    ],
  };
}

/** What follows is fetched while they look. */
export function enter(model: PanelModel): void {
  if (!model.chunks.failed) void model.chunks.warm("ask");
  awaitCode(model);
}

export { styles };
