import type { TemplateResult } from "lit/html.js";
import type { Storefront } from "../../api/types.ts";
import { InlineElement } from "../element.ts";
import type { PageStore } from "../store.ts";
import styles from "./cart-points.css?inline";

/**
 * What this cart will earn, and what the member can take off it now, with a button to the rewards. Change `total` or `lines`
 * when the cart changes: the sentences follow at once.
 *
 * @summary The points that a cart earns, and what can be redeemed on it.
 * @tag regulars-cart-points
 * @example
 * <regulars-cart-points total="6400" lines='[{"price":2499,"quantity":2,"productId":"linen-throw"}]'>&nbsp;</regulars-cart-points>
 * @attr {number} total - What the cart comes to after discounts, in minor units, without shipping. Left out, what the lines come to.
 * @attr {string} lines - JSON: a list of `{ price, quantity, productId, sku, collections, tags, giftCard }`, all but `price` may be left out. Without it the total earns by the program's base rate.
 * @attr {string} store - The publishable key of the store it is about, where a page has the tags of several.
 * @slot - What is shown until all is known, and where it can't be.
 * @csspart earns - What the cart earns.
 * @csspart offer - What can be redeemed on it, and the button.
 * @csspart note - What can be redeemed on it.
 * @csspart button - Opens the panel at the rewards; for a guest, where they join.
 * @cssproperty --regulars-accent - The colour of what is filled; left out, the store's.
 */
export class CartPoints extends InlineElement {
  static readonly observedAttributes = ["total", "lines", "store"];
  static override readonly styles = styles;

  protected draw(store: PageStore, storefront: Storefront): TemplateResult | symbol | undefined {
    return store.members?.cart(this, storefront);
  }
}
