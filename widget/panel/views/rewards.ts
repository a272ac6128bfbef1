import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Reward, Voucher } from "../../api/types.ts";
import { redeem } from "../deeds/redeem.ts";
import type { PanelModel } from "../model.ts";
import { empty, row } from "../parts/card.ts";
import { progress } from "../parts/progress.ts";
import { ticket } from "../parts/ticket.ts";
import { under } from "../parts/under.ts";
import { worth } from "../parts/worth.ts";
import type { Screen } from "../screen.ts";

/** The orders that it can be used on. */
function minimum({ t, format }: PanelModel, { minimumOrder }: Reward): string {
  return minimumOrder ? t("ordersFrom", format.money(minimumOrder)) : t("anyOrder");
}

/** One yes between points and a voucher. */
function question(model: PanelModel, reward: Reward, available: number): TemplateResult {
  const { t, busy, refusal } = model;
  const doing = busy === reward.id;
  return html`<div class="card ask">
    <h3>${t("spend", reward.points, reward.name)}</h3>
    <p class="quiet">
      ${t("leaves", available - reward.points)} ${t("goodFor", reward.validDays, minimum(model, reward))}
    </p>
    ${refusal ? html`<p class="refusal">${refusal}</p>` : nothing}
    <div class="row">
      <button
        id="yes"
        class="grow"
        aria-disabled=${doing}
        aria-busy=${doing}
        @click=${() => redeem(model, reward)}
      >
        ${t(doing ? "redeeming" : refusal ? "retry" : "yes")}
      </button>
      <button
        class="soft"
        @click=${() => model.set({ asking: "", refusal: "", focus: `#redeem-${CSS.escape(reward.id)}` })}
      >
        ${t("no")}
      </button>
    </div>
  </div>`;
}

function offer(model: PanelModel, reward: Reward, available: number): TemplateResult {
  const { t, format } = model;
  const missing = reward.points - available;
  const short = missing > 0;
  const price = t("points", reward.points);
  return html`<div class="card">
    ${row(
      worth(format, reward),
      reward.name,
      short
        ? html`${price} · ${t("toGo", missing)} ${progress(available, reward.points, reward.name)}`
        : `${price} · ${minimum(model, reward)}`,
      short
        ? nothing
        : html`<button
            id="redeem-${reward.id}"
            aria-label=${t("redeemThis", reward.points, reward.name)}
            @click=${() => model.set({ asking: reward.id, refusal: "", won: null, focus: "#yes" })}
          >
            ${t("redeem")}
          </button>`,
    )}
  </div>`;
}

/** What has become of a voucher. */
function state({ t, format }: PanelModel, { status, availableAt, usedAt, expiresAt }: Voucher): string {
  switch (status) {
    case "issued":
      return t("ready");
    case "pending":
      return t("readyOn", format.date(availableAt));
    case "used":
      return usedAt ? t("usedOn", format.date(usedAt)) : t("used");
    case "expired":
      return t("ranOut", format.date(expiresAt ?? availableAt));
    case "released":
      return t("released");
    case "void":
      return t("withdrawn");
  }
}

/** What points buy, and what they have bought. */
export function view(model: PanelModel): Screen | undefined {
  const { t, format, won, asking, panel } = model;
  if (!panel) return undefined;
  const { balance, program, vouchers, store } = panel;
  const { available } = balance;
  const mine = vouchers.filter(({ code }) => code !== won?.code);
  const ready = mine.filter(({ status }) => status === "issued");
  const coming = mine.filter(({ status }) => status === "pending");
  const earlier = mine.filter(({ status }) => status !== "issued" && status !== "pending");
  const line = (voucher: Voucher) =>
    row(
      worth(format, voucher),
      voucher.name,
      state(model, voucher),
      html`<code class="quiet" translate="no">${voucher.code}</code>`,
    );
  const list = (some: Voucher[]) =>
    some.length ? html`<div class="card list">${some.map(line)}</div>` : nothing;
  return {
    title: t("rewards"),
    lead: html`<p class="figure small">
        <b translate="no">${format.number(available)}</b> ${t("toSpend", available)}
      </p>
      <p>${under(model, panel)}</p>`,
    body: [
      won ? ticket(model, won, html`<p class="quiet">${t("atCheckout")}</p>`) : nothing,
      program.rewards.length
        ? html`${program.rewards.map((reward) =>
            reward.id === asking ? question(model, reward, available) : offer(model, reward, available),
          )}`
        : empty("rewards", t("noRewardsTitle"), t("noRewards", store.name)),
      ready.length || coming.length
        ? html`<h3>${t("vouchers")}</h3>
            ${ready.map((voucher) => ticket(model, voucher))}${list(coming)}`
        : nothing,
      earlier.length
        ? html`<h3>${t("earlier")}</h3>
            ${list(earlier)}`
        : nothing,
    ],
  };
}
