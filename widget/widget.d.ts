/**
 * Regulars on a page: what the tag puts on `window.regulars`, and the events it sends on `document`.
 * Reference this file from a store's own TypeScript: `/// <reference types="regulars/widget" />`.
 */

export type RegularsView = "home" | "rewards" | "refer" | "activity" | "earn" | "tiers" | "profile" | "join";

/** What the store's server signed for its signed-in shopper; `null` when nobody is signed in. */
export type RegularsToken = string | null;

/** Calls may be made before the tag has run: `(window.regulars ||= []).push(["open", "refer"])`. */
export interface Regulars {
  /**
   * Opens the panel. Resolves to whether it opened: `false` if a listener of `regulars:open` cancelled it or the
   * panel couldn't be loaded (the shopper is told).
   */
  open(view?: RegularsView): Promise<boolean>;
  close(): void;
  /** Says who is signed in: a token, or a function that gets a fresh one each time it is called. */
  identify(token: RegularsToken | (() => RegularsToken | Promise<RegularsToken>)): void;
  /** Takes the launcher, the panel and every listener off the page. */
  remove(): void;
  /** Resolves once the launcher is on the page. */
  ready: Promise<void>;
  /** Every store on the page by its publishable key; the first one is also `window.regulars` itself. */
  stores: Record<string, Omit<Regulars, "stores">>;
}

export interface RegularsVoucher {
  code: string;
  name: string;
  /** Minor units of `currency`; `null` where it is not about an amount of money. */
  amount: number | null;
  currency: string;
  minimumOrder: number;
  expiresAt: string | null;
}

/** `store` is the publishable key of the store that the event is about. */
export interface RegularsEvents {
  /** Before the panel opens; `preventDefault()` keeps it shut. */
  "regulars:open": CustomEvent<{ store: string; view: RegularsView | undefined }>;
  "regulars:opened": CustomEvent<{ store: string; view: RegularsView }>;
  "regulars:closed": CustomEvent<{ store: string }>;
  /** Points were spent on a reward; `balance` is what is available after it. */
  "regulars:redeemed": CustomEvent<{ store: string; voucher: RegularsVoucher; balance: number }>;
  /** A referred friend claimed the welcome reward. */
  "regulars:claimed": CustomEvent<{ store: string; voucher: RegularsVoucher }>;
  /** They signed in, or joined, with an emailed code. */
  "regulars:signedin": CustomEvent<{ store: string }>;
  /** They signed out in the panel, or deleted their account there. */
  "regulars:signedout": CustomEvent<{ store: string }>;
}

declare global {
  interface DocumentEventMap extends RegularsEvents {}
  /** The elements for a store's own templates: docs/elements.md. They are set by their attributes. */
  interface HTMLElementTagNameMap {
    "regulars-product-points": HTMLElement;
    "regulars-cart-points": HTMLElement;
    "regulars-balance": HTMLElement;
    "regulars-tier": HTMLElement;
    "regulars-referral": HTMLElement;
    "regulars-page": HTMLElement;
  }
  interface Window {
    regulars?: Regulars;
  }
}
