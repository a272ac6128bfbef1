import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Benefit, Friend, Panel } from "../../api/types.ts";
import { copy } from "../deeds/copy.ts";
import { link } from "../deeds/link.ts";
import { qrOf, toggleQr } from "../deeds/qr.ts";
import type { PanelModel } from "../model.ts";
import { icon, stroke } from "../parts/icon.ts";
import type { Screen } from "../screen.ts";
import styles from "../styles/refer.css?inline";

/** Strokes on a grid of 24, as the panel's icons are. */
const paths = {
  whatsApp: "M4 20l1.3-4A8 8 0 1 1 8 18.8z",
  mail: "M3 6h18v13H3zM3 7l9 7 9-7",
  sms: "M4 5h16v11H10l-5 4v-4H4zM8.5 10.5h0M12 10.5h0M15.5 10.5h0",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM20 14v2M14 20h2M19 19h1v1h-1z",
};

type Earned = NonNullable<Panel["referral"]>["earned"];

function sharing(model: PanelModel, url: string, text: string, title: string): TemplateResult {
  const { t } = model;
  const picture = qrOf(model);
  const message = encodeURIComponent(`${text} ${url}`);
  const way = (name: keyof typeof paths, label: string, href: string): TemplateResult =>
    html`<a href=${href} target="_blank" rel="noopener noreferrer"
      ><span class="icon">${stroke(paths[name])}</span>${label}</a
    >`;
  return html`<div class="share">
      ${
        "share" in navigator
          ? html`<button class="bare" @click=${() => navigator.share({ title, text, url }).catch(() => {})}>
              <span class="icon">${icon("share")}</span>${t("share")}
            </button>`
          : nothing
      }
      ${way("whatsApp", "WhatsApp", `https://wa.me/?text=${message}`)}
      ${way("mail", t("mail"), `mailto:?subject=${encodeURIComponent(title)}&body=${message}`)}
      ${way("sms", "SMS", `sms:?&body=${message}`)}
      <button class="bare" aria-expanded=${!!picture} @click=${() => toggleQr(model, url)}>
        <span class="icon">${stroke(paths.qr)}</span>${t("qr")}
      </button>
    </div>
    ${picture ? html`<div class="scan">${picture}</div>` : nothing}`;
}

/** How far a friend has come. */
function state({ t, format }: PanelModel, { status, orderedAt, availableAt }: Friend): string {
  const ordered = orderedAt && t("ordered", format.date(orderedAt));
  switch (status) {
    case "claimed":
      return t("claimed");
    case "pending":
      return [ordered, availableAt && t("yoursOn", format.date(availableAt))].filter(Boolean).join(" · ");
    case "rewarded":
      return [ordered, t("yoursNow")].filter(Boolean).join(" · ");
    case "void":
      return t("returned");
  }
}

/** What has come of it: money, points, or both where the terms have changed. */
function gained({ t, format }: PanelModel, { points, amount }: Earned, { type }: Benefit): string {
  return [
    (points || (!amount && type === "points")) && t("points", points),
    (amount || (!points && type !== "points")) && format.money(amount),
  ]
    .filter(Boolean)
    .join(" + ");
}

/** The link to share, and what came of it. */
export function view(model: PanelModel): Screen | undefined {
  const { t, format, copied, refusal, panel } = model;
  const terms = panel?.program.referral;
  if (!panel?.referral || !terms) return undefined;
  const { store, referral } = panel;
  const offer = terms.friend;
  const [friend, mine] = [format.benefit(t, terms.friend), format.benefit(t, terms.advocate)];
  const { link, friends, earned } = referral;
  const title = t("give", friend, mine);
  const given = terms.friend.type === "points" ? friend : t("off", friend);
  const person = (each: Friend): TemplateResult =>
    html`<div class="row">
      <div class="grow">
        <div class="strong">${each.firstName ?? t("someFriend")}</div>
        <div class="quiet">${state(model, each)}</div>
      </div>
      <span class=${each.status === "rewarded" ? "strong" : "quiet"}
        >${each.availableAt ? format.benefit(t, each.benefit) : nothing}</span
      >
    </div>`;
  return {
    title,
    lead: html`<p>
      ${[
        terms.friend.type === "amount_off" && terms.friend.minimumOrder
          ? t("friendGetsMin", given, format.money(terms.friend.minimumOrder))
          : t("friendGets", given),
        terms.holdDays ? t("youGetAfter", terms.holdDays, mine) : t("youGet", mine),
      ].join(" ")}
    </p>`,
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
                    ${t(copied === link.url ? "copied" : "copy")}
                  </button>`
              : html`<span class="wait"></span>`
          }
        </div>
        ${refusal ? html`<p class="refusal" role="alert">${refusal}</p>` : nothing}
        ${link ? sharing(model, link.url, t("shareText", given, store.name), title) : html`<div class="share"></div>`}
      </div>`,
      html`<div class="pair">
        <div class="card"><b>${format.number(referral.claimed)}</b>${t("joined", referral.claimed)}</div>
        <div class="card"><b>${gained(model, earned, terms.advocate)}</b>${t("earned")}</div>
      </div>`,
      html`<h3>${t("friends")}</h3>
        <div class="card list">
          ${friends.length ? friends.map(person) : html`<p class="quiet">${t("noFriends")}</p>`}
        </div>`,
      html`<p class="quiet terms">
        ${[
          offer.type === "amount_off" &&
            t(
              "goodFor",
              offer.validDays,
              offer.minimumOrder ? t("ordersFrom", format.money(offer.minimumOrder)) : t("anyOrder"),
            ),
          terms.newCustomersOnly && t("forNew"),
        ]
          .filter(Boolean)
          .join(" ")}
      </p>`,
    ],
  };
}

/** Gets the link, where there is none yet. */
export const enter = link;

export { styles };
