import { html, type TemplateResult } from "lit/html.js";
import type { Format } from "../../format/format.ts";
import type { IconName } from "./icon.ts";

/** What a reward or a voucher is worth, as a row's picture; a gift where that is no amount of money. */
export const worth = ({ money }: Format, { amount }: { amount: number | null }): IconName | TemplateResult =>
  amount ? html`<b translate="no">${money(amount)}</b>` : "rewards";
