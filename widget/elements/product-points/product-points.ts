import { html, noChange, type TemplateResult } from "lit/html.js";
import type { Storefront } from "../../api/types.ts";
import { InlineElement } from "../element.ts";
import { number, words } from "../attributes.ts";
import { pointsFor } from "../points-for.ts";
import type { PageStore } from "../store.ts";

/**
 * What a product earns, by the program's own rules: “Earn 25 points with this”. Change an attribute, as a picker of variants
 * does, and the sentence follows at once: no request is made for a product. Stays empty for what earns nothing.
 *
 * @summary The points that a product earns.
 * @tag regulars-product-points
 * @example
 * <regulars-product-points price="2499" product-id="linen-throw" tags="sale linen">&nbsp;</regulars-product-points>
 * @attr {number} price - What one costs, in minor units of the store's currency: `2499` is £24.99. As the program counts it: without tax, unless it counts that.
 * @attr {number} quantity - How many; 1 where it is left out.
 * @attr {string} product-id - The store's id of the product, where the program has rules for some products.
 * @attr {string} sku - Its SKU.
 * @attr {string} collections - The collections it is in, with spaces between them.
 * @attr {string} tags - Its tags, with spaces between them.
 * @attr {boolean} gift-card - It is a gift card, which earns nothing.
 * @attr {string} store - The publishable key of the store it is about, where a page has the tags of several.
 * @slot - What is shown until the points are known, and where they can't be.
 * @csspart text - The sentence.
 */
export class ProductPoints extends InlineElement {
  static readonly observedAttributes = [
    "price",
    "quantity",
    "product-id",
    "sku",
    "collections",
    "tags",
    "gift-card",
    "store",
  ];
  override readonly personal = ({ program }: Storefront): boolean => !!program.tiers;

  protected draw(store: PageStore, storefront: Storefront): TemplateResult | symbol | undefined {
    const { t, member, unsure } = store;
    // Their tier may multiply it: one figure is shown, not first the one for everybody.
    if (this.personal(storefront) && member === undefined && !unsure) return noChange;
    const points = pointsFor(store, storefront, [
      {
        price: number(this, "price"),
        quantity: number(this, "quantity", 1),
        productId: this.getAttribute("product-id") ?? undefined,
        sku: this.getAttribute("sku") ?? undefined,
        collections: words(this, "collections"),
        tags: words(this, "tags"),
        giftCard: this.hasAttribute("gift-card"),
      },
    ]);
    return points ? html`<span part="text" lang=${store.lang}>${t("earnThis", points)}</span>` : undefined;
  }
}
