import type { Host } from "../host.ts";
import { BalanceElement } from "./balance/balance.ts";
import { CartPoints } from "./cart-points/cart-points.ts";
import type { InlineElement } from "./element.ts";
import { PageElement } from "./page/page.ts";
import { ProductPoints } from "./product-points/product-points.ts";
import { ReferralElement } from "./referral/referral.ts";
import { TierElement } from "./tier/tier.ts";

const elements = {
  "regulars-product-points": ProductPoints,
  "regulars-cart-points": CartPoints,
  "regulars-balance": BalanceElement,
  "regulars-tier": TierElement,
  "regulars-referral": ReferralElement,
  "regulars-page": PageElement,
};

// Two builds may meet on one page: the first to come keeps the names, and serves both.
for (const [name, Kind] of Object.entries(elements))
  if (!customElements.get(name)) customElements.define(name, Kind);

/** Gives a store to the elements on the page, those to come as well. */
export function mount(host: Host): void {
  (customElements.get("regulars-balance") as unknown as typeof InlineElement).attach(host);
}
