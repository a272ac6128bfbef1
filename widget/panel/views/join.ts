import { html, nothing } from "lit/html.js";
import { askCode, enter } from "../deeds/join.ts";
import type { PanelModel } from "../model.ts";
import { codeForm } from "../parts/code-form.ts";
import { emailField, fieldIn } from "../parts/email-field.ts";
import type { Screen } from "../screen.ts";
import styles from "../styles/code.css?inline";

/** Joining, which is signing in: an address, and the code that is mailed there. */
export function view(model: PanelModel): Screen | undefined {
  const { t, busy, mailed, panel, storefront } = model;
  if (panel || !storefront?.store.signIn?.email) return undefined;
  const doing = busy === "code";
  const { signUp } = storefront.program.earning;
  const send = (event: SubmitEvent): void => {
    const field = fieldIn(event, "email");
    if (field) void askCode(model, field);
  };
  return {
    title: t("joinTitle"),
    within: "home",
    lead: html`<p class="figure small"><b>${storefront.program.name}</b></p>
      <p>${signUp ? t("signUp", signUp) : t("joinNote")}</p>`,
    body: mailed?.email
      ? codeForm(
          model,
          t("signIn"),
          (code) => enter(model, code),
          nothing,
          html`<button
            type="button"
            class="bare wide"
            @click=${() => model.set({ mailed: null, refusal: "", focus: "input" })}
          >
            ${t("otherEmail")}
          </button>`,
        )
      : html`<form class="card" novalidate @submit=${send}>
          ${emailField(model, t("joinNote"))}
          <label class="row check">
            <input
              type="checkbox"
              .checked=${model.stays}
              @change=${({ target }: Event) => (model.stays = (target as HTMLInputElement).checked)}
            />
            ${t("stay")}
          </label>
          <button class="wide" aria-disabled=${doing} aria-busy=${doing}>
            ${t(doing ? "sending" : "sendCode")}
          </button>
        </form>`,
  };
}

export { styles };
