import { html, type nothing, type TemplateResult } from "lit/html.js";
import { sendCode } from "../deeds/join.ts";
import type { PanelModel } from "../model.ts";
import type { Part } from "./card.ts";
import { fieldIn } from "./email-field.ts";

/** Digits as keyboards have them: Arabic, Persian and full-width ones are a code's too. */
const digits = /[0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/gu;

/** The six digits in what was typed or pasted; mail programs like to give spaces and words along. */
const codeIn = (typed: string): string =>
  (typed.match(digits) ?? [])
    .slice(0, 6)
    // In each of these rows the last four bits are the digit's value.
    .map((digit) => digit.charCodeAt(0) & 15)
    .join("");

/**
 * The field for the six digits that were mailed; with the sixth they are sent. `enter` gets them; `before` and `after`
 * stand around the field.
 */
export function codeForm(
  model: PanelModel,
  action: string,
  enter: (code: string) => Promise<void>,
  before: Part | typeof nothing,
  after: Part,
): TemplateResult {
  const { t, busy, refusal, mailed } = model;
  const doing = busy === "enter";
  // Less a millisecond: fractions that are added and taken away again leave a hair.
  const wait = Math.ceil(((mailed?.again ?? 0) - performance.now() - 1) / 1000);
  const submit = async (event: SubmitEvent): Promise<void> => {
    const field = fieldIn(event, "code");
    const code = codeIn(field?.value ?? "");
    if (mailed) mailed.tried = code;
    if (code.length < 6) model.set({ refusal: t("codeWrong"), focus: "#code" });
    else await enter(code);
    // What was wrong is written over by the next try, wherever the focus was.
    if (model.refusal) field?.select();
  };
  const type = ({ target, isComposing }: InputEvent): void => {
    const field = target as HTMLInputElement;
    const code = codeIn(field.value);
    if (isComposing || code.length < 6 || code === mailed?.tried) return;
    field.value = code;
    field.form?.requestSubmit();
  };
  return html`<form class="card ask" novalidate @submit=${submit}>
    ${before}
    <label for="code">${t("code")}</label>
    <p class="quiet" id="code-note">${t("codeSent", mailed?.to ?? "")}</p>
    <input
      id="code"
      name="code"
      class="code"
      inputmode="numeric"
      autocomplete="one-time-code"
      dir="ltr"
      aria-describedby="code-note code-refusal"
      aria-invalid=${!!refusal}
      required
      @input=${type}
    />
    <p class="refusal" id="code-refusal" role="alert">${refusal}</p>
    <button class="wide" aria-disabled=${doing} aria-busy=${doing}>${doing ? t("checking") : action}</button>
    <button
      type="button"
      class="bare wide"
      aria-disabled=${wait > 0}
      aria-busy=${busy === "code"}
      @click=${() => {
        if (wait <= 0) void sendCode(model, mailed?.email);
      }}
    >
      ${busy === "code" ? t("sending") : wait > 0 ? t("codeAgainIn", wait) : t("codeAgain")}
    </button>
    ${after}
  </form>`;
}
