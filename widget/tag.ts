/** What the Worker writes into the loader for one store: enough to draw the launcher without asking anything. */
export interface Tag {
  /** The Worker's origin, without a slash at its end. */
  origin: string;
  /** The store's publishable key, `pk_…`. */
  key: string;
  /** Absolute URL of the panel's chunk. */
  panel: string;
  /** Absolute URL of the chunk with the elements for the page's own templates. */
  elements: string;
  store: Store;
  /** What a referred friend gets, in minor units of the store's currency; `null` without a referral program. */
  offer: { amount: number } | null;
}

/** The store as its shoppers meet it. */
export interface Store {
  name: string;
  /** ISO 4217. */
  currency: string;
  /** Of the currency's amounts, by ISO 4217, which is not always what Intl writes: 2 of pounds, 0 of yen. */
  decimals: number;
  /** BCP 47. */
  locale: string;
  /** IANA name; every date in the widget is a date there. */
  timeZone: string;
  /** `#rrggbb`. */
  accent: string;
}

/** The places inside the panel that a page can open. */
export const views = ["home", "rewards", "refer", "activity", "earn", "tiers", "profile", "join"] as const;

export type View = (typeof views)[number];
