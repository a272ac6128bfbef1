import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Reward } from "../../api/types.ts";
import type { PanelModel } from "../model.ts";
import { row } from "./card.ts";
import { cartTotal, isForCarts, onCart } from "./on-cart.ts";
import { lock, picture } from "./picture.ts";
import { amountFor, firstPrice } from "./prices.ts";
import { progress } from "./progress.ts";

/** Several things said in one line. */
export const line = (...parts: (string | number | false | null | undefined)[]): string =>
  parts.filter(Boolean).join(" · ");

/** The orders that it can be used on, or what it does for the cart of the page. */
export function use(model: PanelModel, reward: Reward, points: number): string {
  const { t, format, host } = model;
  const { minimumOrder, type } = reward;
  if (!isForCarts(type)) return "";
  const { off, missing } = onCart(reward, amountFor(reward, points), cartTotal(host));
  return off
    ? t("onCart", format.money(off))
    : missing
      ? t("cartNeeds", format.money(missing))
      : minimumOrder
        ? t("ordersFrom", format.money(minimumOrder))
        : t("anyOrder");
}

/** What its price is, or from where to where. */
function price({ t, format }: PanelModel, reward: Reward): string {
  const { points, sliding } = reward;
  if (!sliding || sliding.maximum <= points) return t("points", points);
  const { maximum } = sliding;
  const [least, most] = [points, maximum].map((each) => format.money(amountFor(reward, each) ?? 0));
  return line(`${format.number(points)}–${t("points", maximum)}`, `${least ?? ""}–${most ?? ""}`);
}

/** What else there is to know of it. */
function terms({ t, format }: PanelModel, reward: Reward): string {
  const { ceiling, maximumShare, someProducts, until, standing, limits } = reward;
  const { productName, partner, cause } = reward;
  return line(
    productName,
    partner,
    cause,
    ceiling && t("upTo", format.money(ceiling)),
    maximumShare && t("shareOf", format.percent(maximumShare)),
    someProducts && t("someProducts"),
    ...limits.map(({ count, period }) =>
      period === "ever" && count === 1
        ? t("times", 1, "").trim()
        : `${format.number(count)}×${period === "ever" || period === "order" ? "" : ` ${t(period)}`}`,
    ),
    until && t("until", format.date(until)),
    standing?.left && t("left", standing.left),
  );
}

/** A reward that the member can have, or is on the way to. */
export function offer(model: PanelModel, reward: Reward, available: number): TemplateResult {
  const { t, format, host, asking, chunks } = model;
  const { id, name, points, description } = reward;
  const total = cartTotal(host);
  const short = points > available;
  const does = short
    ? t("toGo", points - available)
    : use(model, reward, firstPrice(reward, available, total));
  const more = terms(model, reward);
  const coming = asking === id && !chunks.failed;
  const ask = (): void => {
    chunks.failed = false;
    model.set({ asking: id, price: 0, held: null, refusal: "", won: null, focus: "#price,#yes" });
  };
  return html`<div class="card">
    ${row(
      picture(format, reward),
      name,
      html`${line(price(model, reward), does)} ${short ? progress(available, points, name) : nothing}`,
      short
        ? nothing
        : html`<button
            id="redeem-${id}"
            class=${coming ? "coming" : nothing}
            aria-busy=${coming}
            aria-label=${t("redeemThis", points, name)}
            @click=${ask}
          >
            ${t("redeem")}
          </button>`,
    )}
    ${more ? html`<p class="quiet more-of">${more}</p>` : nothing}
    ${description ? html`<p class="quiet more-of">${description}</p>` : nothing}
    ${asking === id && chunks.failed ? html`<p class="refusal" role="alert">${t("troubleTitle")}</p>` : nothing}
  </div>`;
}

/** A reward that the member can't have now, and why. */
export function locked(model: PanelModel, reward: Reward): TemplateResult {
  const { t, format, words, panel } = model;
  const { standing, from, tiers, name } = reward;
  const why = standing?.why;
  const again = standing?.againAt;
  const levels = panel?.program.tiers?.levels ?? [];
  const names = tiers.map((tier) => levels.find(({ id }) => id === tier)?.name ?? tier);
  const reason =
    why === "other_tiers"
      ? t("forTiers", new Intl.ListFormat(words.lang, { type: "disjunction" }).format(names))
      : why === "not_open_yet"
        ? from && t("opens", format.date(from))
        : why === "out_of_stock"
          ? t("soldOut")
          : again
            ? t("again", format.date(again))
            : t("hadAll");
  const shown = row(
    lock,
    name,
    line(reason, price(model, reward), standing?.left && t("left", standing.left)),
  );
  return why === "other_tiers" && levels.length
    ? html`<button class="card bare link-card locked" @click=${() => model.show("tiers", "h2")}>
        ${shown}
      </button>`
    : html`<div class="card locked">${shown}</div>`;
}
