import { html, nothing } from "lit/html.js";
import type { Invitation, Storefront } from "../../api/types.ts";
import { claim } from "../deeds/claim.ts";
import type { PanelModel } from "../model.ts";
import { empty } from "../parts/card.ts";
import { ticket } from "../parts/ticket.ts";
import type { Screen } from "../screen.ts";
import { signIn } from "./guest.ts";

/** A friend's welcome: what they get, from whom, and one field between them and it. */
export function friend(
  model: PanelModel,
  { store }: Storefront,
  { offer, advocate, terms }: Invitation,
): Screen {
  const { words, claimed, welcomed, busy, refusal } = model;
  const doing = busy === "claim";
  const got = !!claimed || welcomed;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem("email");
    if (field instanceof HTMLInputElement) void claim(model, field);
  };
  return {
    title: store.name,
    lead: html`<p class="figure small">
        <b>${got ? words.isYours(words.benefit(offer)) : words.forYou(offer)}</b>
      </p>
      <p>${words.fromFriend(advocate.firstName, offer)}</p>`,
    body: [
      claimed
        ? ticket(model, claimed, html`<p class="quiet">${words.atCheckout} ${words.keepIt}</p>`)
        : got
          ? empty("check", words.isYours(words.benefit(offer)), words.pointsSaved)
          : html`<form class="card" novalidate @submit=${submit}>
              <label for="email">${words.yourEmail}</label>
              <p class="quiet" id="email-note">${words.atOnce}</p>
              <input
                id="email"
                name="email"
                type="email"
                autocomplete="email"
                placeholder=${words.emailExample}
                aria-describedby="email-note email-refusal"
                aria-invalid=${!!refusal}
                required
              />
              <p class="refusal" id="email-refusal">${refusal}</p>
              <button class="wide" aria-disabled=${doing} aria-busy=${doing}>
                ${doing ? words.claiming : words.claim(offer)}
              </button>
              <p class="quiet">${words.claimTerms(terms.newCustomersOnly)}</p>
            </form>`,
      got ? nothing : signIn(model, words.knowUs, store.name),
    ],
  };
}
