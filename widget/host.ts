import type { Voucher } from "./api/types.ts";
import type { Shared } from "./shared.ts";
import type { Tag, View } from "./tag.ts";

/** What the browser keeps of a followed referral link, for one store. */
export interface Arrival {
  code: string;
  /** When the link was followed: milliseconds, this device's clock. */
  at: number;
  /** The voucher the friend claimed with it, so that it can be read again at the checkout. */
  voucher?: Voucher;
}

/** What the loader lends to the panel. */
export interface Host {
  readonly tag: Tag;
  /** BCP 47, for numbers and dates; `undefined` is the browser's own. Frozen at start, since translators rewrite `lang`. */
  readonly locale: string | undefined;
  /** Where the panel lives: the launcher's own shadow root. */
  readonly root: ShadowRoot;
  /** The tag's `data-` attributes; `signIn` is where the shopper signs in at the store. */
  readonly attributes: DOMStringMap;
  /** A token for whoever is signed in at the store, or nothing for nobody. Rejects if the store can't be reached. */
  token(): Promise<string | null | undefined>;
  /** The referral link this browser followed, if it is remembered. */
  arrival: Arrival | null;
  /** Keeps an arrival, or forgets it. */
  remember(arrival: Arrival | null): unknown;
  /** What is known of the store on this page, once a chunk has come that knows something. */
  shared?: Shared;
  /** Writes on the launcher; without a text, what it says by itself. */
  label(text?: string): void;
}

/** What the panel's chunk gives back to the loader. */
export interface PanelHandle {
  /** Shows the dialog at a view; resolves when what it shows is fresh. Never rejects. */
  open(view?: View): Promise<void>;
  close(): void;
}

/** The exports of the panel's chunk. */
export interface PanelModule {
  mount(host: Host): PanelHandle;
  /** The same views laid out in a page, in an element of their own at the end of `root`. */
  inPage(host: Host, root: ShadowRoot): Promise<PanelHandle>;
}

/** The exports of the chunk with the elements for a page's own templates. */
export interface ElementsModule {
  mount(host: Host): unknown;
}
