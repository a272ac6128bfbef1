import type { TemplateResult } from "lit/html.js";
import type { Storefront } from "../../api/types.ts";
import { InlineElement } from "../element.ts";
import type { PageStore } from "../store.ts";
import styles from "./balance.css?inline";

/**
 * The points that the signed-in member can spend, which open the panel; somebody nobody knows yet is invited to join.
 *
 * @summary The member's points.
 * @tag regulars-balance
 * @example
 * <regulars-balance>Rewards</regulars-balance>
 * @attr {string} store - The publishable key of the store it is about, where a page has the tags of several.
 * @slot - What is shown until the points are known, and where they can't be.
 * @csspart button - Opens the panel.
 */
export class BalanceElement extends InlineElement {
  static readonly observedAttributes = ["store"];
  static override readonly styles = styles;

  protected draw(store: PageStore, storefront: Storefront): TemplateResult | symbol | undefined {
    return store.members?.balance(storefront);
  }
}
