import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Storefront } from "../../api/types.ts";
import type { PanelModel } from "../model.ts";
import { row } from "../parts/card.ts";
import { earning } from "../parts/earning.ts";
import { ticket } from "../parts/ticket.ts";
import { worth } from "../parts/worth.ts";
import type { Screen } from "../screen.ts";

/** Where a shopper says who they are: at the store, never here. */
export function signIn({ words, host }: PanelModel, title: string, store: string): TemplateResult {
  const href = host.attributes.signIn;
  return html`<div class="card">
    ${row(
      "check",
      title,
      href ? words.signInNote : words.guestSignIn(store),
      href ? html`<a class="button" href=${href}>${words.signIn}</a>` : nothing,
    )}
  </div>`;
}

/** What the program gives, to somebody nobody knows yet. */
export function guest(model: PanelModel, storefront: Storefront): Screen {
  const { words, format, claimed } = model;
  const { program, store } = storefront;
  return {
    title: store.name,
    lead: html`<p class="figure small"><b>${program.name}</b></p>
      <p>${words.guestLead(store.name)}</p>`,
    body: [
      claimed ? ticket(model, claimed, html`<p class="quiet">${words.keepIt}</p>`) : nothing,
      signIn(model, words.signInTitle, store.name),
      html`<h3>${words.earnTitle}</h3>
        ${earning(words, storefront, false)}`,
      program.rewards.length
        ? html`<h3>${words.guestTitle}</h3>
            <div class="card list">
              ${program.rewards.map((reward) =>
                row(worth(format, reward), reward.name, words.rewardFor(reward)),
              )}
            </div>`
        : nothing,
      program.referral
        ? html`<div class="card">
            ${row("refer", words.give(program.referral.friend, program.referral.advocate), words.referShort)}
          </div>`
        : nothing,
    ],
  };
}
