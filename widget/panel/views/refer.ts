import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Friend, Panel } from "../../api/types.ts";
import { copy } from "../deeds/copy.ts";
import type { PanelModel } from "../model.ts";
import { icon, type IconName } from "../parts/icon.ts";
import type { Screen } from "../screen.ts";

function sharing(model: PanelModel, url: string, text: string, title: string): TemplateResult {
  const { words } = model;
  const message = encodeURIComponent(`${text} ${url}`);
  const way = (name: IconName, label: string, href: string): TemplateResult =>
    html`<a href=${href} target="_blank" rel="noopener noreferrer"
      ><span class="icon">${icon(name)}</span>${label}</a
    >`;
  return html`<div class="share">
    ${
      "share" in navigator
        ? html`<button class="bare" @click=${() => navigator.share({ title, text, url }).catch(() => {})}>
            <span class="icon">${icon("share")}</span>${words.share}
          </button>`
        : nothing
    }
    ${way("whatsApp", words.whatsApp, `https://wa.me/?text=${message}`)}
    ${way("mail", words.mail, `mailto:?subject=${encodeURIComponent(title)}&body=${message}`)}
    ${way("sms", words.sms, `sms:?&body=${message}`)}
  </div>`;
}

/** The link to share, and what came of it. */
export function refer(model: PanelModel, { program, referral, store }: Panel): Screen | undefined {
  const { words, format, copied, refusal } = model;
  const terms = program.referral;
  if (!referral || !terms) return undefined;
  const { friend, advocate, holdDays } = terms;
  const { link, friends, earned } = referral;
  const title = words.give(friend, advocate);
  const person = (each: Friend): TemplateResult =>
    html`<div class="row">
      <div class="grow">
        <div class="strong">${words.friendName(each)}</div>
        <div class="quiet">${words.friendState(each)}</div>
      </div>
      <span class=${each.status === "rewarded" ? "strong" : "quiet"}
        >${each.availableAt ? words.benefit(each.benefit) : nothing}</span
      >
    </div>`;
  return {
    title,
    lead: html`<p>${words.referTerms(friend, advocate, holdDays)}</p>`,
    body: [
      html`<div class="card">
        <div class="link">
          ${
            link
              ? html`<code translate="no" id="link">${link.url.replace(/^https?:\/\//, "")}</code>
                  <button
                    aria-describedby="link"
                    @click=${(event: Event) =>
                      copy(model, link.url, (event.currentTarget as Element).previousElementSibling)}
                  >
                    ${copied === link.url ? words.copied : words.copy}
                  </button>`
              : html`<span class="wait"></span>`
          }
        </div>
        ${refusal ? html`<p class="refusal">${refusal}</p>` : nothing}
        ${link ? sharing(model, link.url, words.shareText(friend, store.name), title) : html`<div class="share"></div>`}
      </div>`,
      html`<div class="pair">
        <div class="card">
          <b>${format.number(referral.claimed)}</b>${words.friendsJoined(referral.claimed)}
        </div>
        <div class="card">
          <b>${earned.points ? words.points(earned.points) : format.money(earned.amount)}</b>${words.earned}
        </div>
      </div>`,
      html`<h3>${words.friendsTitle}</h3>
        <div class="card list">
          ${friends.length ? friends.map(person) : html`<p class="quiet">${words.noFriends}</p>`}
        </div>`,
    ],
  };
}
