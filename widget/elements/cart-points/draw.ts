import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Storefront } from "../../api/types.ts";
import { number } from "../attributes.ts";
import { joining } from "../joining.ts";
import { pointsFor } from "../points-for.ts";
import type { Service } from "../service.ts";
import { linesIn } from "./lines.ts";
import { bestOn } from "./worth.ts";

/** What the cart earns, and what the member can have off it; for a guest the way to join. */
export function cart(
  element: Element,
  { store, format }: Service,
  storefront: Storefront,
): TemplateResult | undefined {
  const { t, member, unsure } = store;
  if (member === undefined && !unsure) return undefined;
  const given = linesIn(element.getAttribute("lines"));
  const sum = given.reduce((all, { price, quantity }) => all + price * quantity, 0);
  const total = number(element, "total", sum);
  const lines = given.length
    ? given
    : [{ price: total, quantity: 1, collections: [], tags: [], giftCard: false }];
  const points = pointsFor(store, storefront, lines, Math.max(0, sum - total));
  if (points === undefined) return undefined;
  const best = member && bestOn(member.program.rewards, member.balance.available, total);
  return html`<div class="cart" lang=${store.lang}>
    ${points ? html`<p part="earns">${t("earnCart", points)}</p>` : nothing}
    ${
      best
        ? html`<div class="offer" part="offer">
            <p part="note" id="note">
              ${best.worth ? t("canRedeem", format.money(best.worth)) : t("canHave", best.reward.name)}
            </p>
            <button
              part="button"
              aria-describedby="note"
              aria-haspopup="dialog"
              @click=${() => store.open("rewards")}
            >
              ${t("redeem")}
            </button>
          </div>`
        : nothing
    }
    ${
      member === null
        ? html`<button
            class="bare"
            part="button"
            aria-haspopup="dialog"
            @click=${() => store.open(joining(storefront))}
          >
            ${t("joinFirst")}
          </button>`
        : nothing
    }
  </div>`;
}
