import card from "./referral/card.css?inline";
import cart from "./cart-points/cart.css?inline";
import controls from "./controls.css?inline";
import tier from "./tier/badge.css?inline";

/** What the elements about a member look like inside. Few rules, so that all of them share one sheet. */
export const styles = controls + card + cart + tier;
