import type { TemplateResult } from "lit/html.js";
import { InlineElement } from "../element.ts";
import type { PageStore } from "../store.ts";
import styles from "./tier.css?inline";

/**
 * The member's tier, and how far it is to the next. Nothing where the program has no tiers; for a guest what the page wrote
 * between the tags stays.
 *
 * @summary The member's tier, with progress.
 * @tag regulars-tier
 * @example
 * <regulars-tier></regulars-tier>
 * @attr {string} store - The publishable key of the store it is about, where a page has the tags of several.
 * @slot - What is shown until the tier is known, and to guests.
 * @csspart badge - The tier's name, with a star; opens the panel at the tiers.
 * @csspart progress - How far it is to the next tier: a `<progress>`.
 * @csspart note - What is missing, and by when.
 * @cssproperty --regulars-accent - The colour of what is filled; left out, the store's.
 */
export class TierElement extends InlineElement {
  static readonly observedAttributes = ["store"];
  static override readonly styles = styles;

  protected draw(store: PageStore): TemplateResult | symbol | undefined {
    return store.members?.tier();
  }
}
