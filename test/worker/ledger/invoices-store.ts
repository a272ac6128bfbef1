/** The store into which a real shop's invoices are told. */
import type { Environment } from "../../../worker/environment.ts";
import { createStore } from "../../../worker/stores/create.ts";
import { SHOP, StoreUnderTest } from "../store-under-test.ts";

/** The store in the database of these bindings, as of `now` (milliseconds). */
export async function invoicesStore(environment: Environment, now: number): Promise<StoreUnderTest> {
  const about = {
    handle: "invoices",
    name: "Invoices",
    currency: "GBP",
    locale: "en-GB",
    timeZone: "Europe/London",
    accent: "#1f5c4a",
    landingUrl: SHOP,
    origins: [],
  };
  const store = new StoreUnderTest(await createStore(environment, about, now), about.handle);
  store.environment = environment;
  store.now = now;
  return store;
}
