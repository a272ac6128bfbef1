import { html, nothing, type TemplateResult } from "lit/html.js";
import type { TillModel } from "../model.ts";

/** The texts of a form's named fields, trimmed. */
export function fieldsOf(event: SubmitEvent): Record<string, string> {
  event.preventDefault();
  const data = new FormData(event.target as HTMLFormElement);
  return Object.fromEntries(
    [...data].map(([name, value]) => [name, typeof value === "string" ? value.trim() : ""]),
  );
}

interface Field {
  id: string;
  label: string;
  type?: "text" | "email" | "tel" | "password";
  inputmode?: "numeric" | "decimal" | "email" | "tel" | "text";
  maxlength?: number;
  /** The id of what else describes it. */
  note?: string;
}

/** A field with its label above it. */
export function field({ id, label, type = "text", inputmode, maxlength = 254, note }: Field): TemplateResult {
  return html`<label for=${id}>${label}</label>
    <input
      id=${id}
      name=${id}
      type=${type}
      inputmode=${inputmode ?? nothing}
      maxlength=${maxlength}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      aria-describedby=${note ?? nothing}
    />`;
}

/** Why what was asked for here was refused. */
export function refusal({ refusal: { at, text } }: TillModel, here: string): TemplateResult | typeof nothing {
  return at === here ? html`<p class="refusal" role="alert">${text}</p>` : nothing;
}
