import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Reward } from "../../api/types.ts";
import { redeem } from "../deeds/redeem.ts";
import { confirm } from "../deeds/step-up.ts";
import type { PanelModel } from "../model.ts";
import { codeForm } from "../parts/code-form.ts";
import { line, use } from "../parts/offer.ts";
import { cartTotal, isForCarts, onCart } from "../parts/on-cart.ts";
import type { Screen } from "../screen.ts";
import styles from "../styles/code.css?inline";
import { amountFor, firstPrice, mostOf } from "../parts/prices.ts";

/** One yes between points and a voucher; where the program asks for it, with a code by mail. */
function question(model: PanelModel, reward: Reward, available: number): TemplateResult {
  const { t, format, busy, refusal, held, mailed, host } = model;
  const { id, name, sliding, validDays, minimumOrder, type, description } = reward;
  const total = cartTotal(host);
  const doing = busy === id || busy === "code";
  const most = mostOf(reward, available);
  const price = model.price || firstPrice(reward, available, total);
  const amount = amountFor(reward, price);
  const title = html`<h3 id="ask">${t("spend", price, name)}</h3>`;
  const no = html`<button
    type="button"
    class=${held ? "soft wide" : "soft"}
    @click=${() => model.set({ asking: "", held: null, refusal: "", focus: `#redeem-${CSS.escape(id)}` })}
  >
    ${t("no")}
  </button>`;
  if (held && mailed && !mailed.email)
    return codeForm(
      model,
      t("confirm"),
      (code) => confirm(model, code),
      html`${title}
        <p class="quiet">${t("codeWhy")}</p>`,
      no,
    );
  // On the cart it is worth less, or nothing yet.
  const isOther = total && onCart(reward, amount, total).off !== amount;
  const worth = amount ? t("worth", format.money(amount)) : "";
  const orders = minimumOrder ? t("ordersFrom", format.money(minimumOrder)) : t("anyOrder");
  return html`<div class="card ask" role="group" aria-labelledby="ask">
    ${title}
    ${
      sliding && most > reward.points
        ? html`<label class="quiet" for="price">${t("howMany")}</label>
            <input
              id="price"
              type="range"
              min=${reward.points}
              max=${most}
              step=${sliding.step}
              .value=${String(price)}
              aria-valuetext=${[t("points", price), worth].filter(Boolean).join(", ")}
              @input=${({ target }: InputEvent) =>
                model.set({ price: (target as HTMLInputElement).valueAsNumber, refusal: "" })}
            />
            <p class="choice" aria-hidden="true">
              <b>${t("points", price)}</b><b>${line(worth, isOther && use(model, reward, price))}</b>
            </p>`
        : nothing
    }
    <p class="quiet">
      ${[
        price > available ? t("toGo", price - available) : t("leaves", available - price),
        isForCarts(type) ? t("goodFor", validDays, orders) : description,
      ].join(" ")}
    </p>
    <p class="refusal" role="alert">${refusal}</p>
    <div class="row">
      <button
        id="yes"
        class="grow"
        aria-disabled=${doing}
        aria-busy=${doing}
        @click=${() => redeem(model, reward, price)}
      >
        ${t(doing ? "redeeming" : refusal ? "retry" : "yes")}
      </button>
      ${no}
    </div>
  </div>`;
}

/** The question of what waits for a yes: it stands among the rewards, in the place of the one that it is about. */
export function view(model: PanelModel): Screen | undefined {
  const { t, panel, asking } = model;
  const reward = panel?.program.rewards.find(({ id }) => id === asking);
  if (!panel || !reward) return undefined;
  return { title: t("rewards"), lead: nothing, body: question(model, reward, panel.balance.available) };
}

export { styles };
