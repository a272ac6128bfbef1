import type { TemplateResult } from "lit/html.js";
import type { Storefront } from "../../api/types.ts";
import { InlineElement } from "../element.ts";
import type { PageStore } from "../store.ts";
import styles from "./referral.css?inline";

/**
 * What a member and their friend get, with the member's link to copy or to share; a guest is invited to join. The link is made
 * when it is first wanted. Nothing where the program has no referrals.
 *
 * @summary The member's referral link, and what it gives.
 * @tag regulars-referral
 * @example
 * <regulars-referral></regulars-referral>
 * @attr {string} store - The publishable key of the store it is about, where a page has the tags of several.
 * @slot - What is shown until all is known, and where it can't be.
 * @csspart card - The card around it all.
 * @csspart title - What both sides get.
 * @csspart note - What that means.
 * @csspart link - The member's link, where it has been made.
 * @csspart button - Copies the link, shares it, or lets a guest join.
 * @csspart status - What has been done, for a while.
 * @cssproperty --regulars-accent - The colour of its buttons; left out, the store's.
 * @cssproperty [--regulars-radius=14px] - How round the card is.
 */
export class ReferralElement extends InlineElement {
  static readonly observedAttributes = ["store"];
  static override readonly styles = styles;
  /** What is being done, or has been. */
  busy = false;
  message = "";
  /** The Idempotency-Key of the wish for a link: the same until it is answered. */
  readonly intent = crypto.randomUUID();

  protected draw(store: PageStore, storefront: Storefront): TemplateResult | symbol | undefined {
    return store.members?.referral(this, storefront);
  }
}
