import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Panel, Reward, Voucher } from "../../api/types.ts";
import { redeem } from "../deeds/redeem.ts";
import type { PanelModel } from "../model.ts";
import { empty, row } from "../parts/card.ts";
import { ticket } from "../parts/ticket.ts";
import { worth } from "../parts/worth.ts";
import type { Screen } from "../screen.ts";
import { under } from "./home.ts";

/** One yes between points and a voucher. */
function question(model: PanelModel, reward: Reward, available: number): TemplateResult {
  const { words, busy, refusal } = model;
  const doing = busy === reward.id;
  return html`<div class="card ask">
    <h3>${words.confirm(reward)}</h3>
    <p class="quiet">${words.confirmNote(reward, available - reward.points)}</p>
    ${refusal ? html`<p class="refusal">${refusal}</p>` : nothing}
    <div class="row">
      <button
        id="yes"
        class="grow"
        aria-disabled=${doing}
        aria-busy=${doing}
        @click=${() => redeem(model, reward)}
      >
        ${doing ? words.redeeming : refusal ? words.retry : words.yes}
      </button>
      <button
        class="soft"
        @click=${() => model.set({ asking: "", refusal: "", focus: `#redeem-${CSS.escape(reward.id)}` })}
      >
        ${words.no}
      </button>
    </div>
  </div>`;
}

function offer(model: PanelModel, reward: Reward, available: number): TemplateResult {
  const { words, format } = model;
  const missing = reward.points - available;
  const short = missing > 0;
  return html`<div class="card">
    ${row(
      worth(format, reward),
      reward.name,
      short
        ? html`${words.toGo(reward, missing)}
            <progress max=${reward.points} .value=${available} aria-label=${reward.name}></progress>`
        : words.price(reward),
      short
        ? nothing
        : html`<button
            id="redeem-${reward.id}"
            aria-label=${words.redeemThis(reward)}
            @click=${() => model.set({ asking: reward.id, refusal: "", won: null, focus: "#yes" })}
          >
            ${words.redeem}
          </button>`,
    )}
  </div>`;
}

/** What points buy, and what they have bought. */
export function rewards(model: PanelModel, panel: Panel): Screen {
  const { balance, program, vouchers, store } = panel;
  const { words, format, won, asking } = model;
  const { available } = balance;
  const mine = vouchers.filter(({ code }) => code !== won?.code);
  const ready = mine.filter(({ status }) => status === "issued");
  const coming = mine.filter(({ status }) => status === "pending");
  const earlier = mine.filter(({ status }) => status !== "issued" && status !== "pending");
  const state = (voucher: Voucher) =>
    row(
      worth(format, voucher),
      voucher.name,
      words.voucherState(voucher),
      html`<code class="quiet" translate="no">${voucher.code}</code>`,
    );
  const list = (some: Voucher[]) =>
    some.length ? html`<div class="card list">${some.map(state)}</div>` : nothing;
  return {
    title: words.places.rewards,
    lead: html`<p class="figure small">
        <b translate="no">${format.number(available)}</b> ${words.unitToSpend(available)}
      </p>
      <p>${under(model, panel)}</p>`,
    body: [
      won ? ticket(model, won, html`<p class="quiet">${words.atCheckout}</p>`) : nothing,
      program.rewards.length
        ? html`${program.rewards.map((reward) =>
            reward.id === asking ? question(model, reward, available) : offer(model, reward, available),
          )}`
        : empty("rewards", words.noRewardsTitle, words.noRewards(store.name)),
      ready.length || coming.length
        ? html`<h3>${words.vouchersTitle}</h3>
            ${ready.map((voucher) => ticket(model, voucher))}${list(coming)}`
        : nothing,
      earlier.length
        ? html`<h3>${words.earlierTitle}</h3>
            ${list(earlier)}`
        : nothing,
    ],
  };
}
