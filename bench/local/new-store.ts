/** The store of a benchmark. */
import type { Environment } from "../../worker/environment.ts";
import { createStore, type CreatedStore } from "../../worker/stores/create.ts";

/** Makes it in the Worker's database. */
export function newStore(environment: Environment): Promise<CreatedStore> {
  const store = {
    handle: "bench",
    name: "Bench",
    currency: "GBP",
    locale: "en-GB",
    timeZone: "Europe/London",
    accent: "#1f5c4a",
    landingUrl: "https://shop.example.com",
    origins: [],
  };
  return createStore(environment, store, Date.now());
}
