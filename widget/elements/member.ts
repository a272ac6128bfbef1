/**
 * What is only needed to know whether somebody is a member, and to serve them: it comes when an element on the page is about
 * who is looking.
 */
import type { Storefront } from "../api/types.ts";
import { balance } from "./balance/draw.ts";
import { cart } from "./cart-points/draw.ts";
import { referral } from "./referral/draw.ts";
import type { ReferralElement } from "./referral/referral.ts";
import { serviceOf } from "./service.ts";
import type { PageStore } from "./store.ts";
import { styles } from "./styles.ts";
import { tier } from "./tier/draw.ts";

/** What draws the elements about a member of one store. */
export function serve(store: PageStore) {
  const service = serviceOf(store);
  return {
    styles,
    shopper: service.shopper,
    balance: (storefront: Storefront) => balance(store, storefront),
    cart: (element: Element, storefront: Storefront) => cart(element, service, storefront),
    referral: (element: ReferralElement, storefront: Storefront) => referral(element, service, storefront),
    tier: () => tier(service),
  };
}

export type Members = ReturnType<typeof serve>;
