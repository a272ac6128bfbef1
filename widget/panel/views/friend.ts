import { html, nothing } from "lit/html.js";
import { claim } from "../deeds/claim.ts";
import type { PanelModel } from "../model.ts";
import { empty } from "../parts/card.ts";
import { emailField, fieldIn } from "../parts/email-field.ts";
import { ticket } from "../parts/ticket.ts";
import type { Screen } from "../screen.ts";
import { signIn } from "./guest.ts";

/** A friend's welcome: what they get, from whom, and one field between them and it. */
export function view(model: PanelModel): Screen | undefined {
  const { t, format, claimed, welcomed, busy, invitation, storefront } = model;
  if (!invitation || !storefront) return undefined;
  const { offer, advocate, terms } = invitation;
  const doing = busy === "claim";
  const got = !!claimed || welcomed;
  const benefit = format.benefit(t, offer);
  const from = advocate.firstName ?? t("aFriend");
  const submit = (event: SubmitEvent): void => {
    const field = fieldIn(event, "email");
    if (field) void claim(model, field);
  };
  return {
    title: storefront.store.name,
    lead: html`<p class="figure small">
        <b>${t(got ? "isYours" : "forYou", benefit)}</b>
      </p>
      <p>
        ${
          offer.type === "amount_off" && offer.minimumOrder
            ? t("fromFriendMin", from, format.money(offer.minimumOrder))
            : t("fromFriend", from)
        }
      </p>`,
    body: [
      claimed
        ? ticket(model, claimed, html`<p class="quiet">${t("atCheckout")} ${t("keepIt")}</p>`)
        : got
          ? empty("check", t("isYours", benefit), t("pointsSaved"))
          : html`<form class="card" novalidate @submit=${submit}>
              ${emailField(model, offer.type === "points" ? nothing : t("atOnce"))}
              <button class="wide" aria-disabled=${doing} aria-busy=${doing}>
                ${doing ? t("claiming") : t("claim", benefit)}
              </button>
              <p class="quiet">${terms.newCustomersOnly ? t("forNew") : nothing} ${t("onlyFor")}</p>
            </form>`,
      // With a voucher in hand the way to the checkout is the next thing; points are reached by signing in.
      claimed ? nothing : signIn(model, storefront),
    ],
  };
}
