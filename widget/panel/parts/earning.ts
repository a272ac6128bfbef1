import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Storefront } from "../../api/types.ts";
import type { Words } from "../../words/en.ts";
import { row } from "./card.ts";

/** How points are earned; a member has joined already. */
export function earning(
  words: Words,
  { program }: Storefront,
  joined: boolean,
): TemplateResult | typeof nothing {
  const { order, signUp, holdDays, holdFrom } = program.earning;
  const rows = [
    order && row("bag", words.perOrder(order.points, order.per), words.perOrderHold(holdDays, holdFrom)),
    signUp && !joined && row("star", words.signUp(signUp), words.signUpNote),
  ].filter(Boolean);
  return rows.length ? html`<div class="card list">${rows}</div>` : nothing;
}
