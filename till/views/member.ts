import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Voucher } from "../../widget/api/types.ts";
import type { Format } from "../../widget/format/format.ts";
import { row } from "../../widget/panel/parts/card.ts";
import { worth } from "../../widget/panel/parts/worth.ts";
import type { TillModel } from "../model.ts";
import { minorUnitsOf } from "../read-input.ts";
import type { Screen } from "../screen.ts";
import type { Offer, TillMember } from "../types.ts";
import type { Words } from "../words.ts";
import { field, fieldsOf, refusal } from "./form.ts";

/** A member number as it is read aloud: 482 903 6157. */
const spoken = (number: string): string => number.replace(/^(...)(...)/, "$1 $2 ");

/** What the member has, and the two things one does about it at a counter. */
export function member(model: TillModel, words: Words, format: Format, found: TillMember): Screen {
  const { balance, tier, member: who } = found;
  const known = [tier?.name, spoken(who.number), who.email, who.phone].filter(Boolean).join(" · ");
  return {
    title: who.firstName ?? words.guest,
    lead: html`<p class="figure">
        <b translate="no">${format.number(balance.available)}</b> ${words.unit(balance.available)}
      </p>
      <p>
        ${balance.debt ? words.owed(balance.debt) : balance.pending ? words.onTheirWay(balance.pending) : nothing}
      </p>
      <p translate="no">${known}</p>`,
    cards: [
      done(model, words),
      receipt(model, words, found),
      rewards(model, words, format, found),
      giveBack(model, words),
    ],
  };
}

/** The last thing done, with its way back. */
function done(model: TillModel, words: Words): TemplateResult | typeof nothing {
  const { done: last, busy } = model;
  if (!last) return nothing;
  const { what, notes, voucher, undo } = last;
  return html`<div class=${voucher ? "ticket done" : "card done"} id="done" tabindex="-1">
    <div class=${voucher ? "stub" : "grow"} role="status">
      <p class="strong">${what}</p>
      ${notes.map((note) => html`<p class="quiet">${note}</p>`)}
      ${undo ? html`<p class="quiet">${words.undoNote}</p>` : nothing}
    </div>
    ${voucher ? html`<code translate="no">${voucher.code}</code>` : nothing}
    ${
      undo
        ? html`<button class="soft" aria-busy=${busy === "undo"} @click=${() => model.undo()}>
            ${busy === "undo" ? words.undoing : words.undo}
          </button>`
        : nothing
    }
    ${refusal(model, "undo")}
  </div>`;
}

function receipt(model: TillModel, words: Words, { vouchers }: TillMember): TemplateResult {
  const { busy, signedIn } = model;
  const submit = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement;
    const { receipt: number = "", paid = "" } = fieldsOf(event);
    const amount = minorUnitsOf(paid, signedIn?.store.decimals ?? 2);
    const codes = new FormData(form).getAll("voucher").filter((code) => typeof code === "string");
    const refuse = (text: string, focus: string) => model.set({ refusal: { at: "add", text }, focus });
    if (!number) refuse(words.badReceipt, "#receipt");
    else if (!amount) refuse(words.badAmount, "#paid");
    else
      void model.add(number, amount, codes).then(() => {
        if (model.refusal.text === "") form.reset();
      });
  };
  return html`<form class="card" @submit=${submit}>
    <h2>${words.receiptTitle}</h2>
    <div class="pair">
      <div>${field({ id: "receipt", label: words.receipt, maxlength: 60 })}</div>
      <div>
        ${field({ id: "paid", label: words.paid(signedIn?.store.currency ?? ""), inputmode: "decimal", maxlength: 20 })}
      </div>
    </div>
    ${
      vouchers.length
        ? html`<fieldset>
            <legend>${words.tookOff}</legend>
            ${vouchers.map(tick)}
          </fieldset>`
        : nothing
    }
    ${refusal(model, "add")}
    <button class="wide" aria-busy=${busy === "add"}>
      ${busy === "add" ? words.adding : words.addPoints}
    </button>
  </form>`;
}

const tick = ({ code, name }: Voucher): TemplateResult =>
  html`<label class="tick">
    <input type="checkbox" name="voucher" .value=${code} />
    <span class="grow">${name} <code translate="no">${code}</code></span>
  </label>`;

function rewards(model: TillModel, words: Words, format: Format, found: TillMember): TemplateResult {
  const now = found.rewards.filter(({ standing }) => standing.missing === 0);
  const [next] = found.rewards
    .filter(({ standing }) => standing.missing > 0)
    .sort((a, b) => a.standing.missing - b.standing.missing);
  return html`<section class="card">
    <h2>${words.rewardsTitle}</h2>
    ${now.length ? nothing : html`<p class="quiet">${words.nothingYet}</p>`}
    <div class="list">
      ${now.map((reward) => offer(model, words, format, reward, found.balance.available))}
      ${
        next
          ? row(worth(format, next), words.away(next.name, next.standing.missing), words.noRewards)
          : nothing
      }
    </div>
    ${refusal(model, "redeem")}
  </section>`;
}

function offer(
  model: TillModel,
  words: Words,
  format: Format,
  reward: Offer,
  available: number,
): TemplateResult {
  const { id, name, points, minimumOrder } = reward;
  if (model.asking !== id)
    return row(
      worth(format, reward),
      name,
      words.price(points, minimumOrder),
      html`<button
        class="soft"
        aria-label=${words.redeemThis(name, points)}
        @click=${() => model.set({ asking: id, refusal: { at: "", text: "" }, focus: "#yes" })}
      >
        ${words.redeem}
      </button>`,
    );
  const busy = model.busy === "redeem";
  return html`<div class="ask">
    <p class="strong" id="question">${words.confirm(name, points)}</p>
    <p class="quiet">${words.left(available - points)}</p>
    <div class="pair">
      <button id="yes" aria-describedby="question" aria-busy=${busy} @click=${() => model.redeem(id, points)}>
        ${busy ? words.redeeming : words.yes}
      </button>
      <button class="soft" @click=${() => model.set({ asking: "", focus: "h1" })}>${words.no}</button>
    </div>
  </div>`;
}

function giveBack(model: TillModel, words: Words): TemplateResult {
  const { busy, signedIn } = model;
  const submit = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement;
    const { back = "", returned = "" } = fieldsOf(event);
    const amount = minorUnitsOf(back, signedIn?.store.decimals ?? 2);
    const refuse = (text: string, focus: string) => model.set({ refusal: { at: "giveBack", text }, focus });
    if (!returned) refuse(words.badReceipt, "#returned");
    else if (!amount) refuse(words.badAmount, "#back");
    else
      void model.giveBack(returned, amount).then(() => {
        if (model.refusal.text === "") form.reset();
      });
  };
  return html`<details class="card">
    <summary>
      <h2>${words.returnTitle}</h2>
    </summary>
    <form @submit=${submit}>
      <p class="quiet">${words.returnNote}</p>
      <div class="pair">
        <div>${field({ id: "returned", label: words.receipt, maxlength: 60 })}</div>
        <div>
          ${field({ id: "back", label: words.amountBack(signedIn?.store.currency ?? ""), inputmode: "decimal", maxlength: 20 })}
        </div>
      </div>
      ${refusal(model, "giveBack")}
      <button class="soft wide" aria-busy=${busy === "giveBack"}>${words.giveBack}</button>
    </form>
  </details>`;
}
