/** The elements for a page's own templates, in the way in which the loader looks for them. */
export const names =
  "regulars-product-points,regulars-cart-points,regulars-balance,regulars-tier,regulars-referral,regulars-page";
