import { juniperCircle } from "../../../demo/seed/program.ts";
import { createStore, type NewStore } from "../../../worker/stores/create.ts";
import type { ZooShop } from "./shop.ts";

/** A store that has no server of its own: it pasted a tag, and published a program once. */
export interface StoreWithoutServer {
  /** For the tag. */
  key: string;
  /** A call of the API with its secret key, as its owner would make it from a terminal. */
  owner: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

/** Makes such a store, whose pages are the shop's, with changes to the demo's program. */
export async function storeWithoutServer(
  { house, origin }: ZooShop,
  changes: Partial<NewStore> & { handle: string },
  program: object = {},
): Promise<StoreWithoutServer> {
  const environment = { DB: house.served.databases.regulars, SEALING_KEY: btoa("x".repeat(32)) };
  const { keys } = await createStore(
    environment as Parameters<typeof createStore>[0],
    {
      name: "Second & Sons",
      currency: "EUR",
      locale: "en-GB",
      timeZone: "Europe/Berlin",
      accent: "#7a1f5c",
      landingUrl: `${origin}/`,
      origins: [origin],
      ...changes,
    },
    Date.now(),
  );
  const owner = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(house.url + path, {
      method,
      headers: {
        Authorization: `Bearer ${keys.secret.key}`,
        "Content-Type": "application/json",
        "Idempotency-Key": crypto.randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
    return JSON.parse(text);
  };
  await owner("PUT", "/v1/program", { ...juniperCircle, ...program });
  return { key: keys.publishable.key, owner };
}
