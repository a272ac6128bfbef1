/** The store of a benchmark. */
import type { Environment } from "../../worker/environment.ts";
import { createStore, type CreatedStore } from "../../worker/stores/create.ts";

/** Makes it in the Worker's database; `handle` tells it from others there. */
export function newStore(environment: Environment, handle = "bench"): Promise<CreatedStore> {
  const store = {
    handle,
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
