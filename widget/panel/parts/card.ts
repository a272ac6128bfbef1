import { html, type TemplateResult } from "lit/html.js";
import { icon, type IconName } from "./icon.ts";

/** What can stand in a template's place. */
export type Part = TemplateResult | string | symbol | undefined;

/** A picture, a line, a quieter line under it, and whatever comes last. */
export const row = (
  picture: IconName | TemplateResult,
  title: Part,
  note: Part,
  end?: Part,
): TemplateResult =>
  html`<div class="row">
    <span class="icon">${typeof picture === "string" ? icon(picture) : picture}</span>
    <div class="grow">
      <div class="strong">${title}</div>
      <div class="quiet">${note}</div>
    </div>
    ${end}
  </div>`;

/** A place with nothing in it yet: designed, not blank. */
export const empty = (picture: IconName, title: Part, note: Part, end?: Part): TemplateResult =>
  html`<div class="card empty">
    <span class="icon">${icon(picture)}</span>
    <h3>${title}</h3>
    <p class="quiet">${note}</p>
    ${end}
  </div>`;
