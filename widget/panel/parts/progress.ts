import { html, type TemplateResult } from "lit/html.js";

/** How far something has come; `label` is what it leads to. */
export const progress = (value: number, max: number, label: string): TemplateResult =>
  html`<progress max=${max} .value=${value} aria-label=${label}></progress>`;
