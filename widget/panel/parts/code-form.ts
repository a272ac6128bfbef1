import { html, type TemplateResult } from "lit/html.js";
import type { PanelModel } from "../model.ts";
import type { Part } from "./card.ts";
import { fieldIn } from "./email-field.ts";

/** The field for the six digits that were mailed. `enter` gets them; `more` stands under the field. */
export function codeForm(
  { t, busy, refusal, mailed }: PanelModel,
  action: string,
  enter: (code: string, form: HTMLFormElement) => unknown,
  more: Part,
): TemplateResult {
  const doing = busy === "enter";
  const submit = (event: SubmitEvent): void => {
    // Mail programs like to give spaces along.
    const digits = fieldIn(event, "code")?.value.replace(/\D/g, "") ?? "";
    enter(digits, event.target as HTMLFormElement);
  };
  return html`<form class="card" novalidate @submit=${submit}>
    <label for="code">${t("code")}</label>
    <p class="quiet" id="code-note">${t("codeSent", mailed?.to ?? "")}</p>
    <input
      id="code"
      name="code"
      class="code"
      inputmode="numeric"
      autocomplete="one-time-code"
      maxlength="12"
      dir="ltr"
      aria-describedby="code-note code-refusal"
      aria-invalid=${!!refusal}
      required
    />
    <p class="refusal" id="code-refusal">${refusal}</p>
    <button class="wide" aria-disabled=${doing} aria-busy=${doing}>${doing ? t("checking") : action}</button>
    ${more}
  </form>`;
}
