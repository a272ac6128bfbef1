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
  /** The elements for a page's own templates, as a selector. */
  names: string;
  store: Store;
  /** The look as CSS of the launcher's root: what is not as usual, and for the panel the custom properties of it. */
  style: string;
  /** What the launcher says, in the store's language or the one that was asked for. */
  words: LauncherWords;
  /** What it says in place of "Rewards", where the store has words of its own. */
  label: string | null;
  /** What a referred friend gets, in minor units of the store's currency; `null` without a referral program. */
  offer: { amount: number } | null;
}

/** What is said before the panel has come. */
export interface LauncherWords {
  /** BCP 47. */
  lang: string;
  rewards: string;
  /** `{0}`: what a friend gets: "£10". */
  offer: string;
  failed: string;
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
  look: Look;
}

/** How a store wants the widget to look; every figure in px. */
export interface Look {
  radius: number;
  /** `page`: the page's own; `system`: the device's; or families as CSS lists them. */
  font: string;
  scheme: "auto" | "light" | "dark";
  corner: "bottom-end" | "bottom-start";
  offset: { inline: number; block: number };
  launcher: {
    show: "button" | "icon" | "hidden";
    icon: "stamps" | "gift" | "star" | "heart";
    /** `null`: what the widget says by itself. */
    words: string | null;
  };
  /** Stands at the panel's head; `null`: the widget's own. */
  greeting: string | null;
}

/** The places inside the panel that a page can open. */
export const views = ["home", "rewards", "refer", "activity", "earn", "tiers", "profile", "join"] as const;

export type View = (typeof views)[number];
