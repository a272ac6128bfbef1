import type { D1Database } from "@cloudflare/workers-types";

/** What the shop's Worker is given: its own database, and what any customer of Regulars is handed. */
export interface Env {
  /** The shop's own database: customers and orders. */
  SHOP: D1Database;
  /** Signs the shop's cookies. */
  SHOP_SECRET: string;
  /** Where Regulars answers, without a slash at the end. */
  REGULARS_URL: string;
  /** Publishable key (`pk_…`), for the tag. */
  REGULARS_KEY: string;
  /** Secret key (`sk_…`), for the server API. */
  REGULARS_SECRET: string;
  /** The id of the signing key (`kid_…`), and the key itself: they sign the shopper's token. */
  REGULARS_SIGNING_KEY_ID: string;
  REGULARS_SIGNING_KEY: string;
}
