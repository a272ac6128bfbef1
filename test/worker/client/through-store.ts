/** The client on a store under test: its calls go to the Worker's own routes. */
import { Regulars, type Fetch, type RegularsOptions } from "../../../client/index.ts";
import { WORKER, type StoreUnderTest } from "../store-under-test.ts";

/** A `fetch` that reaches the store's Worker and nothing else. */
export function fetchOf(store: StoreUnderTest): Fetch {
  return async (url, { method, headers, body }) => {
    if (!url.startsWith(`${WORKER}/`)) throw new TypeError(`Nothing is at ${url}`);
    const {
      status,
      headers: answered,
      text,
    } = await store.call(method, url.slice(WORKER.length), {
      headers,
      ...(body === undefined ? {} : { raw: body }),
    });
    return { status, headers: answered, text: async () => text };
  };
}

/** The client with the store's secret key. */
export function clientOf(store: StoreUnderTest, options: Partial<RegularsOptions> = {}): Regulars {
  return new Regulars({
    secretKey: store.keys.secret.key,
    origin: WORKER,
    fetch: fetchOf(store),
    ...options,
  });
}
