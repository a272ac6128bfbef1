import { html } from "lit/html.js";
import { enter, sendCode } from "../deeds/join.ts";
import type { PanelModel } from "../model.ts";
import { codeForm } from "../parts/code-form.ts";
import { emailField, fieldIn } from "../parts/email-field.ts";
import type { Screen } from "../screen.ts";

/** Joining, which is signing in: an address, and the code that is mailed there. */
export function view(model: PanelModel): Screen | undefined {
  const { t, busy, mailed, panel, storefront } = model;
  if (panel || !storefront) return undefined;
  const doing = busy === "code";
  const { signUp } = storefront.program.earning;
  const send = (event: SubmitEvent): void => {
    const field = fieldIn(event, "email");
    if (field) void sendCode(model, field);
  };
  return {
    title: t("joinTitle"),
    within: "home",
    lead: html`<p class="figure small"><b>${storefront.program.name}</b></p>
      <p>${signUp ? t("signUp", signUp) : t("joinNote")}</p>`,
    body: mailed
      ? codeForm(
          model,
          t("signIn"),
          (code, form) => enter(model, code, (form.elements.namedItem("stays") as HTMLInputElement).checked),
          html`<label class="row check"><input type="checkbox" name="stays" /> ${t("stay")}</label>
            <button
              type="button"
              class="soft wide"
              @click=${() => model.set({ mailed: null, refusal: "", focus: "input" })}
            >
              ${t("otherEmail")}
            </button>`,
        )
      : html`<form class="card" novalidate @submit=${send}>
          ${emailField(model, t("joinNote"))}
          <button class="wide" aria-disabled=${doing} aria-busy=${doing}>
            ${t(doing ? "sending" : "sendCode")}
          </button>
        </form>`,
  };
}
