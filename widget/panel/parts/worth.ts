import { html, type TemplateResult } from "lit/html.js";
import type { Format } from "../../format/format.ts";
import type { IconName } from "./icon.ts";

/** What a reward or a voucher is worth, as a row's picture; a gift where that is no amount of money, and no part of it. */
export const worth = (
  { money, percent: part }: Format,
  { amount, percent }: { amount: number | null; percent?: number },
): IconName | TemplateResult =>
  percent || amount ? html`<b translate="no">${percent ? part(percent) : money(amount ?? 0)}</b>` : "rewards";
