import { html, nothing } from "lit/html.js";
import type { Panel } from "../../api/types.ts";
import { card } from "../deeds/card.ts";
import type { PanelModel } from "../model.ts";
import { nextRewards } from "../next.ts";
import { row } from "../parts/card.ts";
import { earning } from "../parts/earning.ts";
import { ticket } from "../parts/ticket.ts";
import type { Screen } from "../screen.ts";

/** The line under the balance: what is owed, or on its way. */
export function under({ words, entries }: PanelModel, { balance, pending, program }: Panel): string {
  if (balance.debt) return words.owed(balance.debt);
  if (balance.pending) return words.onTheirWay(balance.pending, pending[0]?.availableAt);
  return balance.available || entries.length ? program.name : words.nothingYet;
}

/** What the member has, what is next, and one thing to do about it. */
export function home(model: PanelModel, panel: Panel): Screen {
  const { words, format } = model;
  const { balance, expiring, vouchers, program, store } = panel;
  const { available } = balance;
  const { now, next } = nextRewards(program.rewards, available);
  const ready = vouchers.filter(({ status }) => status === "issued");
  return {
    title: store.name,
    lead: html`<p class="figure">
        <b translate="no">${format.number(available)}</b> ${words.unit(available)}
      </p>
      <p>${under(model, panel)}</p>`,
    body: [
      now || next
        ? html`<div class="card">
            ${
              next
                ? html`<div class="row">
                      <h3 class="grow">${words.away(next, next.points - available)}</h3>
                      <span class="quiet" translate="no">${words.ratio(available, next.points)}</span>
                    </div>
                    <progress max=${next.points} .value=${available} aria-label=${next.name}></progress>`
                : nothing
            }
            ${
              now
                ? html`<div class="row">
                    <span class=${next ? "quiet grow" : "strong grow"}>${words.canHave(now)}</span>
                    <button
                      @click=${() => {
                        model.show("rewards");
                        model.set({ asking: now.id, focus: "#yes" });
                      }}
                    >
                      ${words.redeem}
                    </button>
                  </div>`
                : nothing
            }
          </div>`
        : nothing,
      html`<button class="soft wide" @click=${() => card(model)}>${words.card}</button>`,
      expiring
        ? html`<div class="card">
            ${row("activity", words.expiring(expiring.points, expiring.expiresAt), words.useThem)}
          </div>`
        : nothing,
      ready.length
        ? html`<h3>${words.readyToUse}</h3>
            ${ready.slice(0, 2).map((voucher) => ticket(model, voucher))}`
        : nothing,
      program.referral
        ? html`<div class="card">
            ${row(
              "refer",
              words.give(program.referral.friend, program.referral.advocate),
              words.referShort,
              html`<button class="soft" @click=${() => model.show("refer", "h2")}>${words.share}</button>`,
            )}
          </div>`
        : nothing,
      html`<h3>${words.earnTitle}</h3>
        ${earning(words, panel, true)}`,
    ],
  };
}
