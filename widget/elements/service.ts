import { createClient, type Client } from "../api/client.ts";
import { createFormat, type Format } from "../format/format.ts";
import { Shopper } from "../panel/shopper.ts";
import type { PageStore } from "./store.ts";

/** What the elements about a member need besides their store: the one session on this page, and how amounts and dates are written. */
export interface Service {
  store: PageStore;
  api: Client;
  shopper: Shopper;
  format: Format;
}

export function serviceOf(store: PageStore): Service {
  const { host, shared, language, locale } = store;
  const { tag } = host;
  const api = createClient(tag.origin, tag.key, language);
  return {
    store,
    api,
    shopper: (shared.shopper ??= new Shopper(host, api)),
    format: createFormat(locale, tag.store, () => store.now),
  };
}
