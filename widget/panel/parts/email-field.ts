import { html, type TemplateResult } from "lit/html.js";
import type { PanelModel } from "../model.ts";
import type { Part } from "./card.ts";

/**
 * The field for an address, what is said under its name, and why the last one was refused. What was typed stands in the
 * next such field too: a friend who has claimed points signs in with the same.
 */
export function emailField(model: PanelModel, note: Part): TemplateResult {
  const { t, refusal, email } = model;
  return html`<label for="email">${t("email")}</label>
    <p class="quiet" id="email-note">${note}</p>
    <input
      id="email"
      name="email"
      type="email"
      autocomplete="email"
      placeholder=${t("emailExample")}
      .value=${email}
      @input=${({ target }: InputEvent) => (model.email = (target as HTMLInputElement).value)}
      aria-describedby="email-note email-refusal"
      aria-invalid=${!!refusal}
      required
    />
    <p class="refusal" id="email-refusal" role="alert">${refusal}</p>`;
}

/** The form's field of that name, when the form is sent. */
export function fieldIn(event: SubmitEvent, name: string): HTMLInputElement | undefined {
  event.preventDefault();
  const field = (event.target as HTMLFormElement).elements.namedItem(name);
  return field instanceof HTMLInputElement ? field : undefined;
}
